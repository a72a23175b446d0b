using System.Data;
using AmiBlazor.Data;

namespace AmiBlazor.Store;

/// <content>Extensions that a PBX no longer lists.</content>
internal sealed partial class ExtensionBulkWriter
{
    /// <summary>Keeps extensions off the board, or no longer.</summary>
    public async Task SetArchivedAsync(List<int> ids, DateTimeOffset? archivedAt, DateTimeOffset updatedAt)
    {
        await using var archive = await PrepareAsync(
            $"UPDATE \"Extensions\" SET \"ArchivedAt\" = @p0, \"UpdatedAt\" = @p1 WHERE \"Id\" IN ({ChunkAfter(2)})",
            [DbType.Int64, DbType.Int64, .. ChunkTypes]);
        archive[0] = Stored(archivedAt);
        archive[1] = UtcTime.ToStored(updatedAt);
        await ForEachChunkAsync(archive, 2, ids);
    }

    /// <summary>Deletes extensions, and the history of each with it, unless something of it is younger than a time.</summary>
    /// <returns>The ids of those that were deleted.</returns>
    public async Task<HashSet<int>> DeleteAsync(List<int> ids, DateTimeOffset historySince)
    {
        await using var delete = await PrepareAsync(
            $"""
            DELETE FROM "Extensions" WHERE "Id" IN ({ChunkAfter(1)})
                AND NOT EXISTS (SELECT 1 FROM "StatusChanges" WHERE "ExtensionId" = "Extensions"."Id" AND "At" > @p0)
            RETURNING "Id"
            """,
            [DbType.Int64, .. ChunkTypes]);
        delete[0] = UtcTime.ToStored(historySince);
        var deleted = new HashSet<int>(ids.Count);
        for (var start = 0; start < ids.Count; start += ChunkSize)
        {
            SetChunk(delete, 1, ids, start);
            deleted.UnionWith(await delete.ListAsync(ChunkSize));
        }

        return deleted;
    }
}
