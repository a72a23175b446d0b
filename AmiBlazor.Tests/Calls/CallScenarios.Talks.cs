using AmiBlazor.Testing.Sip;

namespace AmiBlazor.Tests.Calls;

/// <content>Calls between phones and to the outside, answered or not, held or not.</content>
internal static partial class CallScenarios
{
    private const string Ringing = "1001(1002) calling 1002; 1002 ringing 1001";
    private const string Talking = "1001(1002) talking 1002; 1002 talking 1001";

    [CallScenario]
    public static async Task A_call_that_is_answered(CallStage stage)
    {
        var call = stage.Anna.Call("1002");
        var rings = await stage.Ben.RingsAsync();
        await stage.SeeAsync(Ringing);
        Assert.Equal(
            [("Anna Adler", "Ben Berg", true), ("Ben Berg", "Anna Adler", false)],
            stage.View.Snapshot.Calls.Single().Parties.Select(party => (party.Name, party.Peers.Single().Name, party.IsCaller)));

        await rings.AnswerAsync();
        await stage.SeeAsync(Talking);

        await call.HangUpAsync();
    }

    [CallScenario]
    public static async Task A_call_that_nobody_answers(CallStage stage)
    {
        var call = stage.Anna.Call("91002");
        await stage.Ben.RingsAsync();
        await stage.SeeAsync("1001(91002) calling 1002; 1002 ringing 1001");

        await call.RefusedAsync();
    }

    [CallScenario]
    public static Task A_call_to_a_busy_phone(CallStage stage) => RefusedAsync(stage, SipRefusal.Busy);

    [CallScenario]
    public static Task A_call_that_is_declined(CallStage stage) => RefusedAsync(stage, SipRefusal.Declined);

    [CallScenario]
    public static async Task A_call_that_is_given_up(CallStage stage)
    {
        var call = stage.Anna.Call("1002");
        var rings = await stage.Ben.RingsAsync();
        await stage.SeeAsync(Ringing);

        await call.CancelAsync();
        await rings.EndedAsync();
    }

    [CallScenario]
    public static async Task A_call_to_a_phone_that_is_not_registered(CallStage stage)
    {
        await stage.Anna.Call("1007").RefusedAsync();
        await stage.SeeAsync();

        Assert.DoesNotContain(stage.View.Seen, calls => calls.Contains("1007 ", StringComparison.Ordinal));
    }

    [CallScenario]
    public static async Task A_call_from_outside(CallStage stage)
    {
        var call = stage.Trunk.Call("4930100", headers: "P-Asserted-Identity: \"Customer Ltd\" <sip:+4930555123@127.0.0.2>");
        var rings = await stage.Anna.RingsAsync();
        await stage.SeeAsync("1001 ringing +4930555123; trunk(4930100) calling 1001");

        await rings.AnswerAsync();
        await stage.SeeAsync("1001 talking +4930555123; trunk(4930100) talking 1001");
        Assert.Equal("Customer Ltd", stage.View.Snapshot.Calls.Single().Parties[0].Name);
        Assert.Equal([true, false], stage.View.Snapshot.Calls.Single().Parties.Select(party => party.IsOutside));

        await rings.HangUpAsync();
        await call.EndedAsync();
    }

    [CallScenario]
    public static async Task A_call_to_the_outside(CallStage stage)
    {
        var call = stage.Anna.Call("0555");
        var rings = await stage.Trunk.RingsAsync();
        await stage.SeeAsync("1001(0555) calling 0555; trunk ringing 1001");

        await rings.AnswerAsync();
        await stage.SeeAsync("1001(0555) talking 0555; trunk talking 1001");

        await rings.HangUpAsync();
        await call.EndedAsync();
    }

    [CallScenario]
    public static async Task A_call_through_a_subroutine(CallStage stage)
    {
        var call = stage.Anna.Call("2102");
        var rings = await stage.Ben.RingsAsync();
        await stage.SeeAsync("1001(2102) calling 1002; 1002 ringing 1001");

        await rings.AnswerAsync();
        await stage.SeeAsync("1001(2102) talking 1002; 1002 talking 1001");

        await call.HangUpAsync();
    }

