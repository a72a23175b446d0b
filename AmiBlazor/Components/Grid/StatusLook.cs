using AmiBlazor.Extensions;

namespace AmiBlazor.Components.Grid;

/// <summary>How a status looks: the word that people read, its place among the others. Colour and icon follow from the promised word, in app.css.</summary>
public static class StatusLook
{
    /// <summary>All statuses as a call goes through them: the order of the tiles and of sorting by status.</summary>
    public static IReadOnlyList<ExtensionStatus> InOrder { get; } =
    [
        ExtensionStatus.Online,
        ExtensionStatus.Ringing,
        ExtensionStatus.RingingInUse,
        ExtensionStatus.InUse,
        ExtensionStatus.Busy,
        ExtensionStatus.OnHold,
        ExtensionStatus.Offline,
        ExtensionStatus.Unknown,
    ];

    /// <summary>The words on the chip and on the tile.</summary>
    public static string Label(ExtensionStatus status) => status switch
    {
        ExtensionStatus.Online => "Online",
        ExtensionStatus.InUse => "In use",
        ExtensionStatus.Busy => "Busy",
        ExtensionStatus.Offline => "Offline",
        ExtensionStatus.Ringing => "Ringing",
        ExtensionStatus.RingingInUse => "Ringing, in use",
        ExtensionStatus.OnHold => "On hold",
        _ => "Unknown",
    };

    /// <summary>The place in <see cref="InOrder"/>.</summary>
    public static int Rank(ExtensionStatus status) => status switch
    {
        ExtensionStatus.Online => 0,
        ExtensionStatus.Ringing => 1,
        ExtensionStatus.RingingInUse => 2,
        ExtensionStatus.InUse => 3,
        ExtensionStatus.Busy => 4,
        ExtensionStatus.OnHold => 5,
        ExtensionStatus.Offline => 6,
        _ => 7,
    };
}
