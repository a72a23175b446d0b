using AmiBlazor.Ami;
using AmiBlazor.Board;
using AmiBlazor.Live;
using AmiBlazor.Store;
using AmiBlazor.Tests.Components.Drawer;
using AmiBlazor.Tests.Support;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Live;

/// <summary>An answer that an event has overtaken says how it was, not how it is.</summary>
public sealed class CrossedAnswersTests
{
    private const string Hint = "PJSIP/1001&Custom:DND1001,CustomPresence:1001";

    private readonly LiveEventQueue _queue = new(TimeProvider.System);
    private readonly LiveEventHandler _handler;

    public CrossedAnswersTests()
    {
        _handler = new LiveEventHandler(new AmiServerOptions { Name = Server }, _queue, TestCalls.Off(), TestDevices.Off(), TimeProvider.System);
        var known = new PbxBoard(Server);
        var row = BoardRow("1001") with { Hint = Hint };
        known.Set(row, 1);
        _queue.Hints.Follow(known, [row]);
        IReadOnlyDictionary<string, string> listed = new Dictionary<string, string> { ["PJSIP/1001"] = "NOT_INUSE", ["Custom:DND1001"] = "NOT_INUSE" };
        _queue.Hints.TakeStates(listed, null);
    }

    [Fact]
    public async Task Of_an_extension()
    {
        _handler.ExtensionChanged(State(1), isProven: false);
        await _handler.Doubts.TakeAsync(TestContext.Current.CancellationToken);
        _handler.ExtensionChanged(State(0), isProven: true);

        Assert.False(_handler.Answered(State(1)));
        Assert.True(_handler.Answered(State(0)));
        Assert.Equal([0, 0], Waiting<LiveStatus>().Select(status => status.StatusCode));
    }

    [Fact]
    public async Task Of_a_device()
    {
        _handler.DeviceChanged("Custom:DND1001", "INUSE", isProven: false);
        await _handler.Doubts.TakeAsync(TestContext.Current.CancellationToken);
        _handler.DeviceChanged("Custom:DND1001", "NOT_INUSE", isProven: true);

        Assert.False(_handler.Answered("Custom:DND1001", "INUSE"));
        Assert.True(_handler.Answered("Custom:DND1001", "NOT_INUSE"));
        Assert.Equal(["NOT_INUSE", "NOT_INUSE"], Waiting<LiveDevice>().Select(device => device.State));
    }

    [Fact]
    public async Task Of_a_presence()
    {
        _handler.PresenceChanged(new ExtensionPresence(Context, "1001", "away", ""), isProven: false);
        await _handler.Doubts.TakeAsync(TestContext.Current.CancellationToken);
        _handler.PresenceChanged(new ExtensionPresence(Context, "1001", "available", ""), isProven: true);

        Assert.False(_handler.Answered(new ExtensionPresence(Context, "1001", "away", "")));
        Assert.True(_handler.Answered(new ExtensionPresence(Context, "1001", "available", "")));
        Assert.Equal(["available", "available"], Waiting<LivePresence>().Select(presence => presence.Presence));
    }

    [Fact]
    public async Task An_event_about_another_one_or_before_the_question_does_not_matter()
    {
        _handler.ExtensionChanged(State(8), isProven: true);
        _handler.ExtensionChanged(State(1), isProven: false);
        await _handler.Doubts.TakeAsync(TestContext.Current.CancellationToken);
        _handler.ExtensionChanged(State(0) with { Exten = "1002" }, isProven: true);
        _handler.DeviceChanged("PJSIP/1001", "INUSE", isProven: true);

        Assert.True(_handler.Answered(State(1)));
        Assert.Equal([8, 0, 1], Waiting<LiveStatus>().Select(status => status.StatusCode));
    }

    private static ExtensionState State(int status) => new(Context, "1001", Hint, status);

    private IEnumerable<T> Waiting<T>() => _queue.Oldest(100).OfType<T>();
}
