using System.Diagnostics.Metrics;
using System.Text;
using AmiBlazor.Audit;
using AmiBlazor.Board;
using AmiBlazor.Components;
using AmiBlazor.Demo;
using AmiBlazor.Testing;
using AmiBlazor.Tests.Browser;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AmiBlazor.Tests.Secrets;

/// <summary>The search finds what is there: a secret planted in each kind of place fails the test.</summary>
[Needs(Need.Time)]
public sealed class SecretSearchTests(Chromium chromium)
{
    private const string Secret = "it is " + Canary.Word;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("utf-8", 0)]
    [InlineData("utf-16", 1)]
    [InlineData("utf-16BE", 3)]
    [InlineData("utf-8", (1 << 20) - 8)]
    [InlineData("utf-16", (1 << 20) - 8)]
    [InlineData("utf-8", 3 << 20)]
    public async Task A_file_is_searched_in_every_encoding_and_over_the_borders_of_what_is_read_at_once(string encoding, int before)
    {
        await using var app = new Doomed(await AmiBlazorApp.StartAsync());
        var text = Encoding.GetEncoding(encoding).GetBytes(Secret);
        await File.WriteAllBytesAsync(Path.Combine(app.App.Folder, "App_Data", "left.bin"), [.. new byte[before], .. text, .. new byte[100]], Token);

        var found = await app.EndAsync();

        Assert.StartsWith("the file App_Data/left.bin, byte ", Assert.Single(found.Findings), StringComparison.Ordinal);
        Assert.DoesNotContain(Canary.Word, found.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_log_of_a_database_is_searched_before_it_reaches_the_file()
    {
        await using var database = await TestDatabase.CreateAsync();
        using var connection = database.OpenConnection();
        using var insert = new SqliteCommand("INSERT INTO Pbxs (Server) VALUES ('" + Secret + "')", connection);
        await insert.ExecuteNonQueryAsync(Token);

        var search = new SecretSearch();
        search.Folder(Path.GetDirectoryName(database.Path)!);
        await using (var delete = new SqliteCommand("PRAGMA secure_delete = ON; DELETE FROM Pbxs; PRAGMA wal_checkpoint(TRUNCATE)", connection))
            await delete.ExecuteNonQueryAsync(Token);

        Assert.StartsWith("the file amiblazor.db-wal, byte ", Assert.Single(search.Findings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_audit_is_searched()
    {
        await using var app = new Doomed(await AmiBlazorApp.StartAsync());
        await app.App.Services.GetRequiredService<AuditLog>().WriteAsync(Actor.Program, AuditAction.SignIn, AuditOutcome.Failed, detail: Secret);

        var found = await app.EndAsync();

        Assert.All(found.Findings, finding => Assert.StartsWith("the file App_Data/amiblazor.db", finding, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_log_is_searched_with_its_exceptions()
    {
        await using var app = new Doomed(await AmiBlazorApp.StartAsync());
        var logger = app.App.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Leak");
        logger.Log(LogLevel.Information, new EventId(1, "Said"), Secret, exception: null, (text, _) => text);
        logger.Log(LogLevel.Error, new EventId(2, "Thrown"), "Something failed.", new InvalidOperationException("", new InvalidOperationException(Secret)), (text, _) => text);

        var found = await app.EndAsync();

        Assert.Equal(["the log, Information of Leak, event 1 Said", "the log, Error of Leak, event 2 Thrown"], found.Findings);
    }

    [Fact]
    public async Task Answers_are_searched_headers_and_bodies()
    {
        await using var app = new Doomed(await AmiBlazorApp.StartAsync(services => services.AddSingleton<IStartupFilter>(new Leak())));
        await app.App.Client().GetAsync("/leak", Token);
        await app.App.Client().GetAsync("/health/live", Token);

        var found = await app.EndAsync();

        Assert.Equal(["the header X-Leak of the answer 200 to GET /leak", "the answer 200 to GET /leak, byte 6"], found.Findings);
    }

    [Fact]
    public async Task Tags_of_metrics_are_searched_those_too_that_are_told_when_asked()
    {
        await using var app = new Doomed(await AmiBlazorApp.StartAsync());
        var meter = app.App.Services.GetRequiredService<IMeterFactory>().Create("AmiBlazor.Leaky");
        meter.CreateObservableGauge("asked", () => new Measurement<int>(1, new KeyValuePair<string, object?>("who", Secret)));
        meter.CreateCounter<long>("counted").Add(1, new KeyValuePair<string, object?>("who", Secret));

        var found = await app.EndAsync();

        Assert.Equal(["the tag who of the metric counted", "the tag who of the metric asked"], found.Findings);
    }

    [Fact]
    public async Task The_output_of_a_process_is_searched()
    {
        var found = await Assert.ThrowsAsync<SecretFoundException>(() => AppProcess.RunAsync(["health", "--port", Canary.Word]));
        SecretSearchTotals.Found(-found.Findings.Count);

        Assert.Contains("the standard error", found.Findings, StringComparer.Ordinal);
    }

    [Fact]
    [Needs(Need.Chromium)]
    public async Task What_a_browser_shows_is_searched_and_what_a_circuit_sends_it()
    {
        await using var app = await AmiBlazorApp.StartAsync(("Demo:Enabled", "true"));
        await using var page = await chromium.OpenAsync(app, app.Address);
        await page.Search.FillAsync(Canary.Word);
        await page.Page.GetByText("No matches").First.BeSeenAsync();

        var found = await Assert.ThrowsAsync<SecretFoundException>(() => page.DisposeAsync().AsTask());
        SecretSearchTotals.Found(-found.Findings.Count);

        Assert.Contains("the page", found.Findings, StringComparer.Ordinal);
        Assert.Contains(found.Findings, finding => finding.StartsWith("what a circuit sent to its page, byte ", StringComparison.Ordinal));
    }

    /// <summary>An application that will not end well.</summary>
    private sealed class Doomed(AmiBlazorApp app) : IAsyncDisposable
    {
        private bool _ended;

        public AmiBlazorApp App => app;

        public async Task<SecretFoundException> EndAsync()
        {
            _ended = true;
            var found = await Assert.ThrowsAsync<SecretFoundException>(() => app.DisposeAsync().AsTask());
            SecretSearchTotals.Found(-found.Findings.Count);
            return found;
        }

        public ValueTask DisposeAsync() => _ended ? default : app.DisposeAsync();
    }

    private sealed class Leak : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Map("/leak", leak => leak.Run(context =>
            {
                context.Response.Headers["X-Leak"] = Secret;
                return context.Response.WriteAsync(Secret, context.RequestAborted);
            }));
            next(app);
        };
    }
}
