using AmiBlazor.Board;
using AmiBlazor.Components.Languages;

namespace AmiBlazor.Components.Walls;

/// <summary>What a wall counts: fewer kinds than there are statuses, because each has a column that is read from afar.</summary>
internal enum WallState
{
    Free,
    Talking,
    Ringing,
    OnHold,
    DoNotDisturb,
    NoPhone,

    /// <summary>Offline, or gone from the dialplan.</summary>
    Offline,

    /// <summary>Not known now: whatever was known last is not counted as if it were true.</summary>
    InDoubt,
}

/// <summary>How the states of a wall follow from statuses, and what they are called.</summary>
internal static class WallStates
{
    /// <summary>All states in the order of the columns.</summary>
    public static readonly IReadOnlyList<WallState> All = Enum.GetValues<WallState>();

    /// <summary>What a status counts as.</summary>
    public static WallState Of(ExtensionStatus status) => status switch
    {
        ExtensionStatus.Online => WallState.Free,
        ExtensionStatus.InUse or ExtensionStatus.Busy => WallState.Talking,
        ExtensionStatus.Ringing or ExtensionStatus.RingingInUse => WallState.Ringing,
        ExtensionStatus.OnHold => WallState.OnHold,
        ExtensionStatus.DoNotDisturb => WallState.DoNotDisturb,
        ExtensionStatus.NoPhone => WallState.NoPhone,
        ExtensionStatus.Offline or ExtensionStatus.Gone or ExtensionStatus.Archived => WallState.Offline,
        _ => WallState.InDoubt,
    };

    /// <summary>The name of a column.</summary>
    public static string Label(Localizer texts, WallState state) => state switch
    {
        WallState.Free => texts["Free"],
        WallState.Talking => texts["Talking"],
        WallState.Ringing => texts["Ringing"],
        WallState.OnHold => texts["On hold"],
        WallState.DoNotDisturb => texts["Do not disturb"],
        WallState.NoPhone => texts["No phone"],
        WallState.Offline => texts["Offline"],
        _ => texts["In doubt"],
    };

    /// <summary>The class of the status whose colour and icon the column has.</summary>
    public static string Class(WallState state) => "status-" + (state switch
    {
        WallState.Free => ExtensionStatus.Online,
        WallState.Talking => ExtensionStatus.InUse,
        WallState.Ringing => ExtensionStatus.Ringing,
        WallState.OnHold => ExtensionStatus.OnHold,
        WallState.DoNotDisturb => ExtensionStatus.DoNotDisturb,
        WallState.NoPhone => ExtensionStatus.NoPhone,
        WallState.Offline => ExtensionStatus.Offline,
        _ => ExtensionStatus.Unknown,
    }).Word();
}

/// <summary>How many extensions are in each state.</summary>
internal sealed class WallCounts
{
    private readonly int[] _counts = new int[WallStates.All.Count];

    /// <summary>The number of extensions in one state.</summary>
    public int this[WallState state] => _counts[(int)state];

    /// <summary>The number of all extensions.</summary>
    public int Total => _counts.Sum();

    /// <summary>Counts one more.</summary>
    public void Add(WallState state) => _counts[(int)state]++;
}
