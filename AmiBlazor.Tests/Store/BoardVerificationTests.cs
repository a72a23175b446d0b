using AmiBlazor.Board;
using AmiBlazor.Store;
using AmiBlazor.Tests.Support;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Store;

public sealed class BoardVerificationTests
{
    [Fact]
    public async Task A_check_names_the_refresh_that_took_the_list()
    {
        await using var database = await TestDatabase.CreateAsync();
        var queue = database.Service<LiveEventQueues>().For(Server);
        queue.State.Reset();
        await database.Store.ResyncAsync(Snapshot(Row()) with { ListSentStamp = 1 }, TestContext.Current.CancellationToken);
        queue.State.MarkTrusted(1);
        var run = Run();

        var refresh = await database.Store.ApplySnapshotAsync(Snapshot(Noon.AddMinutes(1), Row()) with { ListSentStamp = 2 }, run,
            TestContext.Current.CancellationToken);
        var resync = await database.Store.ResyncAsync(Snapshot(Noon.AddMinutes(2), Row()) with { ListSentStamp = 3 }, TestContext.Current.CancellationToken);

        Assert.Equal(
            [(ChangeSource.Refresh, run.ConnectionId), (ChangeSource.Resync, null)],
            new[] { refresh, resync }.Select(result => (result.Verification!.Source, result.Verification.ConnectionId)));
    }

    [Fact]
    public async Task A_refresh_that_verified_the_board_wakes_the_main_connection_which_is_told_once()
    {
        await using var database = await TestDatabase.CreateAsync();
        var queue = database.Service<LiveEventQueues>().For(Server);
        await database.Store.ResyncAsync(Snapshot(Row()) with { ListSentStamp = 1 }, TestContext.Current.CancellationToken);
        queue.State.MarkTrusted(1);
        var waiting = queue.WaitAsync(TestContext.Current.CancellationToken);
        Assert.False(waiting.IsCompleted);

        var refresh = await database.Store.ApplySnapshotAsync(Snapshot(Noon.AddMinutes(1), Row()) with { ListSentStamp = 2 }, Run(),
            TestContext.Current.CancellationToken);

        await waiting.InTime();
        var first = await database.Store.WriteQueuedEventsAsync(Server, TestContext.Current.CancellationToken);
        var second = await database.Store.WriteQueuedEventsAsync(Server, TestContext.Current.CancellationToken);
        Assert.Equal([refresh.Verification!], first.Verifications);
        Assert.Empty(second.Verifications);
    }
}
