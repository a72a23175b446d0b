using AmiBlazor.Board;
using AmiBlazor.Components.Languages;

namespace AmiBlazor.Components.Grid;

/// <summary>How a status is displayed: its name and its rank. Colour and icon follow from the promised word in StatusSheet.</summary>
public static class StatusStyle
{
    /// <summary>
    /// All statuses on the board in the order in which a call goes through them: the order of the tiles and of sorting by status. Archived extensions are
    /// not on it.
    /// </summary>
    public static IReadOnlyList<ExtensionStatus> InOrder { get; } =
    [
        ExtensionStatus.Online,
        ExtensionStatus.Ringing,
        ExtensionStatus.RingingInUse,
        ExtensionStatus.InUse,
        ExtensionStatus.Busy,
        ExtensionStatus.OnHold,
        ExtensionStatus.DoNotDisturb,
        ExtensionStatus.NoPhone,
        ExtensionStatus.Offline,
        ExtensionStatus.Unknown,
        ExtensionStatus.Gone,
    ];

    /// <summary>The text of chips and tiles.</summary>
    public static string Label(Localizer texts, ExtensionStatus status) => status switch
    {
        ExtensionStatus.Online => texts["Online"],
        ExtensionStatus.InUse => texts["In use"],
        ExtensionStatus.Busy => texts["Busy"],
        ExtensionStatus.Offline => texts["Offline"],
        ExtensionStatus.Ringing => texts["Ringing"],
        ExtensionStatus.RingingInUse => texts["Ringing, in use"],
        ExtensionStatus.OnHold => texts["On hold"],
        ExtensionStatus.DoNotDisturb => texts["Do not disturb"],
        ExtensionStatus.NoPhone => texts["No phone"],
        ExtensionStatus.Gone => texts["Gone"],
        ExtensionStatus.Archived => texts["Archived"],
        _ => texts["Unknown"],
    };

    /// <summary>The index in <see cref="InOrder"/>.</summary>
    public static int Rank(ExtensionStatus status) => status switch
    {
        ExtensionStatus.Online => 0,
        ExtensionStatus.Ringing => 1,
        ExtensionStatus.RingingInUse => 2,
        ExtensionStatus.InUse => 3,
        ExtensionStatus.Busy => 4,
        ExtensionStatus.OnHold => 5,
        ExtensionStatus.DoNotDisturb => 6,
        ExtensionStatus.NoPhone => 7,
        ExtensionStatus.Offline => 8,
        ExtensionStatus.Gone => 10,
        ExtensionStatus.Archived => 11,
        _ => 9,
    };
}
