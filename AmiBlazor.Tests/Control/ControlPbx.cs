using System.Collections.Concurrent;
using System.Globalization;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Control;

/// <summary>A PBX that does whatever it is asked to, and writes down every action in the order of its coming.</summary>
internal sealed class ControlPbx : IAsyncDisposable
{
    private readonly ConcurrentQueue<FakeAmiAction> _actions = new();
    private readonly CancellationTokenSource _end = new();
    private readonly Task _serving;

    public ControlPbx()
    {
        _serving = ServeAsync();
    }

    public FakeAmiServer Server { get; } = FakeAmiServer.Start();

    /// <summary>The channels that there are, each with its Uniqueid.</summary>
    public ConcurrentDictionary<string, string> Channels { get; } = new(StringComparer.Ordinal);

    /// <summary>Who is parked, by Uniqueid, each with the lot.</summary>
    public ConcurrentDictionary<string, string> Parked { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether it takes the order to park and does not park.</summary>
    public bool ParksLate { get; set; }

    /// <summary>What to answer instead, by the name of an action: an error with these words; null closes the connection.</summary>
    public ConcurrentDictionary<string, string?> Refusals { get; } = new(StringComparer.Ordinal);

    /// <summary>Interfaces that no queue has.</summary>
    public HashSet<string> RefusedInterfaces { get; } = new(StringComparer.Ordinal);

    /// <summary>What happens to a phone that is rung, after the PBX has taken the order; null for nothing.</summary>
    public Func<FakeAmiSession, FakeAmiAction, Task>? OnOriginate { get; set; } = AnswerAsync;

    /// <summary>What happens after a key was pressed.</summary>
    public Func<FakeAmiSession, FakeAmiAction, Task> OnPress { get; set; } = static (_, _) => Task.CompletedTask;

    /// <summary>What the dialplan has.</summary>
    public string DialplanExists { get; set; } = "1";

    /// <summary>Every action since the login, without the logoff.</summary>
    public IReadOnlyList<FakeAmiAction> Actions => [.. _actions];

    /// <summary>The events of a login.</summary>
    public string? LoginEvents { get; private set; }

    /// <summary>The actions as text, without their random parts.</summary>
    public IReadOnlyList<string> Wire => [.. Actions.Select(action => string.Join(" | ", action.Lines.Where(line => !line.StartsWith("ActionID: ", StringComparison.Ordinal))
        .Select(line => line.StartsWith("ChannelId: amiblazor-", StringComparison.Ordinal) ? "ChannelId: …" : line)))];

    /// <summary>The phone rings, is answered, and joins the call that it is for.</summary>
    public static async Task AnswerAsync(FakeAmiSession session, FakeAmiAction action)
    {
        await TellAsync(session, action, "Newchannel");
        await RespondAsync(session, action, isAnswered: true, 4);
        await TellAsync(session, action, "BridgeEnter");
    }

    /// <summary>The event that says what came of a call.</summary>
    public static Task RespondAsync(FakeAmiSession session, FakeAmiAction action, bool isAnswered, int reason) => session.SendAsync(
        "Event: OriginateResponse", "Privilege: call,all", "ActionID: " + action.ActionId, "Response: " + (isAnswered ? "Success" : "Failure"),
        "Channel: " + action["Channel"], "Context: ", "Exten: ", string.Create(CultureInfo.InvariantCulture, $"Reason: {reason}"),
        "Uniqueid: " + action["ChannelId"], "CallerIDNum: 1003", "CallerIDName: Clara");

    /// <summary>An event of the channel that the order has chosen.</summary>
    public static Task TellAsync(FakeAmiSession session, FakeAmiAction action, string name, params string[] more) =>
        session.SendAsync(Event(name, action["Channel"] + "-00000009", action["ChannelId"]!, more));

    /// <summary>An event of a channel as Asterisk writes it.</summary>
    public static IEnumerable<string> Event(string name, string channel, string id, params string[] more) =>
    [
        "Event: " + name,
        "Privilege: call,all",
        .. name == "BridgeEnter"
            ? (string[])["BridgeUniqueid: b1", "BridgeType: basic", "BridgeTechnology: simple_bridge", "BridgeCreator: <unknown>", "BridgeName: <unknown>",
                "BridgeNumChannels: 1", "BridgeVideoSourceMode: none"]
            : [],
        .. Channel(channel, id),
        .. more,
    ];

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Server.DisposeAsync();
        await _serving;
        _end.Dispose();
    }

