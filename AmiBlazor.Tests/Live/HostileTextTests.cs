using System.Globalization;
using System.Text;
using AmiBlazor.Ami;
using AmiBlazor.Board;
using AmiBlazor.Live;
using AmiBlazor.Store;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Live;

/// <summary>
/// Callers and phones that write lines of the protocol into every field that Asterisk does not escape, between the events of a PBX that is modelled here.
/// A million events in the long run. The seed is fixed: what fails once fails always.
/// </summary>
public sealed class HostileTextTests
{
    private const string Context = "from-internal";

    /// <summary>What a message of a caller can be at most where Asterisk bounds it: one byte less than AST_MAX_EXTENSION.</summary>
    private const int LongestNumber = 79;

    private static readonly int Events = LongRun.Of(usual: 60_000, full: 1_000_000);
    private static readonly int[] Statuses = [0, 1, 2, 4, 8, 9, 16];
    private static readonly string[] LineEnds = ["\r\n", "\r\n", "\n", "\r"];
    private static readonly string[] Separators = [": ", ": ", ":", " : "];

    private static readonly string[] ChannelFields =
    [
        "Channel", "ChannelState", "ChannelStateDesc", "CallerIDNum", "CallerIDName", "ConnectedLineNum", "ConnectedLineName", "Language", "AccountCode",
        "Context", "Exten", "Priority", "Uniqueid", "Linkedid",
    ];

    private static readonly string[] ChannelEvents = ["Newchannel", "Newstate", "NewCallerid", "NewConnectedLine", "BridgeEnter", "Hold", "Hangup", "UserEvent"];

    private readonly ITestOutputHelper _output;
    private readonly Random _random = new(20_261_129);
    private readonly Dictionary<string, int> _model = Enumerable.Range(1001, 20).ToDictionary(number => number.ToString(CultureInfo.InvariantCulture), _ => 0, StringComparer.Ordinal);
    private readonly Dictionary<string, Queue<int>> _told = new(StringComparer.Ordinal);
    private readonly LiveEventQueue _queue = new(TimeProvider.System);
    private readonly LiveEventHandler _handler;
    private readonly AmiEventDispatcher _dispatcher;
    private readonly AmiFrame _frame = new(new AmiLimits());
    private readonly Dictionary<string, int> _board = new(StringComparer.Ordinal);
    private byte[] _kept = [];
    private int _believed;
    private int _asked;
    private int _lists;

    public HostileTextTests(ITestOutputHelper output)
    {
        _output = output;
        _handler = new LiveEventHandler(new AmiServerOptions { Name = "main", Host = "127.0.0.1" }, _queue, TestCalls.Off(), TestDevices.Off(), TimeProvider.System);
        _dispatcher = new AmiEventDispatcher(_handler);
    }

    [Fact]
    public void No_text_of_a_caller_becomes_a_state()
    {
        Index();
        Answer();
        foreach (var exten in _model.Keys) _board[exten] = 0;
        for (var number = 0; number < Events; number++)
        {
            Receive(_random.Next(10) switch
            {
                < 3 => Change(),
                < 4 => Device(),
                < 6 => Presence(),
                < 7 => HostileExtension(),
                _ => ChannelEvent(),
            });
            Drain();
            if (_random.Next(20) == 0) Answer();
        }

        Answer();
        Answer();
        Assert.Equal(_model.Select(one => (one.Key, one.Value)).Order(), _board.Select(one => (one.Key, one.Value)).Order());
        _output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Events:#,0} events: {_believed:#,0} states believed at once, {_asked:#,0} asked for, {_handler.Doubtful:#,0} not as Asterisk writes them, {_lists:#,0} reasons for a list."));
        Assert.True(_believed > Events / 100 && _asked > Events / 100, "The test tried too little.");
    }

    private string Change()
    {
        var exten = Extension();
        var status = Statuses[_random.Next(Statuses.Length)];
        _model[exten] = status;
        if (!_told.TryGetValue(exten, out var told)) _told.Add(exten, told = new Queue<int>());
        told.Enqueue(status);
        return Status(exten, status);
    }

    private string Device()
    {
        var (device, state) = _random.Next(3) == 0 ? ("Custom:x" + Hostile(LongestNumber - 8), "INUSE") : ("PJSIP/" + Extension(), "INUSE");
        return $"Event: DeviceStateChange\r\nPrivilege: call,all\r\nDevice: {device}\r\nState: {state}\r\n\r\n";
    }

    private string Presence() =>
        $"Event: PresenceStatus\r\nPrivilege: call,all\r\nExten: {Extension()}\r\nContext: {Context}\r\nHint: x\r\nStatus: away\r\nSubtype: \r\nMessage: {Hostile(2000)}\r\n\r\n";

    /// <summary>A phone has subscribed to a hostile extension of a pattern hint.</summary>
    private string HostileExtension()
    {
        var exten = Hostile(LongestNumber);
        return $"Event: ExtensionStatus\r\nPrivilege: call,all\r\nExten: {exten}\r\nContext: {Context}\r\nHint: Custom:{exten}\r\nStatus: 8\r\nStatusText: Ringing\r\n\r\n";
    }

