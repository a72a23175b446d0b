using System.Collections.Concurrent;
using AmiBlazor.Ami;
using AmiBlazor.Board;
using AmiBlazor.Calls;
using AmiBlazor.Live;
using AmiBlazor.Queues;
using AmiBlazor.Store;
using AmiBlazor.Tests.Ami;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Tests.Calls;

/// <summary>The follower as the product composes it, on a real session with a PBX that is modelled and answers by itself; its time stands still.</summary>
internal sealed class FollowerRig : IAsyncDisposable
{
    /// <summary>Between two turns of the follower.</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(25);

    private readonly FakeAmiServer _server = FakeAmiServer.Start();
    private readonly AmiClient _client = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly CallFollower _follower;
    private readonly LiveEventHandler _handler;
    private readonly AmiServerOptions _options;
    private FakeAmiSession? _pbxSide;
    private AmiSession? _session;
    private Task _answering = Task.CompletedTask;
    private Task _running = Task.CompletedTask;

    private FollowerRig()
    {
        _options = _server.Options(live: true);
        _options.Calls = true;
        var ami = new AmiOptions();
        ami.Servers.Add(_options);
        Board = new CallBoard(Options.Create(ami), NullLogger<CallBoard>.Instance);
        Extensions = new LiveBoard(Clock, NullLogger<LiveBoard>.Instance);
        _follower = new CallFollower(
            _options, Board, Extensions,
            new QueueFollower(_options, new QueueBoard(Options.Create(ami), NullLogger<QueueBoard>.Instance), new TestAgentLog(), Clock), History, Clock,
            NullLogger<CallFollower>.Instance);
        _handler = new LiveEventHandler(_options, new LiveEventQueue(Clock), _follower, TestDevices.Off(), Clock);
    }

    public FakeClock Clock { get; } = new();

    public ModelPbx Pbx { get; } = new(new Random(1));

    public CallBoard Board { get; }

    /// <summary>What the product's board says of extensions.</summary>
    public LiveBoard Extensions { get; }

    /// <summary>What the PBX answers when it is asked for the state of an extension: hint and number; and of a device: a word.</summary>
    public ConcurrentDictionary<string, (string Hint, int Code)> States { get; } = new(StringComparer.Ordinal);

    public ConcurrentDictionary<string, string> DeviceStates { get; } = new(StringComparer.Ordinal);

    /// <summary>The extensions whose states the follower had asked for, for the board.</summary>
    public ConcurrentQueue<ExtensionKey> Doubted { get; } = new();

    /// <summary>The calls that have ended.</summary>
    public TestCallHistory History { get; } = new();

    public CallsHealth Health => Board.HealthOf("main")!;

    public FakeAmiSession Wire => _pbxSide!;

    /// <summary>What was asked, each with the follower's time: <c>Status</c> or another list, or <c>Status PJSIP/1001-0000000a</c>.</summary>
    public ConcurrentQueue<(string Action, DateTimeOffset At)> Asked { get; } = new();

    /// <summary>What the PBX refuses, with its words.</summary>
    public ConcurrentDictionary<string, string> Refusals { get; } = new(StringComparer.Ordinal);

    /// <summary>Awaited before the PBX answers.</summary>
    public Func<string, Task> BeforeAnswer { get; set; } = _ => Task.CompletedTask;

    public static async Task<FollowerRig> StartAsync(Action<FollowerRig>? prepare = null)
    {
        var rig = new FollowerRig();
        prepare?.Invoke(rig);
        await rig.ConnectAsync();
        return rig;
    }

    public async Task ConnectAsync()
    {
        _follower.Begin();
        var connecting = _client.Connector.FollowAsync(_options, _handler, _ending.Token);
        _pbxSide = await _server.AcceptAsync();
        await _pbxSide.LoginAsync();
        _session = await connecting.InTime();
        _answering = AnswerAsync(_pbxSide);
        _running = _follower.RunAsync(_session, Doubted.Enqueue, _ending.Token);
    }

    /// <summary>The PBX cuts the connection; returns when the follower has ended.</summary>
    public async Task CutAsync()
    {
        Wire.Cut();
        await _session!.Ended.InTime();
        await PassUntilAsync(() => _running.IsCompleted);
        await _answering.InTime();
    }

    /// <summary>Lets the time pass, step by step, until something is so.</summary>
    /// <param name="isSo">Whether it is.</param>
    public Task PassUntilAsync(Func<bool> isSo) => Polling.UntilAsync(() =>
    {
        if (isSo()) return true;
        Clock.Advance(Beat);
        return false;
    });

    /// <summary>Sends what the PBX has written since the last time.</summary>
    public async Task TellAsync()
    {
        string text;
        lock (Pbx)
        {
            text = string.Concat(Pbx.Written.Select(written => written.Text));
            Pbx.Written.Clear();
        }

        await Wire.SendTextAsync(text);
    }

    /// <summary>Changes the PBX, without telling.</summary>
    public void Change(Action<ModelPbx> change)
    {
        lock (Pbx)
        {
            change(Pbx);
            Pbx.Written.Clear();
        }
    }

    /// <summary>Changes the PBX and tells of it.</summary>
    public Task TellAsync(Action<ModelPbx> change)
    {
        lock (Pbx) change(Pbx);
        return TellAsync();
    }

    /// <summary>What is shown, as the PBX knows it.</summary>
    public bool IsTrue()
    {
        var shown = ModelTruth.Shown(Board.For("main"), areSpacesTold: false);
        lock (Pbx) return ModelTruth.Of(Pbx, areSpacesTold: false).SequenceEqual(shown, StringComparer.Ordinal);
    }

    public int Count(string action) => Asked.Count(asked => asked.Action == action);

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await PassUntilAsync(() => _running.IsCompleted);
        await _running;
        await _session!.DisposeAsync();
        await _server.DisposeAsync();
        await _answering.InTime();
        _client.Dispose();
        _ending.Dispose();
    }

    private async Task AnswerAsync(FakeAmiSession session)
    {
        try
        {
            while (await session.ReadAsync() is { } action)
            {
                var asked = action["Channel"] is { } channel ? $"{action.Name} {channel}" : action.Name;
                Asked.Enqueue((asked, Clock.GetUtcNow()));
                await BeforeAnswer(asked);
                if (Refusals.TryGetValue(action.Name, out var words))
                    await session.RefuseAsync(action.ActionId, words);
                else
                    await session.SendTextAsync(Answer(action));
            }
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            // The connection was cut while it was being answered.
        }
    }

    private string Answer(FakeAmiAction action)
    {
        lock (Pbx)
        {
            return action.Name switch
            {
                "Status" => ModelWire.Status(Pbx, action.ActionId, action["Channel"]),
                "BridgeList" => ModelWire.Bridges(Pbx, action.ActionId),
                "QueueStatus" => ModelWire.Queues(Pbx, action.ActionId),
                "ExtensionState" when States[action["Exten"]!] is var (hint, code) =>
                    $"Response: Success\r\nActionID: {action.ActionId}\r\nMessage: Extension Status\r\nExten: {action["Exten"]}\r\nContext: {action["Context"]}\r\n"
                    + $"Hint: {hint}\r\nStatus: {code}\r\nStatusText: \r\n\r\n",
                "Getvar" when action["Variable"]!["DEVICE_STATE(".Length..^1] is var device =>
                    $"Response: Success\r\nActionID: {action.ActionId}\r\nVariable: DEVICE_STATE({device})\r\nValue: {DeviceStates[device]}\r\n\r\n",
                _ => throw new InvalidOperationException($"{action.Name} was not expected."),
            };
        }
    }
}