    [CallScenario(isUsual: true)]
    public static async Task A_call_that_either_side_holds(CallStage stage)
    {
        var (call, rings) = await CallStage.TalkAsync(stage.Anna, stage.Ben);
        await stage.SeeAsync(Talking);
        var since = stage.View.Snapshot.Calls.Single().Parties.Select(party => party.ConnectedAt).ToList();

        await call.HoldAsync();
        await stage.SeeAsync("1001(1002) holding 1002; 1002 on-hold 1001");

        await call.ResumeAsync();
        await stage.SeeAsync(Talking);

        // Whoever hangs up while they hold does not take the other back.
        await rings.HoldAsync();
        await stage.SeeAsync("1001(1002) on-hold 1002; 1002 holding 1001");
        Assert.Equal(since, stage.View.Snapshot.Calls.Single().Parties.Select(party => party.ConnectedAt));

        await rings.HangUpAsync();
        await call.EndedAsync();
    }

    [CallScenario]
    public static async Task Two_calls_of_one_phone(CallStage stage)
    {
        var (first, held) = await CallStage.TalkAsync(stage.Anna, stage.Ben);
        var second = stage.Clara.Call("1002");
        var rings = await stage.Ben.RingsAsync();
        await stage.SeeAsync(Talking, "1002 ringing 1003; 1003(1002) calling 1002");

        await held.HoldAsync();
        await rings.AnswerAsync();
        await stage.SeeAsync("1001(1002) on-hold 1002; 1002 holding 1001", "1002 talking 1003; 1003(1002) talking 1002");

        await second.HangUpAsync();
        await stage.SeeAsync("1001(1002) on-hold 1002; 1002 holding 1001");

        await held.ResumeAsync();
        await stage.SeeAsync(Talking);

        await first.HangUpAsync();
    }

    [CallScenario]
    public static async Task A_call_to_three_phones(CallStage stage)
    {
        var call = stage.Emil.Call("620");
        var (anna, ben, clara) = (await stage.Anna.RingsAsync(), await stage.Ben.RingsAsync(), await stage.Clara.RingsAsync());
        await stage.SeeAsync("1001 ringing 1005; 1002 ringing 1005; 1003 ringing 1005; 1005(620) calling 1001+1002+1003");

        await ben.AnswerAsync();
        await anna.EndedAsync();
        await clara.EndedAsync();
        await stage.SeeAsync("1002 talking 1005; 1005(620) talking 1002");

        await call.HangUpAsync();
    }

    [CallScenario]
    public static async Task A_call_to_two_phones_of_one_person(CallStage stage)
    {
        var call = stage.Anna.Call("604");
        var (first, second) = (await stage.Dora.RingsAsync(), await stage.DorasSecond.RingsAsync());
        await stage.SeeAsync("1001(604) calling 1004+1004; 1004 ringing 1001; 1014 ringing 1001");

        await second.AnswerAsync();
        await first.EndedAsync();
        await stage.SeeAsync("1001(604) talking 1004; 1014 talking 1001");
        Assert.Equal("1004", stage.View.Snapshot.Calls.Single().Parties[1].Extensions.Single().Exten);

        await call.HangUpAsync();
    }

    [CallScenario]
    public static async Task A_call_to_a_phone_that_is_registered_twice(CallStage stage)
    {
        await using var other = stage.Phone("1002");
        await other.RegisterAsync();
        var call = stage.Anna.Call("621");
        var (first, second) = (await stage.Ben.RingsAsync(), await other.RingsAsync());
        await stage.SeeAsync("1001(621) calling 1002+1002; 1002 ringing 1001; 1002 ringing 1001");

        await second.AnswerAsync();
        await first.EndedAsync();
        await stage.SeeAsync("1001(621) talking 1002; 1002 talking 1001");

        await call.HangUpAsync();
        await second.EndedAsync();
        await other.UnregisterAsync();
    }

    [CallScenario]
    public static async Task A_call_that_is_recorded(CallStage stage)
    {
        var (call, _) = await CallStage.TalkAsync(stage.Anna, stage.Ben, "660");
        await stage.SeeAsync("1001(660) talking 1002; 1002 talking 1001");

        await call.HangUpAsync();
    }

    private static async Task RefusedAsync(CallStage stage, SipRefusal refusal)
    {
        stage.Ben.Refusal = refusal;
        await stage.Anna.Call("1002").RefusedAsync();
        stage.Ben.Refusal = null;
        await stage.SeeAsync();

        Assert.DoesNotContain(stage.View.Seen, calls => calls.Contains("talking", StringComparison.Ordinal));
    }
}
