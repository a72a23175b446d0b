using AmiBlazor.Ami;
using AmiBlazor.Calls;
using AmiBlazor.Demo;
using AmiBlazor.Queues;
using AmiBlazor.Tests.Ami;

namespace AmiBlazor.Tests.Demo;

/// <summary>
/// Follows a demo exchange as the product does, by the bytes of its events and lists, and compares what it has understood with what is so.
/// </summary>
internal sealed class DemoFollower : IAmiListener
{
    private readonly DemoExchange _exchange;
    private readonly DemoAccounts _accounts = new();
    private readonly DemoAnswers _answers;
    private readonly AmiEventDispatcher _dispatcher;
    private readonly QueueTracker _queues = new(TimeZoneInfo.Utc);
    private readonly CallTracker _calls;

    public DemoFollower(DemoExchange exchange)
    {
        _exchange = exchange;
        _answers = new DemoAnswers(exchange, _accounts, TimeProvider.System, DateTimeOffset.UnixEpoch);
        _dispatcher = new AmiEventDispatcher(this);
        Recorder = new CallRecorder("demo", new PhoneIndex());
        _calls = new CallTracker { Recorder = Recorder };
        exchange.Floor.Changed = (extension, state) => Hear(DemoWire.Event(extension, state));
        exchange.Switch.Told = Hear;
        Answer("Action: Login", "Username: " + _accounts.Main.Username, "Secret: " + _accounts.Main.Secret);
        var errors = new AmiErrors(new AmiServerOptions { Name = "demo" }, new AmiLimits());
        var pending = new PendingActions(takesUnnamedErrors: false);
        using var channels = new PendingChannelList(new AmiAction("Status"), pending, errors, new AmiLimits());
        using var bridges = new PendingBridgeList(new AmiAction("BridgeList"), pending, errors, new AmiLimits());
        using var queues = new PendingQueueList(new AmiAction("QueueStatus"), pending, errors, new AmiLimits());
        Read(Answer("Action: Status", "ActionID: 1", "Variables: CHANNEL(onhold),CDR(answer,u)"), channels.Receive);
        Read(Answer("Action: BridgeList", "ActionID: 2"), bridges.Receive);
        Read(Answer("Action: QueueStatus", "ActionID: 3"), queues.Receive);
        _calls.BeginList();
        _queues.BeginList();
        _calls.Load(new CallLists(channels.End.Result, bridges.End.Result, queues.End.Result), Now);
        _queues.Load(queues.End.Result, Now);
        _dispatcher.Answered(isPlain: true);
    }

    /// <summary>Records each call once.</summary>
    public CallRecorder Recorder { get; }

    /// <summary>How often each event came.</summary>
    public Dictionary<string, int> Heard { get; } = new(StringComparer.Ordinal);

    public bool FollowsCalls => true;

    /// <summary>What time it is.</summary>
    public DateTimeOffset Now => DateTimeOffset.UnixEpoch + _exchange.Switch.Now + TimeSpan.FromDays(20_000);

    /// <summary>What the product has understood is what is so.</summary>
    public void AssertRight()
    {
        Assert.Equal(
            _exchange.Switch.Channels.Select(channel => $"{channel.Id} {channel.State} {channel.Number} {channel.ConnectedNumber}"
                + $" {channel.Bridge?.Id} {channel.IsHolding} {channel.QueueCall is { IsWaiting: true }} {channel.Parked?.Space} {channel.Spied?.Device}")
                .Order(StringComparer.Ordinal),
            _calls.Channels.Select(channel => $"{channel.Id} {channel.Snapshot.State} {channel.Snapshot.Number}"
                + $" {channel.Snapshot.ConnectedNumber} {channel.BridgeId} {channel.IsHolding} {channel.Queue is not null} {channel.Parked?.Space} {channel.Spied}")
                .Order(StringComparer.Ordinal));
        foreach (var queue in _exchange.Queues.All)
        {
            var seen = _queues.Find(queue.Name)!;
            Assert.Equal(queue.Waiting.Select(call => call.Caller.Id), seen.Waiting.Select(caller => caller.Id));
            Assert.Equal(
                queue.Agents.Select(agent => $"{agent.Interface} {agent.DeviceState} {agent.IsInCall} {agent.IsPaused} {agent.PausedReason}")
                    .Order(StringComparer.Ordinal),
                seen.Agents.Values.Select(agent => $"{agent.Row.Interface} {agent.DeviceState} {agent.IsInCall} {agent.Row.IsPaused} {agent.Row.PausedReason}")
                    .Order(StringComparer.Ordinal));
        }
    }

    /// <summary>The calls that have ended since the last time.</summary>
    public IReadOnlyList<RecordedCall> TakeFinished() => [.. Recorder.TakeFinished(_calls, new CallGraph(_calls), Now)];

    public void ChannelChanged(ChannelEvent received, bool isProven)
    {
        Assert.True(isProven);
        _calls.Apply(received, Now);
        _queues.Apply(received, Now);
    }

    public void QueueChanged(QueueEvent received, bool isProven)
    {
        Assert.True(isProven);
        _queues.Apply(received, Now);
    }

    public void DeviceChanged(string device, string state, bool isProven)
    {
        Assert.True(isProven);
        _queues.Apply(new QueueEvent.DeviceChanged(device, DeviceStates.Number(state)), Now);
    }

    public void ExtensionChanged(ExtensionState state, bool isProven) => Assert.True(isProven);

    public void PresenceChanged(ExtensionPresence presence, bool isProven) => Assert.Fail("The demo has no presences.");

    public void ChannelDoubted(string words) => Assert.Fail(words);

    public void Doubted(string words) => Assert.Fail(words);

    public void Skipped(string? name, bool isOfCalls) => Assert.Fail(name);

    public void Reloaded(string module) => Assert.Fail(module);

    public void ShuttingDown(bool restarting) => Assert.Fail("The demo does not end.");

    public void FullyBooted() => Assert.Fail("The demo has started long ago.");

    private void Hear(DemoEvent happened)
    {
        if (!_accounts.Main.Passes(happened.Name)) return;
        Heard[happened.Name] = Heard.GetValueOrDefault(happened.Name) + 1;
        Read(happened.Bytes, _dispatcher.Dispatch);
    }

    private byte[] Answer(params string[] action)
    {
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        _answers.Answer(new DemoAction([.. action.Select(line => KeyValuePair.Create(line.Split(": ")[0], line.Split(": ")[1]))], null), output);
        return output.WrittenSpan.ToArray();
    }

    private static void Read(ReadOnlySpan<byte> bytes, ReadMessage take)
    {
        while (bytes.Length > 0)
        {
            Assert.Equal(AmiReadResult.Message, AmiMessageReader.Read(bytes, new AmiFrame(new AmiLimits()), out var message, out var length));
            take(message);
            bytes = bytes[length..];
        }
    }

    private delegate void ReadMessage(in AmiMessage message);
}
