using System.Globalization;
using AmiBlazor.Ami;
using AmiBlazor.Calls;
using AmiBlazor.Data.Rows;
using AmiBlazor.Demo;
using AmiBlazor.Devices;
using AmiBlazor.History;
using AmiBlazor.Live;
using AmiBlazor.Queues;
using AmiBlazor.Store;
using AmiBlazor.Tests.Browser;
using AmiBlazor.Tests.Secrets;
using AmiBlazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace AmiBlazor.Tests.Live;

/// <summary>Main connections as the product composes them: a real database, real sessions, a PBX that does what a test says, time that stands still.</summary>
internal sealed class LiveRig : IAsyncDisposable
{
    public static readonly ExtensionState Anna = new("from-internal", "1001", "PJSIP/1001", 0);
    public static readonly ExtensionState Ben = new("from-internal", "1002", "PJSIP/1002", 0);

    private static readonly TimeSpan PingInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LogoffTimeout = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ReconnectDelay = TimeSpan.FromMilliseconds(750);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan WriteInterval = TimeSpan.FromMilliseconds(50);

    // Between two writes, and between the two events of a change of an extension with several devices.
    private static readonly TimeSpan[] WriterPauses = [WriteInterval, TimeSpan.FromMilliseconds(30)];

    private readonly string _folder;
    private readonly Action<HostApplicationBuilder> _configure;
    private TestDatabase? _database;

    private LiveRig(FakeAmiServer pbx, Action<AmiServerOptions>? server, IEnumerable<AmiServerOptions> others, (string Key, string Value)[] settings)
    {
        Pbx = pbx;
        Options = pbx.Options(live: true);
        server?.Invoke(Options);
        _folder = Directory.CreateTempSubdirectory("amiblazor-live-").FullName;
        _configure = builder =>
        {
            builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
            builder.Logging.AddProvider(new FakeLoggerProvider(Logs));
            // Other waits than any of a main connection: a test that looks for one of those finds no other.
            builder.Services.AddSingleton(new AmiLimits { ConnectTimeout = TimeSpan.FromSeconds(12), ReplyTimeout = TimeSpan.FromSeconds(11) });
            builder.Services.AddAmi(builder.Configuration).AddCalls().AddQueues().AddDevices().AddLive(builder.Configuration).AddHostedService<LiveMonitor>();
            builder.Services.PostConfigure<AmiOptions>(options => options.Servers.AddRange([Options, .. others]));
        };
    }

    public FakeClock Clock { get; } = new();

    /// <summary>The PBX named “main”.</summary>
    public FakeAmiServer Pbx { get; }

    public AmiServerOptions Options { get; }

    public FakeLogCollector Logs { get; } = new();

    public TestDatabase Database => _database ?? throw new InvalidOperationException("The program is not running.");

    public MainConnections Connections => Database.Service<MainConnections>();

    public MainConnectionHealth Health => HealthOf("main");

    public LiveEventQueue Queue => Database.Service<LiveEventQueues>().For("main");

    public DateTimeOffset Now => Clock.GetUtcNow();

    public static async Task<LiveRig> StartAsync(
        Action<AmiServerOptions>? server = null, IEnumerable<AmiServerOptions>? others = null, params (string Key, string Value)[] settings)
    {
        var rig = new LiveRig(FakeAmiServer.Start(), server, others ?? [], settings);
        await rig.RunAsync();
        return rig;
    }

    /// <summary>Starts the program, anew after <see cref="EndAsync"/>.</summary>
    public async Task RunAsync() => _database = await TestDatabase.OpenAsync(Path.Combine(_folder, "amiblazor.db"), Clock, settings: "", _configure);

    /// <summary>Stops the program as its operator would.</summary>
    public async Task EndAsync()
    {
        await Database.DisposeAsync().AsTask().InTime();
        _database = null;
    }

    /// <summary>The same, with the PBX answering the logoff.</summary>
    public async Task EndAsync(FakeAmiSession session)
    {
        var end = EndAsync();
        var logoff = await session.ExpectAsync("Logoff");
        await session.SendAsync("Response: Goodbye", "ActionID: " + logoff.ActionId);
        await end;
    }

    /// <summary>Makes of a program that has ended one that was killed: it noted this for the last time.</summary>
    public async Task CrashedAsync(DateTimeOffset notedAt)
    {
        await using var database = TestDatabase.Attach(Path.Combine(_folder, "amiblazor.db"));
        await using var context = database.NewContext();
        await context.Pbxs.ExecuteUpdateAsync(set => set.SetProperty(pbx => pbx.FollowedUntil, notedAt));
    }

    public MainConnectionHealth HealthOf(string server) => Connections.Find(server)!;

    /// <summary>The next connection, logged in and asked for all states.</summary>
    /// <returns>The session and the ActionID of its list.</returns>
    public async Task<(FakeAmiSession Session, string List)> AskedAsync() => await AskedAsync(await Pbx.AcceptAsync());

    private static async Task<(FakeAmiSession Session, string List)> AskedAsync(FakeAmiSession session)
    {
        await session.LoginAsync();
        await session.TellBootedAsync();
        return (session, (await session.ExpectAsync("ExtensionStateList")).ActionId);
    }

