using AmiBlazor.Audit;
using AmiBlazor.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AmiBlazor.Tests.Support;

/// <summary>Reads the audit of an application.</summary>
internal static class AuditReading
{
    /// <summary>The entries about an account as “action outcome detail”, oldest first, including those still queued.</summary>
    public static async Task<IReadOnlyList<string>> AuditOfAsync(this AmiBlazorApp app, string who)
    {
        await app.Services.GetRequiredService<AuditLog>().FlushAsync(TestContext.Current.CancellationToken).InTime();
        await using var context = await app.ContextAsync();
        var entries = await context.AuditEntries.AsNoTracking().Where(entry => entry.Who == who).OrderBy(entry => entry.Id)
            .ToListAsync(TestContext.Current.CancellationToken);
        return [.. entries.Select(entry => $"{entry.Action} {entry.Outcome} {entry.Detail}".TrimEnd())];
    }

    /// <summary>The database of an application.</summary>
    public static Task<AmiBlazorDbContext> ContextAsync(this AmiBlazorApp app) =>
        app.Services.GetRequiredService<IDbContextFactory<AmiBlazorDbContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
}
