using System.Data.Common;
using System.Net;
using System.Text.Json;
using AmiBlazor.Data;
using AmiBlazor.Demo;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AmiBlazor.Tests.Api;

public sealed class HealthEndpointsTests(PostgreSqlServer postgreSql) : IClassFixture<PostgreSqlServer>
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
        Assert.Matches(@"^3\.\d+\.\d+$", ready.Text("sqlite"));
        Assert.Equal(JsonValueKind.Null, ready.GetProperty("postgreSql").ValueKind);
    }

    [Fact]
    public async Task A_SQLite_with_known_faults_is_told_with_what_to_do_and_logged_at_the_start()
    {
        await using var app = await AmiBlazorApp.StartAsync(services => services.AddSingleton<DatabaseVersion>(new Installed("3.39.4")));

        var ready = await app.Client().GetAsync("/health/ready", Token).JsonAsync();

        const string Warning =
            "SQLite 3.39.4 is older than 3.40, and faults are known in it. Install a newer SQLite library on this machine (libsqlite3-0 on Debian) and start AmiBlazor again.";
        Assert.Equal("healthy", ready.Text("status"));
        Assert.Equal("3.39.4", ready.Text("sqlite"));
        Assert.Equal(Warning, ready.Text("warning"));
        var logged = Assert.Single(app.Logs, line => line.Event.Name == "OldVersion");
        Assert.Equal((LogLevel.Warning, Warning), (logged.Level, logged.Message));
    }

    [Theory]
    [InlineData("3.40.0")]
    [InlineData("3.46.1")]
    public async Task Of_a_SQLite_that_is_new_enough_there_is_nothing_to_say(string version)
    {
        await using var app = await AmiBlazorApp.StartAsync(services => services.AddSingleton<DatabaseVersion>(new Installed(version)));

        var ready = await app.Client().GetAsync("/health/ready", Token).JsonAsync();

        Assert.Equal(version, ready.Text("sqlite"));
        Assert.Equal(JsonValueKind.Null, ready.GetProperty("warning").ValueKind);
        Assert.DoesNotContain(app.Logs, line => line.Event.Name == "OldVersion");
    }

    [Fact]
    public async Task Of_PostgreSQL_the_version_of_the_server_is_told()
    {
        await using var app = await AmiBlazorApp.StartAsync(("Database:Provider", "PostgreSql"), ("ConnectionStrings:AmiBlazor", postgreSql.NewDatabase()));

        var ready = await app.Client().GetAsync("/health/ready", Token).JsonAsync();

        Assert.Matches(@"^\d+\.\d+$", ready.Text("postgreSql"));
        Assert.Equal(JsonValueKind.Null, ready.GetProperty("sqlite").ValueKind);
        Assert.Equal(JsonValueKind.Null, ready.GetProperty("warning").ValueKind);
    }

    [Fact]
    public async Task Of_the_machine_nothing_but_the_version_of_the_database_is_told()
    {
        await using var app = await AmiBlazorApp.StartAsync();

        var ready = await app.Client().GetAsync("/health/ready", Token).JsonAsync();

        Assert.Equal(["status", "checks", "sqlite", "postgreSql", "warning"], ready.EnumerateObject().Select(property => property.Name));
        Assert.Equal(["status", "description", "durationMs"], ready.GetProperty("checks").GetProperty("database").EnumerateObject().Select(property => property.Name));
        Assert.DoesNotContain(Environment.MachineName, ready.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(app.Folder, ready.ToString(), StringComparison.Ordinal);
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

    private sealed class Installed(string version) : DatabaseVersion
    {
        public override string Of(DbConnection connection) => version;
    }
}
