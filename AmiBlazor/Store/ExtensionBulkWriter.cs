using System.Data;
using System.Data.Common;
using System.Globalization;
using AmiBlazor.Board;
using AmiBlazor.Data;

namespace AmiBlazor.Store;

/// <summary>
/// Writes many rows quickly: prepared statements in a transaction that the caller begins and commits. The SQL is understood by every provider; a statement
/// is prepared when it is first used. Times are written as <see cref="UtcTime"/> defines.
/// </summary>
internal sealed partial class ExtensionBulkWriter(DbTransaction transaction) : IAsyncDisposable
{
    // Ids are written in chunks: one statement for each id costs more in the driver than in the database, and a long list is slow to bind by name.
    private const int ChunkSize = 32;

    private static readonly DbType[] ChunkTypes = [.. Enumerable.Repeat(DbType.Int32, ChunkSize)];
    private static readonly object True = true;
    private static readonly object False = false;

    private PreparedStatement? _insertRun;
    private PreparedStatement? _insertChange;
    private PreparedStatement? _insertChanges;
    private PreparedStatement? _updateStatus;
    private PreparedStatement? _updateSeen;
    private PreparedStatement? _updateExtension;
    private PreparedStatement? _setLastList;

    /// <summary>Records a refresh and returns its id.</summary>
    public async Task<int> InsertRunAsync(RunRecord run)
    {
        _insertRun ??= await PrepareAsync(
            """
            INSERT INTO "RefreshRuns" ("ConnectionId", "Server", "AskedBy", "StartedAt", "EndedAt", "Outcome", "ExtensionsChecked", "Changed",
                "Added", "MarkedOffline", "Rows", "Bytes", "Error", "SnapshotFile", "ErrorSentence", "PbxWords", "Individual", "Differing")
            VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14, @p15, @p16, @p17) RETURNING "Id"
            """,
            DbType.String, DbType.String, DbType.String, DbType.Int64, DbType.Int64, DbType.String, DbType.Int32, DbType.Int32, DbType.Int32,
            DbType.Int32, DbType.Int32, DbType.Int64, DbType.String, DbType.String, DbType.String, DbType.String, DbType.Boolean, DbType.Int32);
        var values = _insertRun;
        values[0] = run.ConnectionId;
        values[1] = run.Server;
        values[2] = run.AskedBy;
        values[3] = UtcTime.ToStored(run.StartedAt);
        values[4] = UtcTime.ToStored(run.EndedAt);
        values[5] = run.Outcome.Word();
        values[6] = run.ExtensionsChecked;
        values[7] = run.Changed;
        values[8] = run.Added;
        values[9] = run.MarkedOffline;
        values[10] = run.Rows;
        values[11] = run.Bytes;
        values[12] = run.Error;
        values[13] = run.SnapshotFile;
        values[14] = run.ErrorSentence is { } sentence ? StoredMessage.Write(sentence) : null;
        values[15] = run.PbxWords;
        values[16] = run.Individual ? True : False;
        values[17] = run.Differing;
        return await values.ScalarAsync();
    }

