using AmiBlazor.Board;
using AmiBlazor.Live;

namespace AmiBlazor.Components.Pbxs;

/// <summary>The state of one PBX.</summary>
/// <param name="Server">Its name.</param>
/// <param name="LastListAt">When the displayed list was taken; null before the first.</param>
/// <param name="LastRun">The newest refresh that has ended; null if there was none.</param>
/// <param name="Main">Its main connection; null if none is configured.</param>
internal sealed record PbxHealth(string Server, DateTimeOffset? LastListAt, LastRun? LastRun, MainConnectionHealth? Main)
{
    /// <summary>True if the newest refresh could not take the list and nothing else has taken it since.</summary>
    public bool IsInTrouble =>
        LastRun is { Outcome: RefreshOutcome.Failed or RefreshOutcome.TimedOut or RefreshOutcome.Empty } run && !(LastListAt > run.EndedAt);

    /// <summary>True if a main connection is configured to follow it.</summary>
    public bool IsFollowed => Main is { State: not MainConnectionState.Off };

    /// <summary>True if, according to its main connection, its displayed states may be outdated.</summary>
    public bool IsInDoubt => Main is { IsInDoubt: true };
}
