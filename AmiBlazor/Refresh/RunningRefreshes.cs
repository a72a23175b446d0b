namespace AmiBlazor.Refresh;

/// <summary>The refreshes of this process: at most one for each PBX runs at a time, and a click during it joins it.</summary>
internal sealed class RunningRefreshes
{
    /// <summary>Those under way, oldest first.</summary>
    public IReadOnlyList<RunningRefresh> Running => throw new NotImplementedException();

    /// <summary>The last 20 that ended in this process, newest first.</summary>
    public IReadOnlyList<RefreshResult> Ended => throw new NotImplementedException();

    /// <summary>
    /// Calls back, on no particular thread and under no lock, when a refresh starts, changes its phase or ends. Rows are looked at, not told.
    /// What a subscriber throws is logged.
    /// </summary>
    public IDisposable Subscribe(Action onChanged) => throw new NotImplementedException();
}
