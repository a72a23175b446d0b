using System.Globalization;
using AmiBlazor.Audit;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace AmiBlazor.Tests.Audit;

/// <summary>Nobody fills the disk through the audit: what repeats is counted, and what changes something is written each time.</summary>
public sealed class RepeatedEntriesTests
{
    private static readonly Actor Ann = new("ann", Actor.Account, "192.0.2.7");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_viewer_who_prints_without_end_makes_few_entries_and_their_number()
    {
        await using var app = await AmiBlazorApp.StartAsync();
        var client = app.Client(AmiBlazorApp.ViewerKey);
        for (var print = 0; print < 60; print++)
        {
            using var answer = await client.GetAsync(string.Create(CultureInfo.InvariantCulture, $"/print?q=x{print}"), Token);
            answer.EnsureSuccessStatusCode();
        }

        var trail = app.Services.GetRequiredService<AuditLog>();
        await trail.FlushAsync(Token);
        var first = await app.AuditOfAsync("wallboard");
        trail.RecordDenials(all: true);
        await trail.FlushAsync(Token);
        var all = await app.AuditOfAsync("wallboard");

        Assert.Equal(5, first.Count);
        Assert.Equal(6, all.Count);
        Assert.StartsWith("export done 55 more within a minute.", all[^1], StringComparison.Ordinal);
        Assert.Contains("x59", all[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(nameof(AuditAction.SignOut), nameof(AuditOutcome.Done), 6)]
    [InlineData(nameof(AuditAction.SignIn), nameof(AuditOutcome.Failed), 11)]
    [InlineData(nameof(AuditAction.Download), nameof(AuditOutcome.Failed), 11)]
    [InlineData(nameof(AuditAction.Download), nameof(AuditOutcome.Done), 6)]
    [InlineData(nameof(AuditAction.Passkey), nameof(AuditOutcome.Failed), 11)]
    [InlineData(nameof(AuditAction.NameEdit), nameof(AuditOutcome.Done), 40)]
    [InlineData(nameof(AuditAction.SignIn), nameof(AuditOutcome.Done), 40)]
    public async Task Only_what_changes_nothing_is_counted(string action, string outcome, int entries)
    {
        await using var app = await AmiBlazorApp.StartAsync();
        var trail = app.Services.GetRequiredService<AuditLog>();

        for (var number = 0; number < 40; number++)
        {
            var about = string.Create(CultureInfo.InvariantCulture, $"about-{number}");
            if (number % 2 == 0)
                trail.Note(Ann, Enum.Parse<AuditAction>(action), Enum.Parse<AuditOutcome>(outcome), about);
            else
                await trail.WriteAsync(Ann, Enum.Parse<AuditAction>(action), Enum.Parse<AuditOutcome>(outcome), about);
        }

        trail.RecordDenials(all: true);
        await trail.FlushAsync(Token);
        Assert.Equal(entries, (await app.AuditOfAsync("ann")).Count);
    }

    [Fact]
    public async Task A_large_audit_log_is_told_on_its_page_and_at_the_start()
    {
        await using var app = await AmiBlazorApp.StartAsync();
        Assert.DoesNotContain("is never shortened by itself", await PageAsync(app), StringComparison.Ordinal);
        await using (var context = await app.ContextAsync())
        {
            context.AuditEntries.Add(new() { Id = 1_000_000, At = DateTimeOffset.UtcNow, Who = "ann", Kind = "account", Action = "refresh", Outcome = "done" });
            await context.SaveChangesAsync(Token);
        }

        Assert.Contains("The audit log has 1,000,000 entries and is never shortened by itself.", await PageAsync(app), StringComparison.Ordinal);
        app.LetGo();
        await using var later = await AmiBlazorApp.StartAsync(app.Kept);
        await Polling.UntilAsync(() => later.Logs.Any(line => line.Id.Name == "AuditLarge"));
    }

    private static async Task<string> PageAsync(AmiBlazorApp app)
    {
        using var browser = await app.BrowserAsync(Roles.Administrator);
        return await browser.GetStringAsync("/audit", Token);
    }
}
