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
        var feed = database.Service<LiveEventQueues>().For(Server);
        var checks = new List<BoardVerification>();
        feed.Checked += checks.Add;
        feed.Reset();
        await database.Store.ResyncAsync(Snapshot(Row()) with { ListSentStamp = 1 }, TestContext.Current.CancellationToken);
        feed.MarkTrusted(1);
        var run = Run();

        await database.Store.ApplySnapshotAsync(Snapshot(Noon.AddMinutes(1), Row()) with { ListSentStamp = 2 }, run, TestContext.Current.CancellationToken);
        await database.Store.ResyncAsync(Snapshot(Noon.AddMinutes(2), Row()) with { ListSentStamp = 3 }, TestContext.Current.CancellationToken);

        Assert.Equal([(ChangeSource.Refresh, run.ConnectionId), (ChangeSource.Resync, null)], checks.Select(check => (check.Source, check.ConnectionId)));
    }
}
