namespace AmiBlazor.Tests.Calls;

/// <content>Queues.</content>
internal static partial class CallScenarios
{
    private const string RingsAgents = "1001(600) queue; 1002 ringing 1001; 1003 ringing 1001 [support]";

    [CallScenario(isUsual: true)]
    public static async Task A_queue_with_two_agents(CallStage stage)
    {
        var call = stage.Anna.Call("600");
        var (ben, clara) = (await stage.Ben.RingsAsync(), await stage.Clara.RingsAsync());
        await stage.SeeAsync(RingsAgents);

        await ben.AnswerAsync();
        await clara.EndedAsync();
        await stage.SeeAsync("1001(600) talking 1002; 1002 talking 1001 [support]");

        await call.HangUpAsync();
    }

    [CallScenario]
    public static async Task A_queue_that_reaches_its_agents_by_Local_channels(CallStage stage)
    {
        var call = stage.Anna.Call("601");
        var (ben, clara) = (await stage.Ben.RingsAsync(), await stage.Clara.RingsAsync());
        await stage.SeeAsync("1001(601) queue; 1002 ringing 1001; 1003 ringing 1001 [local]");

        await ben.AnswerAsync();
        await clara.EndedAsync();
        await stage.SeeAsync("1001(601) talking 1002; 1002 talking 1001 [local]");

        await call.HangUpAsync();
    }

    [CallScenario]
    public static async Task A_queue_that_the_caller_leaves(CallStage stage)
    {
        var call = stage.Anna.Call("600");
        var (ben, clara) = (await stage.Ben.RingsAsync(), await stage.Clara.RingsAsync());
        await stage.SeeAsync(RingsAgents);

        await call.HangUpAsync();
        await ben.EndedAsync();
        await clara.EndedAsync();
    }

    [CallScenario(isUsual: true)]
    public static async Task A_queue_that_gives_up(CallStage stage)
    {
        var call = stage.Anna.Call("602");
        var (ben, clara) = (await stage.Ben.RingsAsync(), await stage.Clara.RingsAsync());
        await stage.SeeAsync("1001(602) queue; 1002 ringing 1001; 1003 ringing 1001 [support]");

        // Asterisk says that the caller has left, and means that it did itself: the call goes on.
        await ben.EndedAsync();
        await clara.EndedAsync();
        await stage.SeeAsync("1001(602) application [support]");

        await call.HangUpAsync();
    }

    [CallScenario]
    public static async Task A_queue_in_which_two_wait(CallStage stage)
    {
        var first = stage.Anna.Call("600");
        var (ben, clara) = (await stage.Ben.RingsAsync(), await stage.Clara.RingsAsync());
        var second = stage.Trunk.Call("4930600", caller: "+4930555123");
        await second.AnsweredAsync();
        await stage.SeeAsync(RingsAgents, "trunk(4930600) queue [support]");

        await ben.AnswerAsync();
        await clara.EndedAsync();
        var next = await stage.Clara.RingsAsync();
        await stage.SeeAsync("1001(600) talking 1002; 1002 talking 1001 [support]", "1003 ringing +4930555123; trunk(4930600) queue [support]");

        await first.HangUpAsync();
        await next.AnswerAsync();
        await stage.SeeAsync("1003 talking +4930555123; trunk(4930600) talking 1003 [support]");

        await next.HangUpAsync();
        await second.EndedAsync();
    }
}
