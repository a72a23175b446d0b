using System.Text;
using AmiBlazor.Audit;
using AmiBlazor.Data;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AmiBlazor.Tests.Audit;

/// <summary>The way to archive the audit that docs/security.md gives, as it stands there.</summary>
public sealed class ArchivedAuditTests(PostgreSqlServer postgreSql) : IClassFixture<PostgreSqlServer>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task On_SQLite_older_entries_are_moved_and_the_rest_stays_append_only()
    {
        await using var app = await AmiBlazorApp.StartAsync();

        await CheckAsync(app, Documented("ATTACH").Replace("audit-until-2026.db", Path.Combine(app.Folder, "old.db"), StringComparison.Ordinal));

        await using var old = new SqliteConnection("Data Source=" + Path.Combine(app.Folder, "old.db"));
        await old.OpenAsync(Token);
        await using var count = old.CreateCommand();
        count.CommandText = """SELECT count(*) FROM "AuditEntries" """;
        Assert.Equal(1L, await count.ExecuteScalarAsync(Token));
    }

    [Fact]
    [Needs(Need.PostgreSql)]
    public async Task On_PostgreSQL_older_entries_are_moved_and_the_rest_stays_append_only()
    {
        await using var app = await AmiBlazorApp.StartAsync(("Database:Provider", "PostgreSql"), ("ConnectionStrings:AmiBlazor", postgreSql.NewDatabase()));

        await CheckAsync(app, Documented("BEGIN;"));
    }

    private static async Task CheckAsync(AmiBlazorApp app, string statements)
    {
        await using (var context = await app.ContextAsync())
        {
            context.AuditEntries.Add(new() { At = new DateTimeOffset(2025, 12, 31, 23, 59, 59, TimeSpan.Zero), Who = "old", Kind = "account", Action = "refresh", Outcome = "done" });
            await context.SaveChangesAsync(Token);
            context.AuditEntries.Add(new() { At = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), Who = "new", Kind = "account", Action = "refresh", Outcome = "done" });
            await context.SaveChangesAsync(Token);
        }

        await using var changed = await app.ContextAsync();
        await changed.Database.OpenConnectionAsync(Token);
        await using (var command = changed.Database.GetDbConnection().CreateCommand())
        {
            command.CommandText = statements;
            await command.ExecuteNonQueryAsync(Token);
        }

        Assert.Empty(await changed.AuditEntries.Where(entry => entry.Who == "old").ToListAsync(Token));
        Assert.Single(await changed.AuditEntries.Where(entry => entry.Who == "new").ToListAsync(Token));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => changed.AuditEntries.ExecuteDeleteAsync(Token));
        app.Services.GetRequiredService<AuditLog>().Note(new Actor("later", Actor.Account, null), AuditAction.Refresh, AuditOutcome.Done, "main");
        await app.Services.GetRequiredService<AuditLog>().FlushAsync(Token);
        Assert.Single(await app.AuditOfAsync("later"));
    }

    /// <summary>The indented block that begins with this word.</summary>
    private static string Documented(string first)
    {
        var block = new StringBuilder();
        foreach (var line in File.ReadLines(Path.Combine(SourceFolder.Product, "..", "docs", "security.md")).SkipWhile(line => !line.StartsWith("    " + first, StringComparison.Ordinal)))
        {
            if (!line.StartsWith("    ", StringComparison.Ordinal)) break;
            block.AppendLine(line);
        }

        Assert.True(block.Length > 0, $"docs/security.md has no statements that begin with {first}.");
        return block.ToString();
    }
}
