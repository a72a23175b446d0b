using AmiBlazor.Board;
using AmiBlazor.Data;
using AmiBlazor.Data.Sqlite;
using AmiBlazor.Store;
using AmiBlazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace AmiBlazor.Tests.Store;

/// <summary>
/// A model PBX, its wires, and the real feed, store, board and database on the other side. One thread, a clock that the schedule moves: the same steps
/// always end the same. Throws where the product does not do as the rules say.
/// </summary>
internal sealed partial class EventOrderingWorld : IDisposable
{
    private const int MostSyncs = 10;

    private readonly TestDatabase _database;
    private readonly string _server;
    private readonly FakeClock _clock = new();
    private readonly EventOrderingPbx _pbx = new();
    private readonly EventOrderingExpectation _expected = new();
    private readonly Dictionary<int, int> _replayed = [];
    private LiveBoard _board = null!;
    private LiveEventQueue _queue = null!;
    private ExtensionStore _store = null!;
    private CancellationTokenSource _process = null!;
    private long _lastChange;

    private EventOrderingWorld(TestDatabase database, string server)
    {
        _database = database;
        _server = server;
    }

    /// <param name="database">Any that is there; other servers in it are left alone.</param>
    /// <param name="server">A name that the database does not know.</param>
    public static async Task<EventOrderingWorld> CreateAsync(TestDatabase database, string server)
    {
        await using var context = database.NewContext();
        var world = new EventOrderingWorld(database, server) { _lastChange = await context.StatusChanges.MaxAsync(change => (long?)change.Id) ?? 0 };
        world.Start();
        return world;
    }

    public void Dispose() => _process.Dispose();

    public async Task TakeAsync(EventOrderingStep step)
    {
        var argument = step.Argument;
        switch (step.Kind)
        {
            case EventOrderingStepKind.Pass:
                Pass((argument % 6) switch { 0 or 1 or 2 => 1, 3 => 50_000, 4 => 200_000, _ => 3_000_000 });
                break;
            case EventOrderingStepKind.Ring:
                Send(_pbx.Ring(argument));
                break;
            case EventOrderingStepKind.Say:
                Send(_pbx.Say(argument));
                break;
            case EventOrderingStepKind.AddHint:
                Send(_pbx.Add(argument));
                break;
            case EventOrderingStepKind.RemoveHint:
                Send(_pbx.Remove(argument));
                break;
            case EventOrderingStepKind.Reload:
                Send(_pbx.Reload(argument));
                break;
            case EventOrderingStepKind.Deliver:
                Deliver(1 + (argument % 4));
                break;
            case EventOrderingStepKind.Cut:
                Cut();
                break;
            case EventOrderingStepKind.Notice:
                Notice();
                break;
            case EventOrderingStepKind.Sync:
                Sync();
                break;
            case EventOrderingStepKind.SyncRow:
                SyncRow();
                break;
            case EventOrderingStepKind.SyncApply:
                await SyncApplyAsync();
                break;
            case EventOrderingStepKind.Refresh:
                Refresh(argument);
                break;
            case EventOrderingStepKind.RefreshRow:
                RefreshRow();
                break;
            case EventOrderingStepKind.RefreshApply:
                await RefreshApplyAsync();
                break;
            case EventOrderingStepKind.Write:
                await WriteAsync();
                break;
            case EventOrderingStepKind.Rename:
                await RenameAsync(argument);
                break;
            case EventOrderingStepKind.Restart:
                await RestartAsync();
                break;
            case EventOrderingStepKind.Quiet:
                await BeQuietAsync();
                break;
        }

        await LookAsync();
    }

    private void Start()
    {
        _process = new CancellationTokenSource();
        _board = new LiveBoard(_clock, NullLogger<LiveBoard>.Instance);
        var factory = _database.Service<IDbContextFactory<AmiBlazorDbContext>>();
        var queues = new LiveEventQueues(_clock);
        _queue = queues.For(_server);
        _loader = new BoardLoader(factory, _board, NullLogger<BoardLoader>.Instance);
        _store = new ExtensionStore(
            factory, _database.Service<SqliteWriteLock>(), _board, _loader, queues, new CommitObservers([]), _database.Service<ExtensionMetrics>(), _clock,
                NullLogger<ExtensionStore>.Instance);
    }

    private BoardLoader _loader = null!;

