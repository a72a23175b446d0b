using System.Diagnostics.Metrics;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Board;
using AmiBlazor.Calls;
using AmiBlazor.Live;
using AmiBlazor.Store;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Api;

public sealed class CallsEndpointsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Contradictions_are_counted_for_everybody_and_named_within_the_callers_scope()
    {
        await using var pbx = FakeAmiServer.Start();
        await using var app = await AmiBlazorApp.StartAsync([.. AmiBlazorApp.Server(pbx, "a"), ("Ami:Servers:0:Live", "false")]);
        var store = app.Services.GetRequiredService<ExtensionStore>();
        await store.ApplySnapshotAsync(new ExtensionSnapshot("a", Noon, [], new[] { Row("1001"), Row("1002") }), Run(server: "a"), Token);
        await store.RenameAsync(new ExtensionKey("a", Context, "1001"), "Anna", "Sales", _ => true, Token);
        var (anna, ben) = (new ExtensionKey("a", Context, "1001"), new ExtensionKey("a", Context, "1002"));
        app.Services.GetRequiredService<CallBoard>().Update("a", health => health with
        {
            State = CallsState.Live,
            Contradictions = 7,
            Contradicted = new Dictionary<ExtensionKey, Contradiction>
            {
                [anna] = new(anna, ContradictionKind.IdleInCall, ExtensionStatus.Offline, Noon),
                [ben] = new(ben, ContradictionKind.BusyWithoutCall, ExtensionStatus.Ringing, Noon.AddMinutes(1)),
            },
        });
        _ = app.Services.GetRequiredService<LiveMetrics>();
        var meters = app.Services.GetRequiredService<IMeterFactory>();
        using var found = new MetricCollector<long>(meters, LiveMetrics.MeterName, "amiblazor.live.contradictions");
        using var now = new MetricCollector<int>(meters, LiveMetrics.MeterName, "amiblazor.live.contradicted");
        var vera = await app.BrowserAsync(await app.AccountAsync("vera", Roles.Viewer, null, ["Sales"]));

        var all = (await app.Client(AmiBlazorApp.ViewerKey).GetAsync("/api/calls?server=a", Token).JsonAsync())[0];
        var hers = (await vera.GetAsync("/api/calls", Token).JsonAsync())[0];
        found.RecordObservableInstruments();
        now.RecordObservableInstruments();

        Assert.Equal(7, all.GetProperty("contradictions").GetInt64());
        Assert.Equal(
            ["1001 idle-in-call offline 2026-01-31T12:00:00.000Z", "1002 busy-without-call ringing 2026-01-31T12:01:00.000Z"],
            all.GetProperty("contradicted").EnumerateArray().Select(one => $"{one.Text("extension")} {one.Text("kind")} {one.Text("status")} {one.Text("since")}"));
        Assert.Equal(["1001"], hers.GetProperty("contradicted").EnumerateArray().Select(one => one.Text("extension")));
        Assert.Equal((7, 2), (found.LastMeasurement?.Value, now.LastMeasurement?.Value));
    }
}
