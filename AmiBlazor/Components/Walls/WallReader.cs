using AmiBlazor.Board;
using AmiBlazor.Calls;
using AmiBlazor.Components.Grid;
using AmiBlazor.Components.Languages;
using AmiBlazor.Components.Shared;
using AmiBlazor.Live;
using AmiBlazor.Queues;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Components.Walls;

/// <summary>
/// Reads what a wall shows, within the scope of its user: extensions, queues, and how well each PBX is known. Scoped: one for each circuit, and for each
/// request that prerenders a wall.
/// </summary>
internal sealed class WallReader(
    LiveBoard board, QueueBoard queues, CallBoard calls, MainConnections connections, CircuitScope scope, Localizer texts, IOptions<LiveOptions> live,
    TimeProvider time)
{
    /// <summary>How long a wall believes what nobody has confirmed.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long a wall believes a PBX that says nothing: <see cref="Limit"/>, unless the PBX is asked less often than that.
    /// </summary>
    public TimeSpan PbxLimit { get; } = TimeSpan.FromTicks(Math.Max(Limit.Ticks, 2 * live.Value.PingInterval.Ticks));

    /// <summary>Calls back, on no particular thread, when extensions have changed; at most every 250 ms.</summary>
    public IDisposable Subscribe(Func<Task> onChanged) => board.Subscribe(_ => onChanged()).Subscription;

    /// <summary>Reads it all.</summary>
    /// <param name="view">What the wall shows.</param>
    public WallPicture Read(WallView view)
    {
        var (snapshot, narrow, filter) = (board.Snapshot, view.Narrow(scope.Current), view.Filter);
        IReadOnlyList<string> servers = [.. scope.ConfiguredServers.Where(narrow.Includes)];
        var proven = servers.Where(IsProven).ToHashSet(StringComparer.Ordinal);
        var picture = new WallPicture
        {
            Doubted = [.. servers.Where(server => !proven.Contains(server))],
            Queues = Waiting(servers, proven, new QueueVisibility(new CallVisibility(narrow, NumberPrivacy.None, snapshot))),
            Unheard = servers.Count == 0 ? TimeSpan.Zero : servers.Select(UnheardFor).Min(),
        };
        var contradicted = servers.SelectMany(server => calls.HealthOf(server)?.Contradicted.Keys ?? []).ToHashSet();
        picture.Add(
            snapshot.Rows().Where(row => narrow.Includes(row.Key.Server, row.Department) && filter.Matches(row, status => StatusStyle.Label(texts, status))),
            row => !proven.Contains(row.Key.Server) || contradicted.Contains(row.Key));
        return picture;
    }

    private WallQueues Waiting(IReadOnlyList<string> servers, HashSet<string> proven, QueueVisibility visibility)
    {
        var followed = servers.Where(server => calls.HealthOf(server) is { State: not CallsState.Off }).ToList();
        if (followed.Count == 0 || followed.Exists(server => !proven.Contains(server) || calls.HealthOf(server)!.State != CallsState.Live))
            return new WallQueues(IsKnown: false, Waiting: 0, Longest: null);

        var waiting = followed.SelectMany(server => visibility.Of(queues.For(server)))
            .SelectMany(queue => queue.Waiting, (queue, caller) => (queue.Name, caller.Since)).ToList();
        return new WallQueues(IsKnown: true, waiting.Count, waiting.Count == 0 ? null : waiting.MinBy(caller => caller.Since));
    }

    /// <summary>
    /// Whether what is known of a PBX is true as far as anybody can tell: it is followed without a gap, the board takes what it sends, and it was heard lately.
    /// That there is no room for further extensions says nothing against those on the board.
    /// </summary>
    private bool IsProven(string server) =>
        connections.Find(server) is { State: MainConnectionState.Following, GapSince: null, NotSaved: null, ListUnusable: null, EventsMissing: null }
        && UnheardFor(server) < PbxLimit;

    /// <summary>Since when a PBX has said nothing; null if it has not been heard since the program started. Nobody who sets a clock changes it.</summary>
    private TimeSpan? UnheardFor(string server) =>
        connections.Find(server) is { State: not MainConnectionState.Off, HeardStamp: { } stamp } ? time.GetElapsedTime(stamp) : null;
}
