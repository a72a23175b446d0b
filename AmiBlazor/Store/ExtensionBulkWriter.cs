using System.Data;
using System.Data.Common;
using System.Globalization;
using AmiBlazor.Board;
using AmiBlazor.Data;

namespace AmiBlazor.Store;

/// <summary>
/// Writes many rows quickly: prepared statements on a transaction that somebody else began and commits. SQL that every provider knows; a
/// statement is prepared when it is first used. What is a time here is written as <see cref="UtcTime"/> says.
/// </summary>
internal sealed class ExtensionBulkWriter(DbTransaction transaction) : IAsyncDisposable
{
    // Ids are written in chunks: a statement for each costs more in the driver than in the database, and a long list is slow to bind by
    // name.
    private const int ChunkSize = 32;

    private static readonly DbType[] ChunkTypes = [.. Enumerable.Repeat(DbType.Int32, ChunkSize)];
    private static readonly object True = true;
    private static readonly object False = false;

    private Statement? _insertRun;
    private Statement? _insertChange;
    private Statement? _insertChanges;
    private Statement? _updateStatus;
    private Statement? _updateSeen;
    private Statement? _updateExtension;
    private Statement? _setLastList;

    /// <summary>Returns the run's id.</summary>
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
    /// Adds extensions that nobody has named yet, with the first entry of their history, and returns their ids in the order of the rows.
    /// Each became known at its time, or all of them at the one that there is.
    /// </summary>
    /// <remarks>
    /// Ids grow with each row, so those of this PBX above the highest one before are ours, in our order: one question for all of them.
    /// Asking each insert for its id (RETURNING) makes it half as dear again in SQLite, and so does a statement for each entry of the
    /// history.
    /// </remarks>
    public async Task<List<int>> InsertExtensionsAsync(
        string server, IReadOnlyList<SnapshotRow> rows, ReadOnlyMemory<DateTimeOffset> times, DateTimeOffset updatedAt, string source, int? runId)
    {
        await using var highest = await PrepareAsync("SELECT COALESCE(MAX(\"Id\"), 0) FROM \"Extensions\"");
        var before = await highest.ScalarAsync();

        await using (var insert = await PrepareAsync(
            """
            INSERT INTO "Extensions" ("Server", "Context", "Exten", "Hint", "StatusCode", "DeviceState", "Present", "LastSeen", "UpdatedAt",
                "SeenBy")
            VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9)
            """,
            DbType.String, DbType.String, DbType.String, DbType.String, DbType.Int32, DbType.String, DbType.Boolean, DbType.Int64,
            DbType.Int64, DbType.String))
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
                insert[5] = ExtensionStatusExtensions.FromCode(row.StatusCode).DeviceState();
                if (times.Length > 1)
                    insert[7] = UtcTime.ToStored(times.Span[number]);
                await insert.ExecuteAsync();
            }
        }

        // "Server" || '': the few new rows are found by their ids; SQLite would rather walk through all that the server has.
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

    /// <summary>The id of the newest entry in the history of an extension that has one.</summary>
    /// <remarks>Entries are numbered as they are added, so nothing but the newest is looked at, however long the history is.</remarks>
    public async Task<long> LastChangeAsync(int extensionId)
    {
        // "ExtensionId" + 0: without it, SQLite gathers all of that extension's entries by its index; so it walks back from the end, where it finds it at once.
        await using var last = await PrepareAsync(
            "SELECT \"Id\" FROM \"StatusChanges\" WHERE \"ExtensionId\" + 0 = @p0 ORDER BY \"Id\" DESC LIMIT 1", DbType.Int32);
        last[0] = extensionId;
        return await last.LongAsync();
    }

    /// <summary>
    /// Adds one entry to the history of each extension: from what the database holds of it, so before its row is updated, to the status
    /// given.
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
    /// Lets extensions that were present, and are with the same hint, go to another status at a time: nearly all that lists change.
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
        _updateStatus[1] = ExtensionStatusExtensions.FromCode(to).DeviceState();
        _updateStatus[2] = UtcTime.ToStored(at);
        _updateStatus[3] = UtcTime.ToStored(updatedAt);
        await ForEachChunkAsync(_updateStatus, 4, ids);
    }

    /// <summary>Notes when the PBX last spoke of extensions, and by what.</summary>
    public async Task UpdateSeenAsync(List<int> ids, DateTimeOffset at, string source)
    {
        _updateSeen ??= await PrepareAsync(
            $"UPDATE \"Extensions\" SET \"LastSeen\" = @p0, \"SeenBy\" = @p1 WHERE \"Id\" IN ({ChunkAfter(2)})",
            [DbType.Int64, DbType.String, .. ChunkTypes]);
        _updateSeen[0] = UtcTime.ToStored(at);
        _updateSeen[1] = source;
        await ForEachChunkAsync(_updateSeen, 2, ids);
    }

    /// <summary>Writes all of a row that a PBX can move; name and department are people's.</summary>
    public async Task UpdateExtensionAsync(BoardRow row)
    {
        _updateExtension ??= await PrepareAsync(
            """
            UPDATE "Extensions" SET "Hint" = @p1, "StatusCode" = @p2, "DeviceState" = @p3, "Present" = @p4, "LastSeen" = @p5,
                "LastStatusChange" = @p6, "UpdatedAt" = @p7, "SeenBy" = @p8, "Presence" = @p9, "PresenceMessage" = @p10
            WHERE "Id" = @p0
            """,
            DbType.Int32, DbType.String, DbType.Int32, DbType.String, DbType.Boolean, DbType.Int64, DbType.Int64, DbType.Int64, DbType.String,
            DbType.String, DbType.String);
        var values = _updateExtension;
        values[0] = row.Id;
        values[1] = row.Hint;
        values[2] = row.StatusCode;
        values[3] = row.Status.DeviceState();
        values[4] = row.Present ? True : False;
        values[5] = UtcTime.ToStored(row.LastSeen);
        values[6] = row.LastStatusChange is { } changed ? UtcTime.ToStored(changed) : null;
        values[7] = UtcTime.ToStored(row.UpdatedAt);
        values[8] = row.SeenBy;
        values[9] = row.Presence;
        values[10] = row.PresenceMessage;
        Expect(1, await values.ExecuteAsync());
    }

    /// <summary>Writes what people call it; no PBX has a say in that.</summary>
    public async Task UpdateNameAsync(int id, string? name, string? department, DateTimeOffset updatedAt)
    {
        await using var update = await PrepareAsync(
            "UPDATE \"Extensions\" SET \"Name\" = @p1, \"Department\" = @p2, \"UpdatedAt\" = @p3 WHERE \"Id\" = @p0",
            DbType.Int32, DbType.String, DbType.String, DbType.Int64);
        update[0] = id;
        update[1] = name;
        update[2] = department;
        update[3] = UtcTime.ToStored(updatedAt);
        Expect(1, await update.ExecuteAsync());
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
        foreach (var statement in new[] { _insertRun, _insertChange, _insertChanges, _updateStatus, _updateSeen, _updateExtension, _setLastList })
        {
            if (statement is not null)
                await statement.DisposeAsync();
        }
    }

    private static string ChunkAfter(int others) =>
        string.Join(", ", Enumerable.Range(others, ChunkSize).Select(number => string.Create(CultureInfo.InvariantCulture, $"@p{number}")));

    /// <summary>The last chunk is filled up with its last id, which counts once all the same.</summary>
    private static async Task ForEachChunkAsync(Statement statement, int others, List<int> ids)
    {
        var affected = 0;
        for (var start = 0; start < ids.Count; start += ChunkSize)
        {
            for (var number = 0; number < ChunkSize; number++)
                statement[others + number] = ids[Math.Min(start + number, ids.Count - 1)];
            affected += await statement.ExecuteAsync();
        }

        Expect(ids.Count, affected);
    }

    /// <summary>There is one writer: rows that are not where they were put mean that there is another.</summary>
    private static void Expect(int rows, int found)
    {
        if (rows != found)
            throw new DBConcurrencyException($"Of {rows} extensions to be written {found} were found: somebody else writes them as well.");
    }

    private async Task<Statement> PrepareAsync(string sql, params DbType[] parameters)
    {
        var statement = new Statement(transaction, sql, parameters);
        await statement.PrepareAsync();
        return statement;
    }

    /// <summary>One prepared command; its parameters are called @p0, @p1, … and set by number.</summary>
    private sealed class Statement : IAsyncDisposable
    {
        private readonly DbCommand _command;
        private readonly DbParameter[] _parameters;

        public Statement(DbTransaction transaction, string sql, DbType[] types)
        {
            _command = transaction.Connection!.CreateCommand();
            _command.Transaction = transaction;
            _command.CommandText = sql;
            _parameters = new DbParameter[types.Length];
            for (var number = 0; number < types.Length; number++)
            {
                var parameter = _parameters[number] = _command.CreateParameter();
                parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"@p{number}");
                parameter.DbType = types[number];
                _command.Parameters.Add(parameter);
            }
        }

        public object? this[int parameter]
        {
            set => _parameters[parameter].Value = value ?? DBNull.Value;
        }

        // No token anywhere: what has begun to be saved is saved, or fails by itself.
        public Task PrepareAsync() => _command.PrepareAsync(CancellationToken.None);

        public Task<int> ExecuteAsync() => _command.ExecuteNonQueryAsync(CancellationToken.None);

        public async Task<int> ScalarAsync() => checked((int)await LongAsync());

        public async Task<long> LongAsync() =>
            Convert.ToInt64(await _command.ExecuteScalarAsync(CancellationToken.None), CultureInfo.InvariantCulture);

        public async Task<List<int>> ListAsync(int capacity)
        {
            var values = new List<int>(capacity);
            await using var reader = await _command.ExecuteReaderAsync(CancellationToken.None);
            while (await reader.ReadAsync(CancellationToken.None))
                values.Add(reader.GetInt32(0));
            return values;
        }

        public ValueTask DisposeAsync() => _command.DisposeAsync();
    }
}
