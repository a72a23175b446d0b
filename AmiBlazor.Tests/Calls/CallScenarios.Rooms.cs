namespace AmiBlazor.Tests.Calls;

/// <content>Parking, conferences, listening.</content>
internal static partial class CallScenarios
{
    [CallScenario(isUsual: true)]
    public static async Task A_call_that_is_parked_and_fetched(CallStage stage)
    {
        var (call, parking) = await CallStage.TalkAsync(stage.Anna, stage.Ben);
        await stage.SeeAsync(Talking);
        await parking.TransferAsync("700");

        // Whoever parks stays until their phone hangs up.
        await stage.SeeAsync("1001(1002) parked@701; 1002 on-hold 1001");
        await parking.HangUpAsync();
        await stage.SeeAsync("1001(1002) parked@701");

        var fetching = stage.Clara.Call("701");
        await fetching.AnsweredAsync();
        await stage.SeeAsync("1001(1002) talking 1003; 1003(701) talking 1001");

        await fetching.HangUpAsync();
        await call.EndedAsync();
    }

    [CallScenario]
    public static async Task A_parked_call_that_nobody_fetches(CallStage stage)
    {
        await using var watch = await stage.WatchAsync();
        var (call, parking) = await CallStage.TalkAsync(stage.Anna, stage.Ben);
        await stage.SeeAsync(Talking);

        // Of this lot Asterisk does not tell the phone that it is done.
        await parking.TransferAsync("710");
        await watch.ReadUntilAsync(message => message["Event"] is "ParkedCall");
        await parking.HangUpAsync();

        // It waits there for a second.
        var rings = await stage.Ben.RingsAsync();
        await stage.SeeAsync(Ringing);
        Assert.Contains(stage.View.Seen, calls => calls.StartsWith("1001(1002) parked@711", StringComparison.Ordinal));

        await rings.AnswerAsync();
        await stage.SeeAsync(Talking);

        await call.HangUpAsync();
    }

    [CallScenario]
    public static async Task A_parked_call_that_hangs_up(CallStage stage)
    {
        var (call, parking) = await CallStage.TalkAsync(stage.Anna, stage.Ben);
        await stage.SeeAsync(Talking);
        await parking.ParkAsync("700");
        await parking.HangUpAsync();
        await stage.SeeAsync("1001(1002) parked@701");

        await call.HangUpAsync();
    }

    [CallScenario(isUsual: true)]
    public static async Task A_conference(CallStage stage)
    {
        var first = stage.Anna.Call("610");
        await first.AnsweredAsync();
        await stage.SeeAsync("1001(610) conference");

        var second = stage.Ben.Call("610");
        await second.AnsweredAsync();
        await stage.SeeAsync("1001(610) conference 1002; 1002(610) conference 1001");
        var id = stage.View.Snapshot.Calls.Single().Id;

        var third = stage.Clara.Call("610");
        await third.AnsweredAsync();
        await stage.SeeAsync("1001(610) conference 1002+1003; 1002(610) conference 1001+1003; 1003(610) conference 1001+1002");
        Assert.Equal(id, stage.View.Snapshot.Calls.Single().Id);

        await second.HangUpAsync();
        await stage.SeeAsync("1001(610) conference 1003; 1003(610) conference 1001");

        await first.HangUpAsync();
        await third.HangUpAsync();
    }

    [CallScenario(isUsual: true)]
    public static async Task Somebody_who_listens(CallStage stage)
    {
        var (call, rings) = await CallStage.TalkAsync(stage.Anna, stage.Ben);
        await stage.SeeAsync(Talking);
        var listening = stage.Clara.Call("*801");
        await listening.AnsweredAsync();
        await stage.SeeAsync(Talking, "1003(*801) listening 1001");

        await listening.HangUpAsync();
        await stage.SeeAsync(Talking);

        await call.HangUpAsync();
        await rings.EndedAsync();
    }

    [CallScenario]
    public static async Task An_announcement_to_many(CallStage stage)
    {
        var call = stage.Anna.Call("680");
        var (ben, clara) = (await stage.Ben.RingsAsync(), await stage.Clara.RingsAsync());
        await ben.AnswerAsync();
        await clara.AnswerAsync();
        await stage.SeeAsync("1001(680) conference 1002+1003; 1002 conference 1001+1003; 1003 conference 1001+1002");

        await call.HangUpAsync();
        await ben.EndedAsync();
        await clara.EndedAsync();
    }
}
