using AmiBlazor.Board;

namespace AmiBlazor.Auth.Authorization;

/// <summary><c>Calls</c>: what is shown of parties outside, by role.</summary>
internal sealed class NumberPrivacyOptions
{
    public const string Section = "Calls";

    /// <summary>For viewers.</summary>
    public NumberPrivacy NumbersForViewers { get; set; } = NumberPrivacy.Full;

    /// <summary>For supervisors.</summary>
    public NumberPrivacy NumbersForSupervisors { get; set; } = NumberPrivacy.Full;

    /// <summary>For administrators.</summary>
    public NumberPrivacy NumbersForAdministrators { get; set; } = NumberPrivacy.Full;

    /// <summary>For API keys.</summary>
    public NumberPrivacy NumbersForKeys { get; set; } = NumberPrivacy.Full;
}
