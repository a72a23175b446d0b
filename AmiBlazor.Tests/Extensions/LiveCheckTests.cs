using AmiBlazor.Extensions;
using AmiBlazor.Tests.Support;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Extensions;

public sealed class LiveCheckTests
{
    [Fact]
    public async Task A_check_names_the_refresh_that_took_the_list()
    {
        await using var database = await TestDatabase.CreateAsync();
        var feed = database.Service<LiveFeeds>().For(Server);
        var checks = new List<LiveCheck>();
        feed.Checked += checks.Add;
        feed.Begin();
        await database.Store.ResyncAsync(Snapshot(Row()) with { ListSentStamp = 1 }, TestContext.Current.CancellationToken);
        feed.Follow(1);
        var run = Run();

        await database.Store.ApplySnapshotAsync(Snapshot(Noon.AddMinutes(1), Row()) with { ListSentStamp = 2 }, run, TestContext.Current.CancellationToken);
        await database.Store.ResyncAsync(Snapshot(Noon.AddMinutes(2), Row()) with { ListSentStamp = 3 }, TestContext.Current.CancellationToken);

        Assert.Equal([(ChangeSource.Refresh, run.ConnectionId), (ChangeSource.Resync, null)], checks.Select(check => (check.Source, check.ConnectionId)));
    }
}
