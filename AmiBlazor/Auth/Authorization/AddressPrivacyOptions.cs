namespace AmiBlazor.Auth.Authorization;

/// <summary><c>Devices</c>: what is shown of phones, by role.</summary>
internal sealed class AddressPrivacyOptions
{
    public const string Section = "Devices";

    /// <summary>Whether viewers see the IP addresses of phones; supervisors and administrators do. The same for API keys.</summary>
    public bool AddressesForViewers { get; set; }
}