    private static IEnumerable<string> Channel(string channel, string id) =>
    [
        "Channel: " + channel, "ChannelState: 6", "ChannelStateDesc: Up", "CallerIDNum: 1003", "CallerIDName: Clara", "ConnectedLineNum: <unknown>",
        "ConnectedLineName: <unknown>", "Language: en", "AccountCode: ", "Context: from-internal", "Exten: ", "Priority: 1", "Uniqueid: " + id, "Linkedid: " + id,
    ];

    private async Task ServeAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (!_end.IsCancellationRequested)
            {
                var accepting = Server.AcceptAsync();
                serving.Add(ServeAsync(await accepting.WaitAsync(_end.Token)));
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or System.Threading.Channels.ChannelClosedException or TimeoutException)
        {
            // The test is over.
        }

        await Task.WhenAll(serving);
    }

    private async Task ServeAsync(FakeAmiSession session)
    {
        try
        {
            LoginEvents = (await session.LoginAsync())["Events"];
            while (await session.ReadAsync() is { } action)
            {
                if (action.Name is "Logoff")
                {
                    await session.SendAsync("Response: Goodbye", "ActionID: " + action.ActionId, "Message: Thanks for all the fish.");
                    session.Cut();
                    return;
                }

                _actions.Enqueue(action);
                if (!await AnswerOneAsync(session, action)) return;
            }
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException or EndOfStreamException)
        {
            // The connection was cut.
        }
    }

    private async Task<bool> AnswerOneAsync(FakeAmiSession session, FakeAmiAction action)
    {
        if (Refusals.TryGetValue(action.Name, out var words))
        {
            if (words is null)
            {
                session.Reset();
                return false;
            }

            await session.RefuseAsync(action.ActionId, words);
            return true;
        }

        switch (action.Name)
        {
            case "Status" when action["Channel"] is { } name && !Channels.ContainsKey(name):
                await session.RefuseAsync(action.ActionId, "No such channel");
                break;
            case "Status":
                var channels = Channels.Where(channel => action["Channel"] is null || action["Channel"] == channel.Key).ToList();
                await session.SucceedAsync(action.ActionId, "EventList: start", "Message: Channel status will follow");
                foreach (var (name, id) in channels)
                {
                    await session.SendAsync(
                    [
                        "Event: Status", "Privilege: Call", .. Channel(name, id), "Type: PJSIP", "DNID: ", "EffectiveConnectedLineNum: 1",
                        "EffectiveConnectedLineName: 1", "TimeToHangup: 0", "BridgeID: b", "Application: Dial", "Data: ", "Seconds: 3",
                        "ActionID: " + action.ActionId,
                    ]);
                }

                await session.SendAsync(
                    "Event: StatusComplete", "ActionID: " + action.ActionId, "EventList: Complete",
                    string.Create(CultureInfo.InvariantCulture, $"ListItems: {channels.Count}"));
                break;
            case "QueuePause" when RefusedInterfaces.Contains(action["Interface"]!):
                await session.RefuseAsync(action.ActionId, "Interface not found");
                break;
            case "Getvar":
                await session.SucceedAsync(action.ActionId, "Variable: " + action["Variable"], "Value: " + DialplanExists);
                break;
            case "Originate":
                await session.SucceedAsync(action.ActionId, "Message: Originate successfully queued");
                if (OnOriginate is { } happens) await happens(session, action);
                break;
            case "Park":
                if (!ParksLate && Channels.TryGetValue(action["Channel"]!, out var parkee)) Parked[parkee] = action["Parkinglot"] ?? "default";
                await session.SucceedAsync(action.ActionId, "Message: Park successful");
                break;
            case "ParkedCalls":
                await session.SucceedAsync(action.ActionId, "EventList: start", "Message: Parked calls will follow");
                foreach (var (id, lot) in Parked)
                {
                    await session.SendAsync(
                    [
                        "Event: ParkedCall", .. Channel("PJSIP/1001-00000001", id).Select(line => "Parkee" + line), "ParkerDialString: PJSIP/1002", "Parkinglot: " + lot,
                        "ParkingSpace: 701", "ParkingTimeout: 45", "ParkingDuration: 1", "ActionID: " + action.ActionId,
                    ]);
                }

                await session.SendAsync(
                    "Event: ParkedCallsComplete", "ActionID: " + action.ActionId, "EventList: Complete",
                    string.Create(CultureInfo.InvariantCulture, $"ListItems: {Parked.Count}"), "Total: 1");
                break;
            case "PlayDTMF":
                await session.SucceedAsync(action.ActionId, "Message: DTMF successfully queued");
                await OnPress(session, action);
                break;
            default:
                await session.SucceedAsync(action.ActionId, "Message: Done");
                break;
        }

        return true;
    }
}