    private async Task RestartAsync()
    {
        await _process.CancelAsync();
        _process.Dispose();
        _refresh = null;
        Cut();
        _list = null;
        _isNoticed = true;
        _expected.Forget();
        Start();
        await _loader.ReloadAsync(_server, CancellationToken.None);
    }

    private async Task WriteAsync() => _isRequested |= (await _store.WriteQueuedEventsAsync(_server, _process.Token)).HasReloadTrace;

    private void Pass(long ticks) => _clock.Advance(TimeSpan.FromTicks(ticks));

    private async Task RenameAsync(int argument)
    {
        var key = EventOrderingPbx.Pick(ref argument);
        var name = argument % 3 == 0 ? null : "Anna " + argument % 3;
        await _store.RenameAsync(new ExtensionKey(_server, key.Context, key.Exten), name, null, _ => true, _process.Token);
        _expected.Rename(key, name);
    }

    /// <summary>The rest of it: every wire delivers, the main connection comes about and asks for all states, as often as there is a reason.</summary>
    private async Task BeQuietAsync()
    {
        await FinishRefreshAsync();
        await FinishSyncAsync();
        await WriteAsync();
        await LookAsync();
        for (var round = 0; !_isUp || !_isFollowed || _isRequested; round++)
        {
            if (round == MostSyncs) throw new EventOrderingException($"{round} lists do not bring quiet.");
            Notice();
            Sync();
            await FinishSyncAsync();
            await WriteAsync();
            await LookAsync();
        }

        Expect(_pbx.Hints.OrderBy(hint => hint.Key).Select(hint => (hint.Key, hint.Value.Hint, hint.Value.Code)),
            _board.Rows(_server).Where(row => row.Present).Select(row => ((row.Key.Context, row.Key.Exten), row.Hint, row.StatusCode)).Order(), "PBX and board");
        Expect([], _board.Rows(_server).Where(row => !row.Present && row.StatusCode != 4).Select(row => row.Key), "absent and not offline");
        var rows = await _database.RowsAsync(_server);
        Expect(rows.Values.OrderBy(row => row.Id), _board.Rows(_server).OrderBy(row => row.Id), "database and board");
        await ReplayAsync(rows);
    }

    private async Task ReplayAsync(Dictionary<ExtensionKey, BoardRow> rows)
    {
        var ids = rows.Values.Select(row => row.Id).ToList();
        await using var context = _database.NewContext();
        var changes = await context.StatusChanges.AsNoTracking()
            .Where(change => change.Id > _lastChange && ids.Contains(change.ExtensionId)).OrderBy(change => change.Id).ToListAsync();
        foreach (var change in changes)
        {
            int? before = _replayed.TryGetValue(change.ExtensionId, out var code) ? code : null;
            if (before != change.FromCode || before == change.ToCode)
                throw new EventOrderingException($"The history of {change.ExtensionId} goes from {change.FromCode} to {change.ToCode} after {before}.");
            _replayed[change.ExtensionId] = change.ToCode;
            _lastChange = change.Id;
        }

        Expect(rows.Values.Select(row => (row.Id, row.StatusCode)).Order(), _replayed.Select(pair => (pair.Key, pair.Value)).Order(), "rows and history");
    }

    /// <summary>After each step the board is as the rules have it.</summary>
    private async Task LookAsync()
    {
        await EndRefreshAsync();
        _isRequested |= _queue.State.TakeNews().HasReloadTrace;
        if (_queue.Waiting == 0) _expected.Write();
        if (_queue.Waiting != _expected.Waiting)
            throw new EventOrderingException($"{_queue.Waiting} wait, not {_expected.Waiting}.");
        var rows = _board.Rows(_server);
        var isRight = rows.Count == _expected.Rows.Count;
        foreach (var row in rows)
            isRight = isRight && _expected.Rows.TryGetValue((row.Key.Context, row.Key.Exten), out var expected) && expected == EventOrderingRow.Of(row);
        if (!isRight)
        {
            Expect(_expected.Rows.OrderBy(row => row.Key).Select(row => (row.Key, row.Value)),
                rows.Select(row => ((row.Key.Context, row.Key.Exten), EventOrderingRow.Of(row))).OrderBy(row => row.Item1), "rules and board");
        }
    }

    private static void Expect<T>(IEnumerable<T> expected, IEnumerable<T> found, string what)
    {
        if (!expected.SequenceEqual(found))
            throw new EventOrderingException($"{what} differ:\n  {string.Join("\n  ", expected)}\nand\n  {string.Join("\n  ", found)}");
    }
}