    /// <summary>The next connection, which has its list and has answered its first Ping, waiting for what comes.</summary>
    public async Task<FakeAmiSession> FollowedAsync(params IReadOnlyCollection<ExtensionState> rows) => await FollowedAsync(await Pbx.AcceptAsync(), rows);

    /// <summary>The same, where hints have several devices.</summary>
    public async Task<FakeAmiSession> FollowedWithDevicesAsync(IReadOnlyCollection<ExtensionState> rows, IEnumerable<(string Device, string State)> devices)
    {
        var (session, list) = await AskedAsync();
        await session.SendListAsync(list, rows);
        await session.SendDevicesAsync((await session.ExpectAsync("DeviceStateList")).ActionId, devices);
        if (rows.Any(row => row.Hint.Contains(',', StringComparison.Ordinal)))
            await session.SendPresencesAsync((await session.ExpectAsync("PresenceStateList")).ActionId);
        await PongAsync(session);
        return session;
    }

    /// <summary>
    /// The same, where what the last connection still waited for may look like the moment before the next: lets the time pass until that one is there.
    /// </summary>
    public async Task<FakeAmiSession> FollowedAgainAsync(params IReadOnlyCollection<ExtensionState> rows)
    {
        var accepting = Pbx.AcceptAsync();
        await UntilAsync(() =>
        {
            if (!accepting.IsCompleted && Clock.NextWithin(LongestWait) is { } rest) Clock.Advance(rest);
            return accepting.IsCompleted;
        });
        return await FollowedAsync(await accepting, rows);
    }

    private async Task<FakeAmiSession> FollowedAsync(FakeAmiSession accepted, IReadOnlyCollection<ExtensionState> rows)
    {
        var (session, list) = await AskedAsync(accepted);
        await session.SendListAsync(list, rows);
        await PongAsync(session);
        return session;
    }

    /// <summary>Answers the Ping that is due, and returns when the connection waits for the next.</summary>
    public async Task PongAsync(FakeAmiSession session)
    {
        var ping = await session.ExpectAsync("Ping");
        var wait = Clock.WaitingAsync(PingInterval);
        await session.SucceedAsync(ping.ActionId, "Ping: Pong", "Timestamp: 1795225331.261707");
        await wait;
    }

    /// <summary>Moves the time to the next Ping and answers it, so many times.</summary>
    public async Task PassPingsAsync(FakeAmiSession session, int count = 1)
    {
        for (var ping = 0; ping < count; ping++)
        {
            Clock.Advance(await Clock.WaitingAsync(IsForPing));
            await PongAsync(session);
        }
    }

    /// <summary>Lets the moment pass that follows the loss of a connection, or what is left of it.</summary>
    public async Task PassReconnectDelayAsync() => Clock.Advance(await Clock.WaitingAsync(rest => rest >= ReconnectDelay / 2 && rest <= LongestWait));

    /// <summary>Lets the wait pass after a try that failed.</summary>
    /// <returns>How long it was.</returns>
    public async Task<TimeSpan> PassWaitAsync()
    {
        // The writer rests for its beat, and a login waits 200 ms for a PBX's word that it has started.
        var wait = await Clock.WaitingAsync(rest =>
            rest > TimeSpan.Zero && rest <= LongestWait && rest != WriteInterval && rest != TimeSpan.FromMilliseconds(200));
        Clock.Advance(wait);
        return wait;
    }

    /// <summary>Lets the beat of the writer pass, and the time until a connection acts by itself, where it waits for that.</summary>
    public void PassPolls()
    {
        if (Clock.IsAwaited(WriteInterval))
            Clock.Advance(WriteInterval);
        else if (Clock.NextWithin(PingInterval) is { } rest)
            Clock.Advance(rest);
    }

    /// <summary>Moves the time to the next Ping, answers it, and returns the ActionID of the list that is due right after it.</summary>
    public async Task<string> CheckedAsync(FakeAmiSession session)
    {
        Clock.Advance(await Clock.WaitingAsync(IsForPing));
        var ping = await session.ExpectAsync("Ping");
        await session.SucceedAsync(ping.ActionId, "Ping: Pong");
        return (await session.ExpectAsync("ExtensionStateList")).ActionId;
    }

    /// <summary>Tells of a state that cannot be believed as it comes, answers the question about it, and returns when the answer is on the board.</summary>
    public async Task TellDoubtedAsync(FakeAmiSession session, ExtensionState state)
    {
        await session.TellAsync(state);
        await AnswerAsync(session, state);
        await UntilAsync(() =>
        {
            if (Board().Contains(string.Create(CultureInfo.InvariantCulture, $"{state.Context}/{state.Exten}={state.Status}"), StringComparer.Ordinal)) return true;
            if (Clock.IsAwaited(WriteInterval)) Clock.Advance(WriteInterval);
            return false;
        });
    }

