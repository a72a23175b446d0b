using AmiBlazor.Board;
using AmiBlazor.Live;

namespace AmiBlazor.Components.Pbxs;

/// <summary>What is known of one PBX as a whole.</summary>
/// <param name="Server">Its name.</param>
/// <param name="LastListAt">When the list that is shown was taken; null before the first.</param>
/// <param name="LastRun">The newest refresh of it that ended; null when there was none.</param>
/// <param name="Main">Its main connection; null where none is configured.</param>
internal sealed record PbxHealth(string Server, DateTimeOffset? LastListAt, LastRun? LastRun, MainConnectionHealth? Main)
{
    /// <summary>True when the newest refresh could not take the list, and nothing else has taken it since.</summary>
    public bool IsInTrouble =>
        LastRun is { Outcome: RefreshOutcome.Failed or RefreshOutcome.TimedOut or RefreshOutcome.Empty } run && !(LastListAt > run.EndedAt);

    /// <summary>True when its main connection is to be followed.</summary>
    public bool IsFollowed => Main is { State: not MainConnectionState.Off };

    /// <summary>True when what is shown of it may no longer be so, as its main connection knows.</summary>
    public bool IsInDoubt => Main is { IsInDoubt: true };
}
