using System.Text;
using AmiBlazor.Ami;
using AmiBlazor.Board;

namespace AmiBlazor.Tests.Ami;

public sealed class AmiEventDispatcherTests
{
    private readonly Listener _listener = new();

    [Theory]
    [InlineData("Event: ExtensionStatus\nExten: 1001\nContext: demo\nHint: SIP/1\nStatus: -2\n\n", "status demo/1001 SIP/1 -2")]
    [InlineData("event: EXTENSIONSTATUS\nexten: 1001\nCONTEXT: demo\nStatus: 0\nStatus: 9\n\n", "status demo/1001  0")]
    [InlineData("Event: PresenceStatus\nExten: 1001\nContext: demo\nStatus: away\nMessage: a: b\n\n", "presence demo/1001 away a: b")]
    [InlineData("Event: PresenceStatus\nExten: 1001\nContext: demo\n\n", "presence demo/1001  ")]
    [InlineData("Event: Reload\nModule: All\n\n", "reload All")]
    [InlineData("Event: Reload\n\n", "reload ")]
    [InlineData("Event: Shutdown\nShutdown: Cleanly\nRestart: True\n\n", "shutdown True")]
    [InlineData("Event: Shutdown\nRestart: False\n\n", "shutdown False")]
    [InlineData("Event: Shutdown\n\n", "shutdown False")]
    [InlineData("Event: FullyBooted\n\n", "booted")]
    public void What_is_used_is_heard(string message, string expected)
    {
        Dispatch(message);

        Assert.Equal([expected], _listener.Heard);
    }

    [Theory]
    [InlineData("Event: Newchannel\nExten: 1001\nContext: demo\n\n")]
    [InlineData("Response: Success\nExten: 1001\nContext: demo\nStatus: 1\n\n")]
    [InlineData("Event: ExtensionStatus\nActionID: x\nExten: 1001\nContext: demo\nStatus: 1\n\n")]
    [InlineData("Event: ExtensionStatus\nActionID: x\n\n")]
    [InlineData("Exten: 1001\n\n")]
    public void What_is_not_used_is_passed_over(string message)
    {
        Dispatch(message);

        Assert.Empty(_listener.Heard);
    }

    [Fact]
    public void An_improper_event_is_shown_with_the_pbxs_own_words()
    {
        var failure = Assert.Throws<AmiMalformedException>(() => Dispatch("Event: ExtensionStatus\nExten: 1001\nContext: demo\nStatus: Idle\u001b\n\n"));

        Assert.Equal("Event: ExtensionStatus, Exten: 1001, Context: demo, Status: Idle\uFFFD", failure.PbxWords);
        Assert.Empty(_listener.Heard);
    }

    private void Dispatch(string text)
    {
        var server = new AmiServerOptions { Name = "main", Host = "127.0.0.1" };
        var limits = new AmiLimits();
        Assert.Equal(AmiReadResult.Message, AmiMessageReader.Read(Encoding.UTF8.GetBytes(text), new AmiFrame(limits), out var message, out _));
        new AmiEventDispatcher(_listener, new AmiErrors(server, limits)).Dispatch(message);
    }

    private sealed class Listener : IAmiListener
    {
        public List<string> Heard { get; } = [];

        public void ExtensionChanged(ExtensionState state) =>
            Heard.Add(FormattableString.Invariant($"status {state.Context}/{state.Exten} {state.Hint} {state.Status}"));

        public void PresenceChanged(ExtensionPresence presence) =>
            Heard.Add($"presence {presence.Context}/{presence.Exten} {presence.Status} {presence.Message}");

        public void Reloaded(string module) => Heard.Add("reload " + module);

        public void ShuttingDown(bool restarting) => Heard.Add($"shutdown {restarting}");

        public void FullyBooted() => Heard.Add("booted");
    }
}
