using AmiBlazor.Testing.Asterisk;
using AmiBlazor.Testing.Sip;

namespace AmiBlazor.Tests.Calls;

/// <content>Calls that take another way than from phone to phone: by Local channels, forwarded, picked up.</content>
internal static partial class CallScenarios
{
    [CallScenario(isUsual: true)]
    public static async Task A_group_whose_Local_channels_go_away(CallStage stage)
    {
        await using var watch = await stage.WatchAsync();
        var call = stage.Anna.Call("640");
        var (ben, clara) = (await stage.Ben.RingsAsync(), await stage.Clara.RingsAsync());
        await stage.SeeAsync("1001(640) calling 1002+1003; 1002 ringing 1001; 1003 ringing 1001");

        await ben.AnswerAsync();
        await clara.EndedAsync();
        await stage.SeeAsync("1001(640) talking 1002; 1002 talking 1001");

        // Two of each of the two pairs.
        for (var ended = 0; ended < 4; ended++) await watch.ReadUntilAsync(HasEndedLocal);
        await stage.SeeAsync("1001(640) talking 1002; 1002 talking 1001");
        AssertNothingFollowed(stage, "1001(640) talking 1002; 1002 talking 1001");

        await call.HangUpAsync();
    }

    [CallScenario(isUsual: true)]
    public static async Task A_Local_channel_that_stays(CallStage stage)
    {
        var call = stage.Anna.Call("641");
        var rings = await stage.Ben.RingsAsync();
        await stage.SeeAsync("1001(641) calling 1002; 1002 ringing 1001");

        await rings.AnswerAsync();
        await stage.SeeAsync("1001(641) talking 1002; 1002 talking 1001");

        await call.HoldAsync();
        await stage.SeeAsync("1001(641) holding 1002; 1002 on-hold 1001");

        await call.ResumeAsync();
        await rings.HoldAsync();
        await stage.SeeAsync("1001(641) on-hold 1002; 1002 holding 1001");

        await call.HangUpAsync();
    }

    [CallScenario]
    public static async Task A_phone_that_forwards_its_calls(CallStage stage)
    {
        await using var watch = await stage.WatchAsync();
        stage.Ben.Refusal = SipRefusal.Forwarded("1003");
        var call = stage.Anna.Call("1002");
        var rings = await stage.Clara.RingsAsync();
        stage.Ben.Refusal = null;
        await stage.SeeAsync("1001(1002) calling 1003; 1003 ringing 1001");

        await rings.AnswerAsync();
        await stage.SeeAsync("1001(1002) talking 1003; 1003 talking 1001");
        for (var ended = 0; ended < 2; ended++) await watch.ReadUntilAsync(HasEndedLocal);
        await stage.SeeAsync("1001(1002) talking 1003; 1003 talking 1001");
        AssertNothingFollowed(stage, "1001(1002) talking 1003; 1003 talking 1001");

        await call.HangUpAsync();
    }

    [CallScenario]
    public static async Task A_call_that_somebody_else_picks_up(CallStage stage)
    {
        var call = stage.Anna.Call("1002");
        var rings = await stage.Ben.RingsAsync();
        await stage.SeeAsync(Ringing);

        var picked = stage.Clara.Call("*8");
        await call.AnsweredAsync();
        await picked.AnsweredAsync();
        await rings.EndedAsync();
        await stage.SeeAsync("1001(1002) talking 1003; 1003(*8) talking 1001");

        await call.HangUpAsync();
        await picked.EndedAsync();
    }

    private static bool HasEndedLocal(RawMessage message) =>
        message["Event"] is "Hangup" && message["Channel"]?.StartsWith("Local/", StringComparison.Ordinal) is true;

    /// <summary>Once these calls were shown, nothing else was.</summary>
    private static void AssertNothingFollowed(CallStage stage, string calls) => Assert.Equal([calls], stage.View.Seen.SkipWhile(seen => seen != calls));
}
