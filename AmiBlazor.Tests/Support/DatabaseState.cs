using AmiBlazor.Board;
using AmiBlazor.Data.Rows;
using Microsoft.EntityFrameworkCore;

namespace AmiBlazor.Tests.Support;

/// <summary>The content of a database, and its invariants.</summary>
internal static class DatabaseState
{
    /// <summary>The rows of one PBX as a newly loaded board would show them, by key.</summary>
    public static async Task<Dictionary<ExtensionKey, BoardRow>> RowsAsync(this TestDatabase database, string server = TestData.Server)
    {
        await using var context = database.NewContext();
        var rows = await context.Extensions.AsNoTracking().Where(extension => extension.Server == server).ToListAsync();
        return rows.ToDictionary(
            row => new ExtensionKey(row.Server, row.Context, row.Exten),
            row => new BoardRow(
                row.Id, new ExtensionKey(row.Server, row.Context, row.Exten), row.Hint, row.Name, row.Department, row.StatusCode, row.Present, row.LastSeen,
                row.LastStatusChange, row.UpdatedAt)
            {
                SeenBy = row.SeenBy,
                Devices = row.Devices,
                PbxName = row.PbxName,
                Note = row.Note,
                Email = row.Email,
                GoneSince = row.GoneSince,
                ArchivedAt = row.ArchivedAt,
                Presence = row.Presence,
                PresenceMessage = row.PresenceMessage,
            });
    }

    public static async Task<List<StatusChange>> ChangesAsync(this TestDatabase database)
    {
        await using var context = database.NewContext();
        return await context.StatusChanges.AsNoTracking().Include(change => change.Extension).OrderBy(change => change.Id).ToListAsync();
    }

    public static async Task<List<RefreshRun>> RunsAsync(this TestDatabase database)
    {
        await using var context = database.NewContext();
        return await context.RefreshRuns.AsNoTracking().OrderBy(run => run.Id).ToListAsync();
    }

    /// <summary>
    /// Asserts that the board shows the content of the database, and that replaying each extension's changes, each starting where the previous one
    /// ended, gives its status.
    /// </summary>
    /// <param name="database">The database.</param>
    /// <param name="server">The PBX.</param>
    /// <param name="isWhole">False if the oldest changes may have been deleted: the first remaining one may then start at any status.</param>
    public static async Task AssertConsistentAsync(this TestDatabase database, string server = TestData.Server, bool isWhole = true)
    {
        var rows = await database.RowsAsync(server);
        Assert.Equal(rows, database.Board.Rows(server).ToDictionary(row => row.Key));

        var replayed = new Dictionary<int, int>();
        foreach (var change in (await database.ChangesAsync()).Where(change => change.Extension!.Server == server))
        {
            int? before = replayed.TryGetValue(change.ExtensionId, out var code) ? code : null;
            if (before is not null || isWhole) Assert.Equal(before, change.FromCode);
            Assert.NotEqual(change.FromCode, change.ToCode);
            replayed[change.ExtensionId] = change.ToCode;
        }

        Assert.Equal(rows.Values.ToDictionary(row => row.Id, row => row.StatusCode), replayed);
    }
}
