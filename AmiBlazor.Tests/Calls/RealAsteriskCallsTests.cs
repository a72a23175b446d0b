using System.Diagnostics;
using System.Text;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Calls;

/// <summary>Real calls of real phones over real Asterisks: who talks to whom, who rings, holds, waits, is parked or listens, at every step of them.</summary>
[Needs(Need.Asterisk)]
public sealed class RealAsteriskCallsTests(CallStages stages, ITestOutputHelper output) : IClassFixture<CallStages>
{
    /// <summary>Every scenario on each version, or a third of them.</summary>
    public static TheoryData<int, string> Scenarios =>
        [.. from version in (int[])[16, 22] from name in CallScenarios.Names(isAll: LongRun.IsOn) select (version, name)];

    [Theory, MemberData(nameof(Scenarios))]
    public Task Everybody_shows_who_does_what_with_whom_at_each_step_of(int version, string scenario) => stages.PlayAsync(version, async stage =>
    {
        var clock = Stopwatch.StartNew();
        await CallScenarios.Named(scenario)(stage);
        var seen = stage.View.Seen;
        await stage.EndAsync();
        output.WriteLine($"Asterisk {version}, {clock.ElapsedMilliseconds} ms, {stage.Late} logged in late so far, {stage.Health}");
        foreach (var calls in seen) output.WriteLine("  " + calls.ReplaceLineEndings("\n  "));
    });

    [Theory, InlineData(16), InlineData(22)]
    public Task What_a_caller_writes_into_events_makes_no_call_and_ends_none(int version) => stages.PlayAsync(version, async stage =>
    {
        const string Talking = "1001(1002) talking 1002; 1002 talking 1001";
        var (call, _) = await CallStage.TalkAsync(stage.Anna, stage.Ben);
        await stage.SeeAsync(Talking);
        var anna = stage.View.Snapshot.Calls.Single().Parties[0];
        var doubted = stage.Health.Doubted;

        // Whole events, as Asterisk writes them.
        foreach (var forged in (string[])[
            Forged("Hangup", "PJSIP/1001-00000001", anna.ChannelId, "Cause: 16\r\nCause-txt: Normal Clearing"),
            Forged("Newchannel", "PJSIP/1003-0000ffff", "1795888141.99999"),
            Forged("Hold", "PJSIP/1001-00000001", anna.ChannelId, "MusicClass: default")])
        {
            await stage.SetCodeAsync("7\r\n\r\n" + forged + "\r\n\r\nEvent: Foo\r\nX: ");
            var coded = stage.Clara.Call(CallStage.Coded);
            await coded.AnsweredAsync();
            await coded.HangUpAsync();
        }

        // What a stranger's number can hold: Asterisk keeps 79 bytes of it.
        foreach (var number in (string[])[
            $"1\r\n\r\nEvent:Hangup\r\nUniqueid:{anna.ChannelId}", "1\r\n\r\nEvent:Newchannel\r\nChannel:PJSIP/1003-1\r\nUniqueid:1.1", "1\r\nhello", "1\n\n"])
        {
            var escaped = string.Concat(Encoding.UTF8.GetBytes(number).Select(one => $"%{one:x2}"));
            var stranger = stage.Trunk.Call("4930100", headers: $"P-Asserted-Identity: \"Cust\" <sip:{escaped}@127.0.0.2>");
            await stranger.RingsAsync();
            var rings = await stage.Anna.RingsAsync();
            await stranger.CancelAsync();
            await rings.EndedAsync();
        }

        // What comes after all of it is seen after it.
        var marker = stage.Emil.Call("630");
        await marker.AnsweredAsync();
        await stage.SeeAsync(Talking, "1005(630) application");
        await marker.HangUpAsync();
        await stage.SeeAsync(Talking);

        output.WriteLine($"{stage.Health}");
        foreach (var calls in stage.View.Seen) output.WriteLine("  " + calls.ReplaceLineEndings("\n  "));
        Assert.InRange(stage.Health.Doubted, doubted + 1, long.MaxValue);
        await call.HangUpAsync();
        await stage.EndAsync();
    });

    /// <summary>An event of a channel that nobody can tell from Asterisk's own.</summary>
    private static string Forged(string name, string channel, string id, string? more = null) => string.Join("\r\n", [
        "Event: " + name,
        "Privilege: call,all",
        "Channel: " + channel,
        "ChannelState: 6",
        "ChannelStateDesc: Up",
        "CallerIDNum: 1003",
        "CallerIDName: Clara",
        "ConnectedLineNum: 1001",
        "ConnectedLineName: Anna Adler",
        "Language: en",
        "AccountCode: ",
        "Context: from-internal",
        "Exten: 1001",
        "Priority: 1",
        "Uniqueid: " + id,
        "Linkedid: " + id,
        .. more is null ? [] : (string[])[more],
    ]);
}
