using AmiBlazor.Auth.Accounts;
using AmiBlazor.Board;
using AmiBlazor.Live;
using AmiBlazor.Refresh;

namespace AmiBlazor.Components.Refreshing;

/// <summary>
/// What one page shows of refreshes that have ended: a sentence for each PBX, and undismissed errors and warnings, at most one of each for a PBX.
/// Belongs to one circuit.
/// </summary>
internal sealed class RefreshNotifications
{
    // Refreshes that began this close together were started by one click on "all PBXs".
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(2);

    private readonly List<RefreshStatusLine> _lines = [];
    private readonly List<RefreshNotification> _notices = [];
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly HashSet<string> _own = new(StringComparer.Ordinal);

    public IReadOnlyList<RefreshStatusLine> Lines => _lines;

    /// <summary>Newest first.</summary>
    public IReadOnlyList<RefreshNotification> Notices => _notices;

    /// <summary>The errors that the warning about a main connection says as well, with the time of its next attempt.</summary>
    public IReadOnlyList<RefreshNotification> ToldBelow { get; private set; } = [];

    /// <summary>Marks refreshes that ended before the page was opened as already shown.</summary>
    public void Ignore(IEnumerable<RefreshResult> ended) => _taken.UnionWith(ended.Select(result => result.ConnectionId));

    /// <summary>Marks a refresh as started by this page.</summary>
    public void Own(string connectionId) => _own.Add(connectionId);

    public bool IsOwn(string connectionId) => _own.Contains(connectionId);

    /// <summary>Adds the refreshes that have ended and were not added before; returns those.</summary>
    public IReadOnlyList<RefreshResult> Take(IReadOnlyList<RefreshResult> ended)
    {
        var news = ended.Where(result => _taken.Add(result.ConnectionId)).OrderBy(result => result.StartedAt).ToList();
        foreach (var result in news) Take(result);

        // Ids that cannot be offered again need not be remembered.
        _taken.IntersectWith(ended.Select(result => result.ConnectionId));
        return news;
    }

    /// <summary>Removes the messages about a PBX: starting another refresh shows that they have been read.</summary>
    public void Forget(string server) => _notices.RemoveAll(notice => string.Equals(notice.Server, server, StringComparison.Ordinal));

    public void Dismiss(RefreshNotification notice) => _notices.Remove(notice);

    /// <summary>Compares the errors with what the main connections have met. One that such a warning has told goes with the warning.</summary>
    /// <param name="main">The main connection of a PBX; null if there is none.</param>
    /// <returns>True if that changes what is shown.</returns>
    public bool Compare(Func<string, MainConnectionHealth?> main)
    {
        var told = _notices.Where(notice => IsToldBy(notice.Server is { } server ? main(server) : null, notice)).ToList();
        if (told.SequenceEqual(ToldBelow)) return false;
        foreach (var past in ToldBelow.Except(told)) Dismiss(past);
        ToldBelow = told;
        return true;
    }

    public void Add(RefreshNotification notice)
    {
        _notices.RemoveAll(other => other.IsError == notice.IsError && string.Equals(other.Server, notice.Server, StringComparison.Ordinal));
        _notices.Insert(0, notice);
    }

    private static bool IsToldBy(MainConnectionHealth? main, RefreshNotification notice) =>
        notice.IsError && main is { IsInDoubt: true, Trouble: { } trouble }
        && string.Equals(FormattableString.Invariant(trouble), FormattableString.Invariant(notice.Sentence), StringComparison.Ordinal);

    private void Take(RefreshResult result)
    {
        var askedBy = IsOwn(result.ConnectionId) ? null : result.AskedBy;
        var endedAt = result.StartedAt + result.Duration;
        _lines.RemoveAll(line => line.StartedAt < result.StartedAt - Round || string.Equals(line.Server, result.Server, StringComparison.Ordinal));
        if (result.Outcome is RefreshOutcome.Completed or RefreshOutcome.Stopped)
        {
            var isCompleted = result.Outcome == RefreshOutcome.Completed;
            _lines.Add(new RefreshStatusLine(result.ConnectionId, result.Server, isCompleted, result.Sentence, askedBy, result.StartedAt, endedAt)
            {
                Truth = result.TruthSentence,
                IsWrong = result.Saved?.Differing > 0,
            });
            if (result.WarningSentence is { } warning)
                Add(new RefreshNotification(result.Server, IsError: false, warning, result.PbxWords, askedBy, endedAt));
        }
        else
        {
            Add(new RefreshNotification(result.Server, result.Outcome != RefreshOutcome.Empty, result.Sentence, result.PbxWords, askedBy, endedAt));
        }
    }
}