    private string ChannelEvent()
    {
        var wire = new StringBuilder($"Event: {ChannelEvents[_random.Next(ChannelEvents.Length)]}\r\nPrivilege: call,all\r\n");
        var hostile = _random.Next(ChannelFields.Length + 1);
        for (var field = 0; field < ChannelFields.Length; field++)
            wire.Append(ChannelFields[field]).Append(": ").Append(field == hostile ? Hostile(2000) : "x").Append("\r\n");
        for (var variable = _random.Next(4) == 0 ? _random.Next(600) : 0; variable > 0; variable--) wire.Append("ChanVariable: a=b\r\n");
        return wire.Append("\r\n").ToString();
    }

    /// <summary>A text that looks like the end of one event and the whole of others.</summary>
    private string Hostile(int most)
    {
        var end = LineEnds[_random.Next(LineEnds.Length)];
        var text = new StringBuilder("1");
        if (_random.Next(3) == 0) text.Append(end).Append("State: INUSE");
        for (var forged = _random.Next(1, 4); forged > 0; forged--)
        {
            var separator = Separators[_random.Next(Separators.Length)];
            var exten = Extension();
            var status = Statuses[_random.Next(Statuses.Length)];
            text.Append(end).Append(end);
            text.Append((_random.Next(4) switch
            {
                0 => $"Event: DeviceStateChange|Privilege: call,all|Device: PJSIP/{exten}|State: INUSE",
                1 => $"Event: PresenceStatus|Privilege: call,all|Exten: {exten}|Context: {Context}|Hint: x|Status: away|Subtype: |Message: ",
                2 => "Response: Success|ActionID: main-1|Message: x",
                _ => Status(exten, status).TrimEnd().Replace("\r\n", "|", StringComparison.Ordinal),
            }).Replace("|", end, StringComparison.Ordinal).Replace(": ", separator, StringComparison.Ordinal));
        }

        // What follows in the true event is swallowed by another forged one, or not.
        if (_random.Next(2) == 0) text.Append(end).Append(end).Append("Event: Foo").Append(end).Append("X: ");
        if (_random.Next(4) == 0) text.Remove(_random.Next(text.Length), 1);
        return text.Length <= most ? text.ToString() : text.ToString(0, most);
    }

    private string Extension() => (1001 + _random.Next(_model.Count)).ToString(CultureInfo.InvariantCulture);

    private static string Status(string exten, int status) => FakeAmiSession.Event(new ExtensionState(Context, exten, "PJSIP/" + exten, status));

    /// <summary>The PBX answers a Ping, then what is asked, then the lists that are due.</summary>
    private void Answer()
    {
        Receive("");
        _dispatcher.Answered(isPlain: true);
        while (_handler.Doubts.TakeAsync(new CancellationToken(canceled: true)) is { IsCompletedSuccessfully: true } taken)
        {
            if (taken.Result is not Doubt.Extension(var context, var exten)) continue;
            _asked++;
            _handler.Answered(new ExtensionState(context, exten, "PJSIP/" + exten, _model.GetValueOrDefault(exten, -1)));
        }

        Drain();
        if (!_handler.Requests.TryRead(out _)) return;
        _lists++;
        while (_handler.Requests.TryRead(out _))
        {
        }

        foreach (var (exten, status) in _model) _board[exten] = status;
        _told.Clear();
    }

    private void Receive(string wire)
    {
        var bytes = Encoding.UTF8.GetBytes(wire);
        while (bytes.Length > 0)
        {
            var cut = Math.Min(bytes.Length, _random.Next(1, 400));
            _kept = [.. _kept, .. bytes[..cut]];
            bytes = bytes[cut..];
            var consumed = 0;
            AmiReadResult result;
            do
            {
                result = AmiMessageReader.Read(_kept.AsSpan(consumed), _frame, out var message, out var length);
                consumed += length;
                if (result == AmiReadResult.Message) _dispatcher.Dispatch(message);
            }
            while (result == AmiReadResult.Message);

            Assert.Equal(AmiReadResult.NeedMore, result);
            _kept = _kept[consumed..];
        }
    }

    /// <summary>What is written must be what the PBX told, in its order; an answer makes everything before it old.</summary>
    private void Drain()
    {
        foreach (var received in _queue.Oldest(int.MaxValue).OfType<LiveStatus>())
        {
            Assert.Equal((Context, "PJSIP/" + received.Exten), (received.Context, received.Hint));
            var told = _told.GetValueOrDefault(received.Exten) ?? new Queue<int>();
            if (received.IsAnswer)
            {
                Assert.Equal(_model[received.Exten], received.StatusCode);
                told.Clear();
            }
            else
            {
                _believed++;
                while (told.TryDequeue(out var status) && status != received.StatusCode)
                {
                }

                Assert.True(told.Count > 0 || _model[received.Exten] == received.StatusCode, $"{received.Exten} was never {received.StatusCode}.");
            }

            _board[received.Exten] = received.StatusCode;
        }

        _queue.Written(_queue.Waiting);
    }

    private void Index()
    {
        var rows = new PbxBoard("main");
        foreach (var exten in _model.Keys)
            rows.Set(new BoardRow(1, new ExtensionKey("main", Context, exten), "PJSIP/" + exten, null, null, 0, true, default, null, default), version: 1);
        _queue.Hints.Follow(rows, []);
    }
}
