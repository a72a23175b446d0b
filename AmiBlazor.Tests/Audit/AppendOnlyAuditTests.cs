using System.Text.RegularExpressions;
using AmiBlazor.Audit;
using AmiBlazor.Data.Rows;
using AmiBlazor.Demo;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace AmiBlazor.Tests.Audit;

/// <summary>Entries of the audit log cannot be changed or deleted.</summary>
public sealed partial class AppendOnlyAuditTests(PostgreSqlServer server) : IClassFixture<PostgreSqlServer>
{
    private const string Columns = "(\"Id\", \"At\", \"Who\", \"Kind\", \"Action\", \"Outcome\")";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("UPDATE AuditEntries SET Who = 'somebody else'")]
    [InlineData("UPDATE OR REPLACE AuditEntries SET Id = Id + 1")]
    [InlineData("DELETE FROM AuditEntries")]
    [InlineData("DELETE FROM AuditEntries WHERE Id = 1")]
    [InlineData("INSERT OR REPLACE INTO AuditEntries " + Columns + " VALUES (1, 1, 'x', 'account', 'refresh', 'done')")]
    [InlineData("REPLACE INTO AuditEntries " + Columns + " VALUES (1, 1, 'x', 'account', 'refresh', 'done')")]
    [InlineData("INSERT INTO AuditEntries " + Columns + " VALUES (1, 1, 'x', 'account', 'refresh', 'done') ON CONFLICT (Id) DO UPDATE SET Who = 'x'")]
    public async Task SQLite_refuses_to_change_an_entry(string sql)
    {
        await using var database = await TestDatabase.CreateAsync();

        await CheckAsync(database, sql);
    }

    [Theory]
    [Needs(Need.PostgreSql)]
    [InlineData("UPDATE \"AuditEntries\" SET \"Who\" = 'somebody else'")]
    [InlineData("DELETE FROM \"AuditEntries\"")]
    [InlineData("TRUNCATE \"AuditEntries\"")]
    [InlineData(
        "INSERT INTO \"AuditEntries\" " + Columns + " VALUES (1, 1, 'x', 'account', 'refresh', 'done') ON CONFLICT (\"Id\") DO UPDATE SET \"Who\" = 'x'")]
    public async Task PostgreSQL_refuses_to_change_an_entry(string sql)
    {
        await using var database = await TestDatabase.ConnectAsync(server.NewDatabase());

        await CheckAsync(database, sql);
    }

    [Fact]
    public async Task The_EF_model_cannot_change_an_entry_either()
    {
        await using var database = await TestDatabase.CreateAsync();
        await WriteAsync(database);
        await using var context = database.NewContext();
        var entry = await context.AuditEntries.SingleAsync(Ct);

        entry.Who = "somebody else";
        await Assert.ThrowsAsync<DbUpdateException>(() => context.SaveChangesAsync(Ct));
        context.Entry(entry).State = EntityState.Deleted;
        await Assert.ThrowsAsync<DbUpdateException>(() => context.SaveChangesAsync(Ct));
    }

    [Fact]
    [Trait("Kind", "source")]
    public void No_code_of_the_program_changes_an_entry()
    {
        // Code that names the table only adds to it or reads it without tracking, so it has nothing to save back.
        var files = Directory.EnumerateFiles(SourceFolder.Product, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal)
                && !file.Contains("/Migrations/", StringComparison.Ordinal));

        var named = files.SelectMany(file => Table().Matches(File.ReadAllText(file)).Select(match => match.Value)).ToHashSet(StringComparer.Ordinal);

        Assert.Equal(
            ["AuditEntries => Set<AuditEntry>()", "AuditEntries\")", "AuditEntries.Add(", "AuditEntries.AddRange(", "AuditEntries.AsNoTracking()", "AuditEntries.MaxAsync(", "AuditEntries.MinAsync("],
            named.Order(StringComparer.Ordinal));
    }

    private static async Task CheckAsync(TestDatabase database, string sql)
    {
        await WriteAsync(database);

        var refused = Assert.ThrowsAny<Exception>(() => database.Execute(sql));

        Assert.Contains("The audit is append-only.", refused.Message, StringComparison.Ordinal);
        await using var context = database.NewContext();
        var kept = await context.AuditEntries.AsNoTracking().SingleAsync(Ct);
        Assert.Equal((1L, "ann", "main"), (kept.Id, kept.Who, kept.About));
    }

    private static async Task WriteAsync(TestDatabase database)
    {
        var log = new AuditLog(
            database.Service<IDbContextFactory<AmiBlazor.Data.AmiBlazorDbContext>>(),
            TimeProvider.System,
            database.Service<Microsoft.Extensions.Logging.ILogger<AuditLog>>());
        await log.WriteAsync(new Actor("ann", Actor.Account, "192.0.2.7"), AuditAction.Refresh, AuditOutcome.Done, "main");
    }

    [GeneratedRegex(@"\bAuditEntries\b(\.\w+\(\)?| => [^;]+|[^\s.]*\))")]
    private static partial Regex Table();
}
