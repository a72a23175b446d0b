using System.Globalization;
using System.Threading.Channels;
using AmiBlazor.Board;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Testing;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Board;

public sealed class BoardTests
{
    private readonly FakeClock _clock = new();
    private readonly Channel<BoardBatch> _batches = Channel.CreateUnbounded<BoardBatch>();
    private readonly LiveBoard _board;

    public BoardTests() => _board = new LiveBoard(_clock, NullLogger<LiveBoard>.Instance);

    [Fact]
    public void A_subscriber_is_handed_the_whole_board_first()
    {
        Publish(BoardRow("1001", 0), BoardRow("1002", 1));
        _board.Publish("other", [BoardRow("1001", 8, server: "other")], new BoardPbx("other", Noon));

        var (snapshot, subscription) = _board.Subscribe(Keep);

        Assert.True(snapshot.IsWholeBoard);
        Assert.Equal(["main/1001=0", "main/1002=1", "other/1001=8"], Lines(snapshot));
        Assert.Equal([new BoardPbx("main", null), new BoardPbx("other", Noon)], snapshot.Pbxs);
        subscription.Dispose();
    }

    [Fact]
    public async Task The_first_change_of_a_quiet_time_arrives_at_once()
    {
        Publish(BoardRow("1001", 0));
        using var subscription = _board.Subscribe(Keep).Subscription;

        Publish(BoardRow("1001", 8));

        Assert.Equal(["main/1001=8"], Lines(await NextAsync()));
    }

    [Fact]
    public async Task Changes_within_a_beat_arrive_merged_at_its_end()
    {
        Publish(BoardRow("1001", 0), BoardRow("1002", 0));
        using var subscription = _board.Subscribe(Keep).Subscription;
        Publish(BoardRow("1001", 8));
        await NextAsync();

        Publish(BoardRow("1001", 1));
        Publish(BoardRow("1002", 2));
        Publish(BoardRow("1001", 0));
        await _clock.TimerDueInAsync(BoardSubscription.Interval);
        _clock.Advance(BoardSubscription.Interval - TimeSpan.FromTicks(1));
        Assert.False(_batches.Reader.TryRead(out _));
        _clock.Advance(TimeSpan.FromTicks(1));

        Assert.Equal(["main/1001=0", "main/1002=2"], Lines(await NextAsync()));
    }

    [Fact]
    public async Task After_a_beat_without_changes_the_next_one_arrives_at_once_again()
    {
        Publish(BoardRow("1001", 0));
        using var subscription = _board.Subscribe(Keep).Subscription;
        Publish(BoardRow("1001", 8));
        await NextAsync();
        _clock.Advance(TimeSpan.FromMinutes(1));

        Publish(BoardRow("1001", 1));

        Assert.Equal(["main/1001=1"], Lines(await NextAsync()));
    }

    [Fact]
    public async Task A_moved_list_time_alone_arrives_as_the_pbx()
    {
        Publish(BoardRow("1001", 0));
        using var subscription = _board.Subscribe(Keep).Subscription;

        _board.Publish(Server, [], new BoardPbx(Server, Noon));

        var batch = await NextAsync();
        Assert.Empty(batch.Rows);
        Assert.Equal([new BoardPbx(Server, Noon)], batch.Pbxs);
        Assert.False(batch.IsWholeBoard);
    }

    [Fact]
    public async Task When_more_than_half_of_a_large_board_changed_it_arrives_whole()
    {
        Publish(Many(1000, 0));
        using var subscription = _board.Subscribe(Keep).Subscription;

        Publish(Many(501, 1));

        var batch = await NextAsync();
        Assert.True(batch.IsWholeBoard);
        Assert.Equal(1000, batch.Rows.Count);
    }

    [Fact]
    public async Task When_half_of_a_large_board_changed_only_that_arrives()
    {
        Publish(Many(1000, 0));
        using var subscription = _board.Subscribe(Keep).Subscription;

        Publish(Many(500, 1));

        var batch = await NextAsync();
        Assert.False(batch.IsWholeBoard);
        Assert.Equal(500, batch.Rows.Count);
    }

    [Fact]
    public async Task A_reloaded_pbx_arrives_as_a_whole_board_without_what_is_gone()
    {
        Publish(BoardRow("1001", 0), BoardRow("1002", 0));
        using var subscription = _board.Subscribe(Keep).Subscription;

        _board.Replace(Server, [BoardRow("1002", 4)], new BoardPbx(Server, Noon));

        var batch = await NextAsync();
        Assert.True(batch.IsWholeBoard);
        Assert.Equal(["main/1002=4"], Lines(batch));
    }

    [Fact]
    public async Task Batches_do_not_overlap()
    {
        Publish(BoardRow("1001", 0));
        var release = new TaskCompletionSource();
        using var subscription = _board.Subscribe(async batch =>
        {
            await Keep(batch);
            await release.Task;
        }).Subscription;
        Publish(BoardRow("1001", 1));
        await NextAsync();

        Publish(BoardRow("1001", 2));
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.False(_batches.Reader.TryRead(out _));
        release.SetResult();

        Assert.Equal(["main/1001=2"], Lines(await NextAsync()));
    }

    [Fact]
    public async Task A_subscriber_may_ask_the_board_and_leave_from_within_its_callback()
    {
        Publish(BoardRow("1001", 0));
        IDisposable? subscription = null;
        subscription = _board.Subscribe(batch =>
        {
            _board.Publish("other", [BoardRow("1", server: "other")], null);
            subscription!.Dispose();
            return Keep(batch);
        }).Subscription;

        Publish(BoardRow("1001", 1));

        Assert.Equal(["main/1001=1"], Lines(await NextAsync()));
        Assert.Equal(0, _board.SubscriberCount);
    }

