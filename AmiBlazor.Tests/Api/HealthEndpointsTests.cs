using System.Net;
using System.Text.Json;
using AmiBlazor.Demo;
using AmiBlazor.Tests.Packages;
using AmiBlazor.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AmiBlazor.Tests.Api;

public sealed class HealthEndpointsTests(PostgreSqlServer postgreSql) : IClassFixture<PostgreSqlServer>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_process_is_alive_and_ready_when_its_database_answers()
    {
        await using var app = await AmiBlazorApp.StartAsync();

        var live = await app.Client().GetAsync("/health/live", Token).JsonAsync();
        var ready = await app.Client(AmiBlazorApp.ViewerKey).GetAsync("/health/ready", Token).JsonAsync();

        Assert.Equal("healthy", live.Text("status"));
        Assert.Equal("healthy", ready.Text("status"));
        Assert.Equal("healthy", ready.GetProperty("checks").GetProperty("database").Text("status"));
        Assert.Matches(@"^3\.\d+\.\d+$", ready.Text("sqlite"));
        Assert.Equal(JsonValueKind.Null, ready.GetProperty("postgreSql").ValueKind);
    }

    [Fact]
    public async Task The_SQLite_that_is_used_is_the_bundled_one_and_new_enough_for_a_write_ahead_log()
    {
        await using var app = await AmiBlazorApp.StartAsync();

        var ready = await app.Client(AmiBlazorApp.ViewerKey).GetAsync("/health/ready", Token).JsonAsync();

        // Up to 3.51.2 a checkpoint beside a write could, rarely, damage a database that keeps a write-ahead log.
        Assert.InRange(Version.Parse(ready.Text("sqlite")), new Version(3, 51, 3), new Version(4, 0));
        Assert.Equal(Bundled(), ready.Text("sqlite"));
    }

    [Fact]
    [Needs(Need.PostgreSql)]
    public async Task Of_PostgreSQL_the_version_of_the_server_is_told()
    {
        await using var app = await AmiBlazorApp.StartAsync(("Database:Provider", "PostgreSql"), ("ConnectionStrings:AmiBlazor", postgreSql.NewDatabase()));

        var ready = await app.Client(AmiBlazorApp.ViewerKey).GetAsync("/health/ready", Token).JsonAsync();

        Assert.Matches(@"^\d+\.\d+$", ready.Text("postgreSql"));
        Assert.Equal(JsonValueKind.Null, ready.GetProperty("sqlite").ValueKind);
    }

    [Fact]
    public async Task Of_the_machine_nothing_but_the_version_of_the_database_is_told()
    {
        await using var app = await AmiBlazorApp.StartAsync();

        var ready = await app.Client().GetAsync("/health/ready", Token).JsonAsync();

        Assert.Equal(["status", "checks", "sqlite", "postgreSql"], ready.EnumerateObject().Select(property => property.Name));
        Assert.Equal(["status", "description", "durationMs"], ready.GetProperty("checks").GetProperty("database").EnumerateObject().Select(property => property.Name));
        Assert.DoesNotContain(Environment.MachineName, ready.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(app.Folder, ready.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    [Needs(Need.Time)]
    public async Task While_nothing_can_be_saved_it_is_degraded_and_no_main_connection_claims_to_follow()
    {
        await using var app = await AmiBlazorApp.StartAsync(("Demo:Enabled", "true"), ("Demo:Pace", "100"), ("Limits:RequestsPerMinute", "60000"));
        using var client = app.Client(AmiBlazorApp.ViewerKey);
        await Polling.UntilAsync(async () => await StateAsync() == "following");

        await using (var other = new SqliteConnection($"Data Source={Path.Combine(app.Folder, "App_Data", "amiblazor.db")};Pooling=False"))
        {
            await other.OpenAsync(Token);
            await using var held = other.BeginTransaction(deferred: false);
            await Polling.UntilAsync(async () => await StateAsync() == "unsaved");

            var ready = await client.GetAsync("/health/ready", Token).JsonAsync();
            Assert.Equal("degraded", ready.Text("status"));
            Assert.Equal("healthy", ready.GetProperty("checks").GetProperty("database").Text("status"));
            Assert.Equal(
                "What the PBXs report cannot be saved: their status may be outdated.",
                ready.GetProperty("checks").GetProperty("saving").Text("description"));
        }

        await Polling.UntilAsync(async () => await StateAsync() == "following");
        Assert.Equal("healthy", (await client.GetAsync("/health/ready", Token).JsonAsync()).Text("status"));

        async Task<string> StateAsync()
        {
            var status = await client.GetAsync("/api/extensions/hybrid-refresh/status", Token).JsonAsync();
            return status.GetProperty("mainConnections")[0].Text("state");
        }
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

    [Fact]
    public async Task From_the_moment_it_is_asked_to_stop_it_is_alive_but_not_ready()
    {
        await using var app = await AmiBlazorApp.StartAsync();
        Task<HttpResponseMessage>? live = null;
        Task<HttpResponseMessage>? ready = null;
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var client = app.Client();

        // What is registered here runs before the server closes its port, and holds it until it has answered.
        await using var stopping = app.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(() =>
        {
            (live, ready) = (client.GetAsync("/health/live", Token), client.GetAsync("/health/ready", Token));
            Task.WaitAll([live, ready], Token);
            asked.SetResult();
        });
        app.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        await asked.Task.InTime();

        Assert.Equal("healthy", (await live!.JsonAsync()).Text("status"));
        var notReady = await ready!.JsonAsync(HttpStatusCode.ServiceUnavailable);
        Assert.Equal("unhealthy", notReady.Text("status"));
        Assert.Equal("The program is stopping.", notReady.GetProperty("checks").GetProperty("running").Text("description"));
        Assert.Equal("healthy", notReady.GetProperty("checks").GetProperty("database").Text("status"));
    }

    /// <summary>The version of the package that the program is built with.</summary>
    private static string Bundled() => PackageList.Read().Single(package => string.Equals(package.Name, "SQLite", StringComparison.Ordinal)).Version;
}