    /// <summary>Answers the question about a state.</summary>
    public static async Task AnswerAsync(FakeAmiSession session, ExtensionState state)
    {
        var question = await session.ExpectAsync("ExtensionState");
        Assert.Equal((state.Context, state.Exten), (question["Context"], question["Exten"]));
        await session.SucceedAsync(
            question.ActionId, "Message: Extension Status", "Exten: " + state.Exten, "Context: " + state.Context, "Hint: " + state.Hint,
            string.Create(CultureInfo.InvariantCulture, $"Status: {state.Status}"), "StatusText: x");
    }

    /// <summary>Lets the time pass until the connection requests all states, answering its Pings.</summary>
    /// <returns>The ActionID of the list.</returns>
    public async Task<string> RequestedAsync(FakeAmiSession session)
    {
        while (true)
        {
            var reading = session.ReadAsync();
            await UntilAsync(() =>
            {
                if (!reading.IsCompleted) PassPolls();
                return reading.IsCompleted;
            });
            var action = (await reading)!;
            if (action.Name is "ExtensionStateList") return action.ActionId;
            Assert.Equal("Ping", action.Name);
            await session.SucceedAsync(action.ActionId, "Ping: Pong", "Timestamp: 1795225331.261707");
        }
    }

    /// <summary>Tells of states and returns when they are on the board.</summary>
    public async Task TellAsync(FakeAmiSession session, params ExtensionState[] states)
    {
        var events = Health.Events;
        await session.TellAsync(states);
        await WrittenAsync(events + states.Length);
    }

    /// <summary>
    /// Returns when this many events since the start of the program are written and reported. Moves the time by the writer's interval, because the
    /// writer would otherwise pause forever between two writes.
    /// </summary>
    public Task WrittenAsync(long events, string server = "main") => UntilAsync(() =>
    {
        if (HealthOf(server).Events >= events && Database.Service<LiveEventQueues>().For(server).Waiting == 0)
            return true;
        foreach (var pause in WriterPauses.Where(Clock.IsAwaited)) Clock.Advance(pause);
        return false;
    });

    /// <summary>Returns when the health of a connection is as expected; of some changes nobody is told, so this looks again and again.</summary>
    public Task BecomesAsync(Func<MainConnectionHealth, bool> isExpected, string server = "main") => UntilAsync(() => isExpected(HealthOf(server)));

    public Task BecomesAsync(MainConnectionState state, string server = "main") => BecomesAsync(health => health.State == state, server);

    /// <summary>Lets the time pass so often in which the second event of a change may come.</summary>
    public async Task PassHalvesAsync(int times)
    {
        for (var time = 0; time < times; time++)
        {
            await Clock.WaitingAsync(WriterPauses[1]);
            Clock.Advance(WriterPauses[1]);
        }
    }

    /// <summary>Lets the writer's pauses pass until something is so.</summary>
    public async Task PassWritesAsync(Func<Task<bool>> isSo)
    {
        var end = DateTime.UtcNow + Timeouts.Default;
        while (!await isSo())
        {
            Assert.True(DateTime.UtcNow < end, "What was waited for did not come to be.");
            foreach (var pause in WriterPauses.Where(Clock.IsAwaited)) Clock.Advance(pause);
            await Task.Yield();
        }
    }

    public static Task UntilAsync(Func<bool> isSo) => Polling.UntilAsync(isSo);

    /// <summary>What the board shows of a PBX, as “context/exten=code”, a star behind what is not present.</summary>
    public string[] Board(string server = "main") =>
    [
        .. Database.Board.Rows(server)
            .OrderBy(row => row.Key.Context, StringComparer.Ordinal).ThenBy(row => row.Key.Exten, StringComparer.Ordinal)
            .Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.Key.Context}/{row.Key.Exten}={row.StatusCode}{(row.Present ? "" : "*")}")),
    ];

    /// <summary>Every gap so far, oldest first.</summary>
    public Task<IReadOnlyList<MonitoringGap>> GapsAsync() =>
        Database.Service<MonitoringGapStore>().BetweenAsync("main", null, null, TestContext.Current.CancellationToken);

    /// <summary>The history of “main”, oldest first, as “exten from→to source”.</summary>
    public async Task<string[]> HistoryAsync() =>
    [
        .. (await Database.ChangesAsync()).Select(change =>
            string.Create(CultureInfo.InvariantCulture, $"{change.Extension!.Exten} {change.FromCode}→{change.ToCode} {change.Source}")),
    ];

    public IReadOnlyList<FakeLogRecord> Logged(string name) => [.. Logs.GetSnapshot().Where(line => line.Id.Name == name)];

    private static bool IsForPing(TimeSpan rest) => rest > TimeSpan.FromSeconds(1) && rest <= PingInterval;

    public async ValueTask DisposeAsync()
    {
        if (_database is not null)
        {
            // The PBX does not answer the logoff here.
            var end = EndAsync();
            await UntilAsync(() =>
            {
                if (Clock.IsAwaited(LogoffTimeout)) Clock.Advance(LogoffTimeout);
                return end.IsCompleted;
            });
            await end;
        }

        await Pbx.DisposeAsync();
        var search = new SecretSearch();
        search.Logs(Logs.GetSnapshot());
        search.Folder(_folder);
        TestFolder.Delete(_folder);
        search.AssertNothingFound();
    }
}
