using System.Net;
using System.Net.Http.Json;
using AmiBlazor.Refresh;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace AmiBlazor.Tests.Cluster;

/// <summary>Several nodes on one PostgreSQL: it does not matter which of them somebody asks.</summary>
[Needs(Need.PostgreSql)]
public sealed class ClusterTests(PostgreSqlServer server) : IClassFixture<PostgreSqlServer>
{
    [Fact]
    public async Task Whoever_asks_whichever_node_sees_and_does_the_same()
    {
        await using var rig = await ClusterRig.StartAsync(server, pbxs: 4, programs: 1);
        await rig.SettledAsync();
        using var client = ClusterRig.Client(rig.Nodes[0].Address);
        using var watcher = rig.Watcher.Client(AmiBlazorApp.SupervisorKey);

        // A change of each PBX is on the board, whoever follows it.
        foreach (var pbx in rig.Pbxs) await pbx.ChangeAsync(3, 8);
        await rig.RightAsync();

        // A name that is given at one node is on the board of the other.
        foreach (var pbx in rig.Pbxs)
        {
            using var named = await client.PatchAsJsonAsync($"/api/extensions/{pbx.Name}/{TestData.Context}/1003", new { name = "Anna" }, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, named.StatusCode);
        }

        await Polling.UntilAsync(() => rig.Pbxs.All(pbx =>
            rig.Board.Rows(pbx.Name).Single(row => row.Key.Exten is "1003").Name is "Anna"));

        // A refresh runs where the PBX is followed, once, and each node shows and stops it.
        foreach (var pbx in rig.Pbxs)
        {
            var rows = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            pbx.BeforeRows = () => rows.Task;
            var asked = client.PostAsync($"/api/extensions/hybrid-refresh?server={pbx.Name}", null, TestContext.Current.CancellationToken);
            var runs = rig.Watcher.Services.GetRequiredService<RunningRefreshes>();
            await Polling.UntilAsync(() => runs.Running.Count == 1);
            var joined = watcher.PostAsync($"/api/extensions/hybrid-refresh?server={pbx.Name}", null, TestContext.Current.CancellationToken);
            await Task.Delay(TimeSpan.FromMilliseconds(300), TestContext.Current.CancellationToken);
            Assert.Single(runs.Running);
            using var stopped = await watcher.PostAsync(
                $"/api/extensions/hybrid-refresh/{runs.Running[0].ConnectionId}/stop", null, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, stopped.StatusCode);
            Assert.Contains("was stopped", await (await asked).Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
            Assert.Contains("was stopped", await (await joined).Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
            await Polling.UntilAsync(() => runs.Running.Count == 0);
            pbx.BeforeRows = () => Task.CompletedTask;
            rows.SetResult();

            // And one that is not stopped ends on both.
            using var done = await client.PostAsync($"/api/extensions/hybrid-refresh?server={pbx.Name}", null, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, done.StatusCode);
            using var doneHere = await watcher.PostAsync($"/api/extensions/hybrid-refresh?server={pbx.Name}", null, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, doneHere.StatusCode);
        }

        // What is known of a main connection is known everywhere.
        foreach (var node in new[] { client, watcher })
        {
            var status = await node.GetStringAsync("/api/extensions/hybrid-refresh/status", TestContext.Current.CancellationToken);
            Assert.Equal(4, status.Split("\"state\":\"following\"").Length - 1);
        }
    }
}
