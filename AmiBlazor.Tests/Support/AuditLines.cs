using AmiBlazor.Audit;
using AmiBlazor.Board;
using Microsoft.Extensions.DependencyInjection;

namespace AmiBlazor.Tests.Support;

/// <summary>Reads the entries of the audit.</summary>
internal static class AuditLines
{
    /// <summary>The entries of the program, oldest first, including those still queued.</summary>
    public static Task<IReadOnlyList<AuditRecord>> AuditAsync(this AmiBlazorApp app) =>
        ReadAsync(app.Services.GetRequiredService<AuditLog>(), app.Services.GetRequiredService<AuditQueries>());

    /// <summary>The same, of one action, as <c>who about: outcome. detail</c>.</summary>
    public static async Task<IReadOnlyList<string>> AuditAsync(this AmiBlazorApp app, AuditAction action) => Lines(await app.AuditAsync(), action);

    /// <summary>The entries of a database, oldest first.</summary>
    public static Task<IReadOnlyList<AuditRecord>> AuditAsync(this TestDatabase database) =>
        ReadAsync(database.Service<AuditLog>(), database.Service<AuditQueries>());

    /// <summary>The same, of one action, as <c>who about: outcome. detail</c>.</summary>
    public static async Task<IReadOnlyList<string>> AuditAsync(this TestDatabase database, AuditAction action) => Lines(await database.AuditAsync(), action);

    /// <summary>The same, once there are this many: the end of an operation is audited at about the time of its response.</summary>
    public static Task<IReadOnlyList<string>> AuditedAsync(this AmiBlazorApp app, AuditAction action, int count = 1) =>
        UntilAsync(() => app.AuditAsync(action), count);

    /// <summary>The same, once there are this many.</summary>
    public static Task<IReadOnlyList<string>> AuditedAsync(this TestDatabase database, AuditAction action, int count = 1) =>
        UntilAsync(() => database.AuditAsync(action), count);

    private static async Task<IReadOnlyList<string>> UntilAsync(Func<Task<IReadOnlyList<string>>> read, int count)
    {
        using var patience = new CancellationTokenSource(Timeouts.Default);
        while (true)
        {
            if (await read() is var lines && lines.Count >= count) return lines;
            patience.Token.ThrowIfCancellationRequested();
        }
    }

    private static async Task<IReadOnlyList<AuditRecord>> ReadAsync(AuditLog trail, AuditQueries queries)
    {
        await trail.FlushAsync(TestContext.Current.CancellationToken).InTime();
        var entries = await queries.ReadAsync(AuditFilter.None, int.MaxValue, TestContext.Current.CancellationToken)
            .ToListAsync(TestContext.Current.CancellationToken);
        entries.Reverse();
        return entries;
    }

    private static List<string> Lines(IReadOnlyList<AuditRecord> entries, AuditAction action) =>
        [.. entries.Where(entry => entry.Action == action.Word()).Select(entry => $"{entry.Who} {entry.About}: {entry.Outcome}. {entry.Detail}")];
}
