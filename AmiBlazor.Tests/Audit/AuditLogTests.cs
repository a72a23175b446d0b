using AmiBlazor.Audit;
using AmiBlazor.Auth;
using AmiBlazor.Tests.Browser;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace AmiBlazor.Tests.Audit;

public sealed class AuditLogTests
{
    private static readonly Actor Ann = new("ann", Actor.Account, "192.0.2.7");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Entries_are_saved_in_the_order_of_the_calls()
    {
        await using var database = await CreateAsync();
        var trail = database.Service<AuditLog>();

        for (var number = 0; number < 500; number++)
            trail.Note(Ann, AuditAction.Refresh, AuditOutcome.Done, $"{number}");
        var entries = await database.AuditAsync();

        Assert.Equal(Enumerable.Range(0, 500).Select(number => $"{number}"), entries.Select(entry => entry.About));
        Assert.All(entries, entry => Assert.Equal(
            ("ann", "account", "192.0.2.7", "refresh", "done"),
            (entry.Who, entry.Kind, entry.Address, entry.Action, entry.Outcome)));
    }

    [Fact]
    public async Task A_result_is_recorded_once_even_if_the_caller_has_stopped_waiting()
    {
        await using var database = await CreateAsync();
        var trail = database.Service<AuditLog>();
        var doing = new TaskCompletionSource<int>();
        using var gone = new CancellationTokenSource();

        var waiting = trail.RecordAsync(Ann, AuditAction.Export, "board", doing.Task, rows => new AuditResult(AuditOutcome.Done, $"{rows} lines"), gone.Token);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.InTime());
        Assert.Empty(await database.AuditAsync());
        doing.SetResult(7);

        Assert.Equal("ann board: done. 7 lines", Assert.Single(await database.AuditedAsync(AuditAction.Export)));
    }

    [Fact]
    public async Task An_exception_is_recorded_without_its_message_and_rethrown()
    {
        await using var database = await CreateAsync();
        var trail = database.Service<AuditLog>();

        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => trail.RecordAsync(
            Ann, AuditAction.Refresh, "main", Task.FromException<int>(new InvalidOperationException("Password=hush")),
            _ => new AuditResult(AuditOutcome.Done), Token));

        Assert.Equal("Password=hush", fault.Message);
        Assert.Equal("ann main: failed. Internal error: InvalidOperationException.", Assert.Single(await database.AuditedAsync(AuditAction.Refresh)));
    }

    [Fact]
    public async Task Long_texts_are_truncated_and_characters_that_no_database_stores_are_replaced()
    {
        await using var database = await CreateAsync();

        database.Service<AuditLog>().Note(
            Ann with { Name = new string('x', 5_000) }, AuditAction.SignIn, AuditOutcome.Failed, "a\0b\ud83d", new string('d', 399) + "😀😀");
        var entry = Assert.Single(await database.AuditAsync());

        Assert.Equal(401, entry.Who.Length);
        Assert.Equal("a\u2400b\ufffd", entry.About);
        Assert.Equal(new string('d', 399) + "…", entry.Detail);
    }

    [Fact]
    public async Task An_entry_that_cannot_be_saved_is_in_the_log_and_the_caller_goes_on()
    {
        await using var database = await CreateAsync();
        var logs = database.Service<FakeLogCollector>();
        database.Execute("DROP TABLE AuditEntries");
        var trail = database.Service<AuditLog>();

        trail.Note(Ann, AuditAction.Stop, AuditOutcome.Done, "main", "separate-1: stopped.");
        await trail.WriteAsync(Ann, AuditAction.SignIn, AuditOutcome.Done);
        await trail.FlushAsync(Token).InTime();

        var lines = logs.GetSnapshot().Select(line => line.Message).ToList();
        Assert.Contains(
            lines, line => line.Contains("ann (account, 192.0.2.7) stop main: done. separate-1: stopped.", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("ann (account, 192.0.2.7) sign-in", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Queued_entries_are_saved_when_the_program_ends()
    {
        var folder = Directory.CreateTempSubdirectory("amiblazor-audit-").FullName;
        try
        {
            var path = Path.Combine(folder, "amiblazor.db");
            await using (var database = await TestDatabase.OpenAsync(path, configure: Configure))
            {
                var trail = database.Service<AuditLog>();
                for (var number = 0; number < 300; number++) trail.RecordDenial(Ann, AuditAction.Refresh, "main");
            }

            await using var again = await TestDatabase.OpenAsync(path, configure: Configure);
            Assert.Equal(["ann main: refused. ", "ann main: refused. 299 more within a minute."], await again.AuditAsync(AuditAction.Refresh));
        }
        finally
        {
            TestFolder.Delete(folder);
        }
    }

    private static Task<TestDatabase> CreateAsync() => TestDatabase.CreateAsync(configure: builder =>
    {
        Configure(builder);
        builder.Logging.AddFakeLogging();
    });

    private static void Configure(Microsoft.Extensions.Hosting.HostApplicationBuilder builder)
    {
        builder.Services.AddMetrics().AddAudit();
        builder.Environment.ContentRootPath = Path.GetTempPath();
    }
}
