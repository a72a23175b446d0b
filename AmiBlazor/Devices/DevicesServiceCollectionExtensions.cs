namespace AmiBlazor.Devices;

internal static class DevicesServiceCollectionExtensions
{
    /// <summary>The phones and mailboxes of all PBXs; the main connections bring them.</summary>
    public static IServiceCollection AddDevices(this IServiceCollection services) => services.AddSingleton<DeviceBoard>();
}
