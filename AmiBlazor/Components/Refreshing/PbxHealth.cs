using AmiBlazor.Extensions;

namespace AmiBlazor.Components.Refreshing;

/// <summary>What is known of one PBX as a whole.</summary>
/// <param name="Server">Its name.</param>
/// <param name="LastListAt">When the list that is shown was taken; null before the first.</param>
/// <param name="LastRun">The newest refresh of it that ended; null when there was none.</param>
internal sealed record PbxHealth(string Server, DateTimeOffset? LastListAt, LastRun? LastRun)
{
    /// <summary>True when the newest refresh could not take the list: what is shown may be old.</summary>
    public bool IsInTrouble => LastRun is { Outcome: RefreshOutcome.Failed or RefreshOutcome.TimedOut or RefreshOutcome.Empty };
}