    /// <summary>
    /// Adds new extensions with the first entry of their history, and returns their ids in the order of the rows. There is one time for each row, or a single
    /// one for all of them.
    /// </summary>
    /// <remarks>
    /// Ids grow with each row, so the ids of this PBX above the highest id before are the new ones, in the order of the rows: one query finds them all. In
    /// SQLite, asking each insert for its id (RETURNING) makes it half as expensive again, and so does one statement for each entry of the history.
    /// </remarks>
    public async Task<List<int>> InsertExtensionsAsync(
        string server, IReadOnlyList<SnapshotRow> rows, ReadOnlyMemory<DateTimeOffset> times, DateTimeOffset updatedAt, string source, int? runId)
    {
        await using var highest = await PrepareAsync("SELECT COALESCE(MAX(\"Id\"), 0) FROM \"Extensions\"");
        var before = await highest.ScalarAsync();

        await using (var insert = await PrepareAsync(
            """
            INSERT INTO "Extensions" ("Server", "Context", "Exten", "Hint", "StatusCode", "DeviceState", "Present", "LastSeen", "UpdatedAt",
                "SeenBy", "Devices")
            VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10)
            """,
            DbType.String, DbType.String, DbType.String, DbType.String, DbType.Int32, DbType.String, DbType.Boolean, DbType.Int64,
            DbType.Int64, DbType.String, DbType.String))
        {
            insert[0] = server;
            insert[6] = True;
            insert[7] = UtcTime.ToStored(times.Span[0]);
            insert[8] = UtcTime.ToStored(updatedAt);
            insert[9] = source;
            for (var number = 0; number < rows.Count; number++)
            {
                var row = rows[number];
                insert[1] = row.Context;
                insert[2] = row.Exten;
                insert[3] = row.Hint;
                insert[4] = row.StatusCode;
                insert[5] = ExtensionStatusExtensions.DeviceStateOf(row.StatusCode);
                insert[10] = row.Devices;
                if (times.Length > 1) insert[7] = UtcTime.ToStored(times.Span[number]);
                await insert.ExecuteAsync();
            }
        }

        // "Server" || '' keeps SQLite from using the index on Server: the few new rows are found faster by their ids.
        await using (var history = await PrepareAsync(
            """
            INSERT INTO "StatusChanges" ("ExtensionId", "FromCode", "ToCode", "At", "Source", "RunId")
            SELECT "Id", CAST(NULL AS INTEGER), "StatusCode", "LastSeen", @p2, @p3 FROM "Extensions" WHERE "Id" > @p0 AND "Server" || '' = @p1 ORDER BY "Id"
            """,
            DbType.Int32, DbType.String, DbType.String, DbType.Int32))
        {
            history[0] = before;
            history[1] = server;
            history[2] = source;
            history[3] = runId;
            await history.ExecuteAsync();
        }

        await using var ids = await PrepareAsync(
            "SELECT \"Id\" FROM \"Extensions\" WHERE \"Id\" > @p0 AND \"Server\" || '' = @p1 ORDER BY \"Id\"", DbType.Int32, DbType.String);
        ids[0] = before;
        ids[1] = server;
        var found = await ids.ListAsync(rows.Count);
        Expect(rows.Count, found.Count);
        return found;
    }

    /// <summary>Adds one entry to the history of one extension.</summary>
    public async Task InsertChangeAsync(int id, int from, int to, DateTimeOffset at, string source)
    {
        _insertChange ??= await PrepareAsync(
            """
            INSERT INTO "StatusChanges" ("ExtensionId", "FromCode", "ToCode", "At", "Source") VALUES (@p0, @p1, @p2, @p3, @p4)
            """,
            DbType.Int32, DbType.Int32, DbType.Int32, DbType.Int64, DbType.String);
        _insertChange[0] = id;
        _insertChange[1] = from;
        _insertChange[2] = to;
        _insertChange[3] = UtcTime.ToStored(at);
        _insertChange[4] = source;
        await _insertChange.ExecuteAsync();
    }

    /// <summary>
    /// Adds one entry to the history of each extension: from the status in its row, which must not be updated yet, to the given status.
    /// </summary>
    public async Task InsertChangesAsync(List<int> ids, int to, DateTimeOffset at, string source, int? runId)
    {
        _insertChanges ??= await PrepareAsync(
            $"""
            INSERT INTO "StatusChanges" ("ExtensionId", "FromCode", "ToCode", "At", "Source", "RunId")
            SELECT "Id", "StatusCode", @p0, @p1, @p2, @p3 FROM "Extensions" WHERE "Id" IN ({ChunkAfter(4)})
            """,
            [DbType.Int32, DbType.Int64, DbType.String, DbType.Int32, .. ChunkTypes]);
        _insertChanges[0] = to;
        _insertChanges[1] = UtcTime.ToStored(at);
        _insertChanges[2] = source;
        _insertChanges[3] = runId;
        await ForEachChunkAsync(_insertChanges, 4, ids);
    }

    /// <summary>
    /// Sets the status of extensions that were present and still are, with the same hint: nearly all changes of a list are of this kind.
    /// </summary>
    public async Task UpdateStatusAsync(List<int> ids, int to, DateTimeOffset at, DateTimeOffset updatedAt)
    {
        _updateStatus ??= await PrepareAsync(
            $"""
            UPDATE "Extensions" SET "StatusCode" = @p0, "DeviceState" = @p1, "LastSeen" = @p2, "LastStatusChange" = @p2, "UpdatedAt" = @p3
            WHERE "Id" IN ({ChunkAfter(4)})
            """,
            [DbType.Int32, DbType.String, DbType.Int64, DbType.Int64, .. ChunkTypes]);
        _updateStatus[0] = to;
        _updateStatus[1] = ExtensionStatusExtensions.DeviceStateOf(to);
        _updateStatus[2] = UtcTime.ToStored(at);
        _updateStatus[3] = UtcTime.ToStored(updatedAt);
        await ForEachChunkAsync(_updateStatus, 4, ids);
    }

