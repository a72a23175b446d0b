namespace AmiBlazor.Tests.Calls;

/// <content>Transfers.</content>
internal static partial class CallScenarios
{
    private const string HeldByBen = "1001(1002) on-hold 1002; 1002 holding 1001";
    private const string ReachesClara = "1001(1002) calling 1003; 1003 ringing 1001";
    private const string HasClara = "1001(1002) talking 1003; 1003 talking 1001";

    [CallScenario]
    public static async Task A_transfer_without_asking(CallStage stage)
    {
        var (call, transferred) = await CallStage.TalkAsync(stage.Anna, stage.Ben);
        await stage.SeeAsync(Talking);

        await transferred.TransferAsync("1003");
        var rings = await stage.Clara.RingsAsync();
        await transferred.HangUpAsync();
        await stage.SeeAsync(ReachesClara);

        await rings.AnswerAsync();
        await stage.SeeAsync(HasClara);

        await call.HangUpAsync();
    }

    [CallScenario(isUsual: true)]
    public static async Task A_transfer_after_asking(CallStage stage)
    {
        var (call, held) = await CallStage.TalkAsync(stage.Anna, stage.Ben);
        await stage.SeeAsync(Talking);
        var id = stage.View.Snapshot.Calls.Single().Id;

        await held.HoldAsync();
        var (asking, asked) = await CallStage.TalkAsync(stage.Ben, stage.Clara);
        await stage.SeeAsync(HeldByBen, "1002(1003) talking 1003; 1003 talking 1002");

        // Who transfers while they hold does not take back: the other must not stay on hold.
        await held.TransferToAsync(asking);
        await held.HangUpAsync();
        await asking.EndedAsync();
        await stage.SeeAsync(HasClara);
        Assert.Equal(id, stage.View.Snapshot.Calls.Single().Id);

        await asked.HangUpAsync();
        await call.EndedAsync();
    }

    [CallScenario(isUsual: true)]
    public static async Task A_transfer_to_a_phone_that_still_rings(CallStage stage)
    {
        var (call, held) = await CallStage.TalkAsync(stage.Anna, stage.Ben);
        await stage.SeeAsync(Talking);
        await held.HoldAsync();
        var asking = stage.Ben.Call("1003");
        var rings = await stage.Clara.RingsAsync();
        await asking.RingsAsync();
        await stage.SeeAsync(HeldByBen, "1002(1003) calling 1003; 1003 ringing 1002");

        await held.TransferToAsync(asking);
        await held.HangUpAsync();
        await stage.SeeAsync(ReachesClara);

        await rings.AnswerAsync();
        await stage.SeeAsync(HasClara);

        await call.HangUpAsync();
    }

    [CallScenario]
    public static async Task A_transfer_by_keys(CallStage stage)
    {
        await using var watch = await stage.WatchAsync();
        var (call, asking) = await CallStage.TalkAsync(stage.Anna, stage.Ben);
        await stage.SeeAsync(Talking);
        await asking.PressAsync("*2");
        await stage.SeeAsync(HeldByBen);

        await asking.PressAsync("1003");
        var rings = await stage.Clara.RingsAsync();
        await stage.SeeAsync("1001(1002) on-hold 1002; 1002 calling 1003; 1003 ringing 1002");

        await rings.AnswerAsync();
        await stage.SeeAsync("1001(1002) on-hold 1002; 1002 talking 1003; 1003 talking 1002");

        await asking.HangUpAsync();
        for (var ended = 0; ended < 2; ended++) await watch.ReadUntilAsync(HasEndedLocal);
        await stage.SeeAsync(HasClara);

        await call.HangUpAsync();
    }
}
