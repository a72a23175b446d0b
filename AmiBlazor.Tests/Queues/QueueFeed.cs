using System.Text;
using AmiBlazor.Ami;
using AmiBlazor.Board;
using AmiBlazor.Calls;
using AmiBlazor.Queues;

namespace AmiBlazor.Tests.Queues;

/// <summary>
/// Plays what a real Asterisk said of its queues, byte for byte, to the product's reader, its shapes and its tracker: first the list, then the events that pass
/// README's <c>eventfilter</c>.
/// </summary>
internal sealed class QueueFeed : IAmiListener
{
    private readonly AmiEventDispatcher _dispatcher;
    private readonly PhoneIndex _phones = new();
    private readonly Queue<string> _messages = new();
    private readonly PendingActions _pending = new(takesUnnamedErrors: false);
    private PbxQueues _last = new("main", []);

    public QueueFeed(TimeZoneInfo? zone = null)
    {
        Tracker = new QueueTracker(zone ?? TimeZoneInfo.Utc);
        _dispatcher = new AmiEventDispatcher(this);
        _phones.Follow(((string[])["1001", "1002", "1003", "1005"]).Select(exten => Row(exten, "PJSIP/" + exten)));
    }

    public QueueTracker Tracker { get; }

    /// <summary>What time it is for the program.</summary>
    public DateTimeOffset Now { get; set; } = new(2026, 11, 29, 18, 0, 0, TimeSpan.Zero);

    /// <summary>The events that were not believed, or that had not their shape.</summary>
    public List<string> Doubted { get; } = [];

    /// <summary>The events of queues that were believed.</summary>
    public List<CallEvent> Believed { get; } = [];

    public bool FollowsCalls => true;

    /// <summary>A real Asterisk's list, and its events to be played.</summary>
    /// <param name="version">16 or 22.</param>
    /// <param name="scenario">The file behind the version.</param>
    public static QueueFeed Of(int version, string scenario)
    {
        using var stream = typeof(QueueFeed).Assembly.GetManifestResourceStream($"AmiBlazor.Tests.Queues.Transcripts.{version}-{scenario}.txt")!;
        using var reader = new StreamReader(stream);
        var feed = new QueueFeed();
        var lines = reader.ReadToEnd().ReplaceLineEndings("\n").Split('\n').SkipWhile(line => line.StartsWith('#'));
        foreach (var message in string.Join('\n', lines).Split("\n\n", StringSplitOptions.RemoveEmptyEntries)) feed._messages.Enqueue(message.Trim('\n'));
        feed.Tracker.BeginList();
        feed.Tracker.Load(feed.TakeList(), feed.Now);
        return feed;
    }

    /// <summary>Loads a list.</summary>
    public void Load(params string[] rows)
    {
        Tracker.BeginList();
        foreach (var row in rows) _messages.Enqueue(row.Replace("|", "\n", StringComparison.Ordinal));
        _messages.Enqueue("Event: QueueStatusComplete\nActionID: list-1\nEventList: Complete");
        Tracker.Load(TakeList(), Now);
    }

    /// <summary>Plays events.</summary>
    /// <param name="upTo">The last that is played; null for all.</param>
    /// <param name="times">How often it must come.</param>
    public PbxQueues Play(string? upTo = null, int times = 1)
    {
        while (_messages.TryDequeue(out var message))
        {
            Dispatch(message);
            if (upTo is not null && message.StartsWith($"Event: {upTo}\n", StringComparison.Ordinal) && --times == 0) break;
        }

        return Read();
    }

    /// <summary>One event, its lines separated by bars.</summary>
    public PbxQueues Send(string message)
    {
        Dispatch(message.Replace("|", "\n", StringComparison.Ordinal));
        return Read();
    }

    /// <summary>What a person sees.</summary>
    public PbxQueues Read() => _last = new QueueReader("main", Tracker, _phones, _last, Now).Read();

    /// <summary>The answer before is ours, so that the next event is believed.</summary>
    public void Believe() => _dispatcher.Answered(isPlain: true);

    public void ExtensionChanged(ExtensionState state, bool isProven) =>
        Take(new QueueEvent.DeviceChanged(AgentDevice.OfHint(state.Context, state.Exten), DeviceStates.OfHint(state.Status)), isProven);

    public void DeviceChanged(string device, string state, bool isProven) => Take(new QueueEvent.DeviceChanged(device, DeviceStates.Number(state)), isProven);

    public void PresenceChanged(ExtensionPresence presence, bool isProven)
    {
    }

    public void ChannelChanged(ChannelEvent received, bool isProven) => Take(received, isProven);

    public void QueueChanged(QueueEvent received, bool isProven) => Take(received, isProven);

    public void ChannelDoubted(string words) => Doubted.Add(words);

    void IAmiListener.Doubted(string words) => Doubted.Add(words);

    public void Skipped(string? name, bool isOfCalls)
    {
    }

    public void Reloaded(string module)
    {
    }

    public void ShuttingDown(bool restarting)
    {
    }

    public void FullyBooted()
    {
    }

    private static BoardRow Row(string exten, string hint) => new(1, new ExtensionKey("main", "hints", exten), hint, null, null, 0, true, default, null, default);

    private void Take(CallEvent received, bool isProven)
    {
        if (!isProven)
        {
            Doubted.Add(received.GetType().Name);
            return;
        }

        Believed.Add(received);
        Tracker.Apply(received, Now);
    }

    private List<QueueRow> TakeList()
    {
        var server = new AmiServerOptions { Name = "main" };
        using var list = new PendingQueueList(new AmiAction("QueueStatus"), _pending, new AmiErrors(server, new AmiLimits()), new AmiLimits());
        while (!list.IsOver) Read(_messages.Dequeue(), list.Receive);
        Believe();
        return list.End.Result;
    }

    private void Dispatch(string message) => Read(message, _dispatcher.Dispatch);

    private static void Read(string text, ReadMessage take)
    {
        var bytes = Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n") + "\r\n\r\n");
        Assert.Equal(AmiReadResult.Message, AmiMessageReader.Read(bytes, new AmiFrame(new AmiLimits()), out var message, out _));
        take(message);
    }

    private delegate void ReadMessage(in AmiMessage message);
}
