using AmiBlazor.History;

namespace AmiBlazor.Components.Drawer;

/// <summary>
/// The changes and monitoring gaps of one extension, for its drawer: the last 24 hours completely, and older ones as far as the user has asked for
/// them. Used on the circuit's thread only, which goes on rendering while the database is queried.
/// </summary>
internal sealed class ChangeHistory(ExtensionQueries queries, MonitoringGapStore gaps, string server, int extensionId)
{
    /// <summary>The maximum number of gaps read. Older ones are merged into one, which overstates the doubt but never hides any.</summary>
    public const int MaxGaps = 2_000;

    /// <summary>How many changes are shown at first, and how many are added each time.</summary>
    public const int Page = 50;

    // One query at a time: two answers about the same changes would add them twice.
    private SemaphoreSlim Lock { get; } = new(1, 1);

    private readonly List<ChangeEntry> _changes = [];
    private IReadOnlyList<MonitoringGap> _gaps = [];
    private DateTimeOffset _start;
    private bool _hasOlder;
    private int _wanted = Page;

    public int ExtensionId => extensionId;

    /// <summary>False until the first query has completed.</summary>
    public bool IsLoaded { get; private set; }

    /// <summary>The changes that are shown, newest first.</summary>
    public IReadOnlyList<ChangeEntry> Shown { get; private set; } = [];

    /// <summary>The monitoring gaps of the last 24 hours and since the oldest change shown, newest first.</summary>
    public IReadOnlyList<MonitoringGap> Gaps => _gaps;

    /// <summary>True if there are older changes than those shown.</summary>
    public bool HasOlder => _hasOlder || Shown.Count < _changes.Count;

    /// <summary>When the extension became known; null if the history does not reach back that far.</summary>
    public DateTimeOffset? FirstKnownAt { get; private set; }

    /// <summary>Reads the changes since the last call; the first call reads all that is shown.</summary>
    public Task UpdateAsync(DateTimeOffset now, CancellationToken cancellationToken) => WithLockAsync(
        () =>
        {
            _start = now - StatusTimeline.Window;
            return IsLoaded && _changes.Count > 0 ? AddNewAsync(now, cancellationToken) : LoadAsync(now, cancellationToken);
        },
        cancellationToken);

    /// <summary>Shows the next page of older changes.</summary>
    public Task ShowOlderAsync(CancellationToken cancellationToken) => WithLockAsync(() => AddOlderAsync(cancellationToken), cancellationToken);

    /// <summary>The timeline of the last 24 hours.</summary>
    /// <param name="currentCode">The extension's current status number.</param>
    /// <param name="goneSince">Since when the PBX no longer lists the extension; null while it does.</param>
    /// <param name="now">The right end.</param>
    /// <param name="openGap">A gap that has not ended and may not be in the database yet; null for none.</param>
    public StatusTimeline Timeline(int currentCode, DateTimeOffset? goneSince, DateTimeOffset now, MonitoringGap? openGap) =>
        StatusTimeline.Of(_changes, _hasOlder, currentCode, now, openGap is null ? _gaps : [openGap, .. _gaps], goneSince);

    private async Task WithLockAsync(Func<Task> work, CancellationToken cancellationToken)
    {
        await Lock.WaitAsync(cancellationToken);
        try
        {
            await work();
            Shown = _changes.GetRange(0, Math.Min(_wanted, _changes.Count));
            await ReadGapsAsync(cancellationToken);
        }
        finally
        {
            Lock.Release();
        }
    }

    private async Task ReadGapsAsync(CancellationToken cancellationToken)
    {
        var since = Shown.Count == 0 || Shown.Min(change => change.At) is var oldest && oldest > _start ? _start : oldest;
        var found = await QueryAsync(() => gaps.SinceAsync(server, since, MaxGaps, cancellationToken), cancellationToken);
        if (found.Count == MaxGaps && found[^1].BeganAt > since)
            found = [.. found.SkipLast(1), found[^1] with { BeganAt = since }];
        _gaps = found;
    }

    private async Task LoadAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var recent = await QueryAsync(() => queries.RecentAsync(extensionId, now - StatusTimeline.Window, Page, cancellationToken), cancellationToken);
        _changes.Clear();
        _changes.AddRange(recent.Changes);
        _hasOlder = recent.HasOlder;
        FirstKnownAt = recent.FirstKnownAt;
        IsLoaded = true;
    }

    private async Task AddNewAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var lastId = _changes[0].Id;
        var newer = await QueryAsync(() => queries.NewerAsync(extensionId, lastId, cancellationToken), cancellationToken);
        if (newer.Count >= ExtensionQueries.MaxChanges)
        {
            await LoadAsync(now, cancellationToken);
            return;
        }

        _changes.InsertRange(0, newer);
        DropOld(now - StatusTimeline.Window);
    }

    private async Task AddOlderAsync(CancellationToken cancellationToken)
    {
        var wanted = Shown.Count + Page;
        if (_hasOlder && _changes.Count > 0 && _changes.Count < wanted)
        {
            var missing = wanted - _changes.Count;
            var last = _changes[^1];
            var older = await QueryAsync(() => queries.OlderAsync(extensionId, last, missing + 1, cancellationToken), cancellationToken);
            _hasOlder = older.Count > missing;
            _changes.AddRange(older.Take(missing));
        }

        _wanted = wanted;
    }

    // A drawer that stays open for days keeps only what it shows and what the timeline needs.
    private void DropOld(DateTimeOffset start)
    {
        var needed = Math.Min(_changes.Count, _changes.FindLastIndex(change => change.At > start) + 2);
        var kept = Math.Max(needed, _wanted);
        if (_changes.Count <= kept) return;
        _changes.RemoveRange(kept, _changes.Count - kept);
        _hasOlder = true;
    }

    // SQLite completes queries on the calling thread, and the circuit's thread has a page to render.
    private static Task<T> QueryAsync<T>(Func<Task<T>> question, CancellationToken cancellationToken) => Task.Run(question, cancellationToken);
}
