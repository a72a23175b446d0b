using MudBlazor;

namespace AmiBlazor.Components.Pbxs;

/// <summary>
/// Colour and icon of a PBX's state and of its last verification. Each has an icon of its own, for those who cannot tell the colours apart.
/// </summary>
internal static class PbxStyle
{
    public static (Color Color, string Icon) Of(string tone) => tone switch
    {
        "live" => (Color.Success, Icons.Material.Outlined.Sensors),
        "well" or "right" => (Color.Success, Icons.Material.Outlined.CheckCircle),
        "joining" => (Color.Info, Icons.Material.Outlined.Sync),
        "trouble" or "wrong" => (Color.Warning, Icons.Material.Outlined.WarningAmber),
        "refused" => (Color.Error, Icons.Material.Outlined.Block),
        "off" => (Color.Default, Icons.Material.Outlined.SensorsOff),
        _ => (Color.Default, Icons.Material.Outlined.HelpOutline),
    };
}
