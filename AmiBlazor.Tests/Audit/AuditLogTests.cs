using AmiBlazor.Audit;
using AmiBlazor.Auth;
using AmiBlazor.Tests.Browser;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AmiBlazor.Tests.Audit;

public sealed class AuditLogTests
{
    private static readonly Actor Ann = new("ann", Actor.Account, "192.0.2.7");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_noted_is_written_in_its_order()
    {
        await using var database = await CreateAsync();
        var trail = database.Service<AuditLog>();

        for (var number = 0; number < 500; number++) trail.Note(Ann, AuditAction.Refresh, AuditOutcome.Done, $"{number}");
        var entries = await database.AuditAsync();

        Assert.Equal(Enumerable.Range(0, 500).Select(number => $"{number}"), entries.Select(entry => entry.About));
        Assert.All(entries, entry => Assert.Equal(("ann", "account", "192.0.2.7", "refresh", "done"), (entry.Who, entry.Kind, entry.Address, entry.Action, entry.Outcome)));
    }

    [Fact]
    public async Task The_end_of_something_is_told_once_though_nobody_waits_for_it()
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
    public async Task A_fault_is_told_without_words_that_may_hold_a_secret_and_thrown_on()
    {
        await using var database = await CreateAsync();
        var trail = database.Service<AuditLog>();

        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => trail.RecordAsync(
            Ann, AuditAction.Refresh, "main", Task.FromException<int>(new InvalidOperationException("Password=hush")), _ => new AuditResult(AuditOutcome.Done), Token));

        Assert.Equal("Password=hush", fault.Message);
        Assert.Equal("ann main: failed. A fault of this program: InvalidOperationException.", Assert.Single(await database.AuditedAsync(AuditAction.Refresh)));
    }

    [Fact]
    public async Task A_text_without_end_is_cut_and_what_no_database_stores_is_replaced()
    {
        await using var database = await CreateAsync();

        database.Service<AuditLog>().Note(Ann with { Name = new string('x', 5_000) }, AuditAction.SignIn, AuditOutcome.Failed, "a\0b\ud83d", new string('d', 399) + "😀😀");
        var entry = Assert.Single(await database.AuditAsync());

        Assert.Equal(401, entry.Who.Length);
        Assert.Equal("a\u2400b\ufffd", entry.About);
        Assert.Equal(new string('d', 399) + "…", entry.Detail);
    }

    [Fact]
    public async Task What_the_database_does_not_take_is_in_the_log_and_nobody_notices()
    {
        var logs = new RecordedLogs();
        await using var database = await CreateAsync(logs);
        database.Execute("DROP TABLE AuditEntries");
        var trail = database.Service<AuditLog>();

        trail.Note(Ann, AuditAction.Stop, AuditOutcome.Done, "main", "separate-1: stopped.");
        await trail.WriteAsync(Ann, AuditAction.SignIn, AuditOutcome.Done);
        await trail.FlushAsync(Token).InTime();

        Assert.Contains(logs.Lines, line => line.Message.Contains("ann (account, 192.0.2.7) stop main: done. separate-1: stopped.", StringComparison.Ordinal));
        Assert.Contains(logs.Lines, line => line.Message.Contains("ann (account, 192.0.2.7) sign-in", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_still_waits_when_the_program_ends_is_written()
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
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Task<TestDatabase> CreateAsync(RecordedLogs? logs = null) => TestDatabase.CreateAsync(configure: builder =>
    {
        Configure(builder);
        if (logs is not null) builder.Logging.AddProvider(logs);
    });

    private static void Configure(Microsoft.Extensions.Hosting.HostApplicationBuilder builder)
    {
        builder.Services.AddMetrics().AddAudit();
        builder.Environment.ContentRootPath = Path.GetTempPath();
    }
}
