using System.Net;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Api;

public sealed class HealthEndpointsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_process_is_alive_and_ready_when_its_database_answers()
    {
        await using var app = await AmiBlazorApp.StartAsync();

        var live = await app.Client().GetAsync("/health/live", Token).JsonAsync();
        var ready = await app.Client().GetAsync("/health/ready", Token).JsonAsync();

        Assert.Equal("healthy", live.Text("status"));
        Assert.Equal("healthy", ready.Text("status"));
        Assert.Equal("healthy", ready.GetProperty("checks").GetProperty("database").Text("status"));
    }

    [Fact]
    public async Task Without_its_database_it_is_alive_but_not_ready()
    {
        await using var app = await AmiBlazorApp.StartAsync();
        await app.LoseDatabaseAsync();

        var live = await app.Client().GetAsync("/health/live", Token).JsonAsync();
        var ready = await app.Client().GetAsync("/health/ready", Token).JsonAsync(HttpStatusCode.ServiceUnavailable);

        Assert.Equal("healthy", live.Text("status"));
        Assert.Equal("unhealthy", ready.Text("status"));
        Assert.Equal("unhealthy", ready.GetProperty("checks").GetProperty("database").Text("status"));
    }
}