    /// <summary>Sets when the PBX last sent the state of extensions, and by what.</summary>
    public async Task UpdateSeenAsync(List<int> ids, DateTimeOffset at, string source)
    {
        _updateSeen ??= await PrepareAsync(
            $"UPDATE \"Extensions\" SET \"LastSeen\" = @p0, \"SeenBy\" = @p1 WHERE \"Id\" IN ({ChunkAfter(2)})",
            [DbType.Int64, DbType.String, .. ChunkTypes]);
        _updateSeen[0] = UtcTime.ToStored(at);
        _updateSeen[1] = source;
        await ForEachChunkAsync(_updateSeen, 2, ids);
    }

    /// <summary>Writes all columns that a PBX can change; what people say is not among them.</summary>
    public async Task UpdateExtensionAsync(BoardRow row)
    {
        _updateExtension ??= await PrepareAsync(
            """
            UPDATE "Extensions" SET "Hint" = @p1, "StatusCode" = @p2, "DeviceState" = @p3, "Present" = @p4, "LastSeen" = @p5,
                "LastStatusChange" = @p6, "UpdatedAt" = @p7, "SeenBy" = @p8, "Presence" = @p9, "PresenceMessage" = @p10,
                "Devices" = @p11, "GoneSince" = @p12, "ArchivedAt" = @p13
            WHERE "Id" = @p0
            """,
            DbType.Int32, DbType.String, DbType.Int32, DbType.String, DbType.Boolean, DbType.Int64, DbType.Int64, DbType.Int64, DbType.String,
            DbType.String, DbType.String, DbType.String, DbType.Int64, DbType.Int64);
        var values = _updateExtension;
        values[0] = row.Id;
        values[1] = row.Hint;
        values[2] = row.StatusCode;
        values[3] = ExtensionStatusExtensions.DeviceStateOf(row.StatusCode);
        values[4] = row.Present ? True : False;
        values[5] = UtcTime.ToStored(row.LastSeen);
        values[6] = Stored(row.LastStatusChange);
        values[7] = UtcTime.ToStored(row.UpdatedAt);
        values[8] = row.SeenBy;
        values[9] = row.Presence;
        values[10] = row.PresenceMessage;
        values[11] = row.Devices;
        values[12] = Stored(row.GoneSince);
        values[13] = Stored(row.ArchivedAt);
        Expect(1, await values.ExecuteAsync());
    }

    public async Task SetLastListAsync(string server, DateTimeOffset at, string source)
    {
        _setLastList ??= await PrepareAsync(
            """
            INSERT INTO "Pbxs" ("Server", "LastListAt", "LastListBy") VALUES (@p0, @p1, @p2)
            ON CONFLICT ("Server") DO UPDATE SET "LastListAt" = excluded."LastListAt", "LastListBy" = excluded."LastListBy"
            """,
            DbType.String, DbType.Int64, DbType.String);
        _setLastList[0] = server;
        _setLastList[1] = UtcTime.ToStored(at);
        _setLastList[2] = source;
        await _setLastList.ExecuteAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var statement in new[] { _insertRun, _insertChange, _insertChanges, _updateStatus, _updateSeen, _updateExtension, _updatePerson,
            _updatePbxName, _setLastList })
        {
            if (statement is not null) await statement.DisposeAsync();
        }
    }

    private static string ChunkAfter(int others) =>
        string.Join(", ", Enumerable.Range(others, ChunkSize).Select(number => string.Create(CultureInfo.InvariantCulture, $"@p{number}")));

    private static long? Stored(DateTimeOffset? time) => time is { } at ? UtcTime.ToStored(at) : null;

    /// <summary>The last chunk is filled up with its last id, which still counts once.</summary>
    private static void SetChunk(PreparedStatement statement, int others, List<int> ids, int start)
    {
        for (var number = 0; number < ChunkSize; number++)
            statement[others + number] = ids[Math.Min(start + number, ids.Count - 1)];
    }

    private static async Task ForEachChunkAsync(PreparedStatement statement, int others, List<int> ids)
    {
        var affected = 0;
        for (var start = 0; start < ids.Count; start += ChunkSize)
        {
            SetChunk(statement, others, ids, start);
            affected += await statement.ExecuteAsync();
        }

        Expect(ids.Count, affected);
    }

    /// <summary>Fails when rows are missing that this program has written: then there is another writer.</summary>
    private static void Expect(int rows, int found)
    {
        if (rows != found)
            throw new DBConcurrencyException($"Of {rows} extensions to be written, {found} were found: another program writes them as well.");
    }

    private async Task<PreparedStatement> PrepareAsync(string sql, params DbType[] parameters)
    {
        var statement = new PreparedStatement(transaction, sql, parameters);
        await statement.PrepareAsync();
        return statement;
    }
}
