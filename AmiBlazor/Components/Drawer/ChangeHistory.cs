using AmiBlazor.Extensions;

namespace AmiBlazor.Components.Drawer;

/// <summary>
/// An extension's changes as its drawer knows them: the last 24 hours whole, and of what is older as much as the person has asked to see.
/// Used on the circuit's thread alone, which draws while the database is asked.
/// </summary>
internal sealed class ChangeHistory(ExtensionQueries queries, int extensionId)
{
    /// <summary>So many are shown, and so many more each time.</summary>
    public const int Page = 50;

    private readonly List<ChangeEntry> _changes = [];
    private bool _hasOlder;
    private int _wanted = Page;

    public int ExtensionId => extensionId;

    /// <summary>False until the database has answered for the first time.</summary>
    public bool IsLoaded { get; private set; }

    /// <summary>What is shown, newest first.</summary>
    public IReadOnlyList<ChangeEntry> Shown { get; private set; } = [];

    /// <summary>True when there are older ones than those shown.</summary>
    public bool HasOlder => _hasOlder || Shown.Count < _changes.Count;

    /// <summary>When the extension became known; null when the history does not go back so far.</summary>
    public DateTimeOffset? FirstKnownAt { get; private set; }

    // One question at a time: two answers about the same changes would double them.
    private SemaphoreSlim Turn { get; } = new(1, 1);

    /// <summary>Reads what is new since the last time; the first time, all that is to be shown.</summary>
    public Task RenewAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        InTurnAsync(() => IsLoaded && _changes.Count > 0 ? AddNewAsync(now, cancellationToken) : LoadAsync(now, cancellationToken), cancellationToken);

    /// <summary>Shows the next older ones.</summary>
    public Task ShowOlderAsync(CancellationToken cancellationToken) => InTurnAsync(() => AddOlderAsync(cancellationToken), cancellationToken);

    /// <summary>The bar of the last 24 hours.</summary>
    public DayBar Day(int currentCode, DateTimeOffset now) => DayBar.Of(_changes, _hasOlder, currentCode, now);

    /// <summary>How long the status lasted to which a change led; the newest one's lasts still.</summary>
    public TimeSpan Lasted(int shown, DateTimeOffset now) => (shown == 0 ? now : Shown[shown - 1].At) - Shown[shown].At;

    private async Task InTurnAsync(Func<Task> work, CancellationToken cancellationToken)
    {
        await Turn.WaitAsync(cancellationToken);
        try
        {
            await work();
            Shown = _changes.GetRange(0, Math.Min(_wanted, _changes.Count));
        }
        finally
        {
            Turn.Release();
        }
    }

    private async Task LoadAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var recent = await AskAsync(() => queries.RecentAsync(extensionId, now - DayBar.Window, Page, cancellationToken), cancellationToken);
        _changes.Clear();
        _changes.AddRange(recent.Changes);
        _hasOlder = recent.HasOlder;
        FirstKnownAt = recent.FirstKnownAt;
        IsLoaded = true;
    }

    private async Task AddNewAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        // A change may be older than one that was saved before it; one from before the window is no longer awaited.
        var start = now - DayBar.Window;
        var since = _changes[0].At < start ? _changes[0].At : start;
        var lastId = _changes.Max(change => change.Id);
        var newer = await AskAsync(() => queries.NewerAsync(extensionId, lastId, since, cancellationToken), cancellationToken);
        if (newer.Count >= ExtensionQueries.MaxChanges)
        {
            await LoadAsync(now, cancellationToken);
            return;
        }

        _changes.InsertRange(0, newer);
        _changes.Sort(static (one, other) => (other.At, other.Id).CompareTo((one.At, one.Id)));
        Forget(start);
    }

    private async Task AddOlderAsync(CancellationToken cancellationToken)
    {
        var wanted = Shown.Count + Page;
        if (_hasOlder && _changes.Count > 0 && _changes.Count < wanted)
        {
            var missing = wanted - _changes.Count;
            var last = _changes[^1];
            var older = await AskAsync(() => queries.OlderAsync(extensionId, last, missing + 1, cancellationToken), cancellationToken);
            _hasOlder = older.Count > missing;
            _changes.AddRange(older.Take(missing));
        }

        _wanted = wanted;
    }

    // A drawer that stays open for days keeps what it shows and what the bar needs.
    private void Forget(DateTimeOffset start)
    {
        var needed = _changes.FindIndex(change => change.At <= start) + 1;
        if (needed == 0) return;
        var kept = Math.Max(needed, _wanted);
        if (_changes.Count <= kept) return;
        _changes.RemoveRange(kept, _changes.Count - kept);
        _hasOlder = true;
    }

    // SQLite answers on the thread that asks, and the circuit's has a page to draw.
    private static Task<T> AskAsync<T>(Func<Task<T>> question, CancellationToken cancellationToken) => Task.Run(question, cancellationToken);
}