    [Fact]
    public async Task What_a_subscriber_throws_ends_its_own_subscription_alone()
    {
        var log = new FakeLogger<LiveBoard>();
        var board = new LiveBoard(_clock, log);
        board.Publish(Server, [BoardRow("1001", 0)], facts: null);
        using var throwing = board.Subscribe(_ => throw new InvalidOperationException("The circuit is gone.")).Subscription;
        using var faulting = board.Subscribe(_ => Task.FromException(new InvalidOperationException("The circuit is gone."))).Subscription;
        using var healthy = board.Subscribe(Keep).Subscription;

        for (var code = 1; code <= 3; code++)
        {
            board.Publish(Server, [BoardRow("1001", code)], facts: null);
            Assert.Equal([$"main/1001={code}"], Lines(await NextAsync()));
            _clock.Advance(BoardSubscription.Interval);
        }

        var token = TestContext.Current.CancellationToken;
        var failures = await log.Collector.GetLogsAsync(token).Take(2).ToListAsync(token).AsTask().InTime();
        Assert.All(failures, failure => Assert.Equal("The circuit is gone.", failure.Exception?.Message));
        Assert.Equal(1, board.SubscriberCount);
    }

    [Fact]
    public async Task A_disposed_subscription_gets_nothing_more()
    {
        Publish(BoardRow("1001", 0));
        var subscription = _board.Subscribe(Keep).Subscription;
        using var witness = _board.Subscribe(Keep).Subscription;
        Assert.Equal(2, _board.SubscriberCount);

        subscription.Dispose();
        subscription.Dispose();
        Publish(BoardRow("1001", 1));

        await NextAsync();
        Assert.Equal(1, _board.SubscriberCount);
        Assert.False(_batches.Reader.TryRead(out _));
    }

    [Fact]
    public async Task A_callback_runs_in_the_subscribers_culture()
    {
        var culture = Channel.CreateUnbounded<string>();
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
        using var subscription = _board.Subscribe(_ => culture.Writer.WriteAsync(CultureInfo.CurrentCulture.Name).AsTask()).Subscription;
        CultureInfo.CurrentCulture = before;

        Publish(BoardRow("1001", 1));

        Assert.Equal("de-DE", await culture.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().InTime());
    }

    [Fact]
    public async Task Snapshot_and_changes_together_lose_and_double_nothing_while_others_publish()
    {
        const int Extens = 400, Steps = 3000;
        var board = new LiveBoard(TimeProvider.System, NullLogger<LiveBoard>.Instance);
        board.Publish(Server, [.. Enumerable.Range(0, Extens).Select(number => BoardRow(Name(number), 0))], null);

        // Each publication moves one extension one code up, so a lost one is a gap at the end and a stale one goes back.
        var publisher = Task.Run(() =>
        {
            for (var step = 0; step < Steps; step++)
                board.Publish(Server, [BoardRow(Name(step % Extens), 1 + (step / Extens))], new BoardPbx(Server, Noon.AddSeconds(step)));
        }, TestContext.Current.CancellationToken);
        var subscribers = Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            var done = new TaskCompletionSource();
            var seen = new Dictionary<string, int>(StringComparer.Ordinal);
            var (snapshot, subscription) = board.Subscribe(batch =>
            {
                lock (seen)
                {
                    Take(seen, batch, done);
                    return Task.CompletedTask;
                }
            });
            lock (seen) Take(seen, snapshot, done);
            await done.Task.InTime();
            subscription.Dispose();
            return seen;
        }, TestContext.Current.CancellationToken)).ToArray();

        await publisher.InTime();
        foreach (var seen in await Task.WhenAll(subscribers).InTime())
            Assert.Equal(board.Rows(Server).ToDictionary(row => row.Key.Exten, row => row.StatusCode), seen);
        Assert.Equal(0, board.SubscriberCount);

        static string Name(int number) => (1000 + number).ToString(CultureInfo.InvariantCulture);

        static void Take(Dictionary<string, int> seen, BoardBatch batch, TaskCompletionSource done)
        {
            foreach (var row in batch.Rows)
            {
                if (seen.TryGetValue(row.Key.Exten, out var before) && before > row.StatusCode)
                    done.TrySetException(new InvalidOperationException($"{row.Key.Exten} went back from {before} to {row.StatusCode}."));
                seen[row.Key.Exten] = row.StatusCode;
            }

            if (batch.Pbxs.Any(pbx => pbx.LastListAt == Noon.AddSeconds(Steps - 1))) done.TrySetResult();
        }
    }

    private static BoardRow[] Many(int count, int code) =>
        [.. Enumerable.Range(10000, count).Select(number => BoardRow(number.ToString(CultureInfo.InvariantCulture), code))];

    private static IEnumerable<string> Lines(BoardBatch batch) =>
        batch.Rows.Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.Key.Server}/{row.Key.Exten}={row.StatusCode}")).Order(StringComparer.Ordinal);

    private void Publish(params BoardRow[] rows) => _board.Publish(Server, rows, facts: null);

    private Task Keep(BoardBatch batch) => _batches.Writer.WriteAsync(batch).AsTask();

    private Task<BoardBatch> NextAsync() => _batches.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().InTime();
}
