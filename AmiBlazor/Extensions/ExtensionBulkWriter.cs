using System.Data;
using System.Data.Common;
using System.Globalization;
using AmiBlazor.Data;

namespace AmiBlazor.Extensions;

/// <summary>
/// Writes many rows quickly: prepared statements on a transaction that somebody else began and commits. SQL that every provider knows; a statement is
/// prepared when it is first used. What is a time here is written as <see cref="UtcTime"/> says.
/// </summary>
internal sealed class ExtensionBulkWriter(DbTransaction transaction) : IAsyncDisposable
{
    private static readonly object True = true;
    private static readonly object False = false;

    private Statement? _insertRun;
    private Statement? _insertExtension;
    private Statement? _updateExtension;
    private Statement? _updateSeen;
    private Statement? _insertChange;
    private Statement? _setLastList;

    /// <summary>Returns the run's id.</summary>
    public async Task<int> InsertRunAsync(RunRecord run)
    {
        _insertRun ??= await PrepareAsync(
            """
            INSERT INTO "RefreshRuns" ("ConnectionId", "Server", "AskedBy", "StartedAt", "EndedAt", "Outcome", "ExtensionsChecked", "Changed", "Added",
                "MarkedOffline", "Rows", "Bytes", "Error", "SnapshotFile")
            VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13) RETURNING "Id"
            """,
            DbType.String, DbType.String, DbType.String, DbType.Int64, DbType.Int64, DbType.String, DbType.Int32, DbType.Int32, DbType.Int32, DbType.Int32,
            DbType.Int32, DbType.Int64, DbType.String, DbType.String);
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
        return await values.InsertAsync();
    }

    /// <summary>Adds an extension that nobody has named yet and returns its id.</summary>
    public async Task<int> InsertExtensionAsync(string server, SnapshotRow row, DateTimeOffset lastSeen, DateTimeOffset updatedAt)
    {
        _insertExtension ??= await PrepareAsync(
            """
            INSERT INTO "Extensions" ("Server", "Context", "Exten", "Hint", "StatusCode", "DeviceState", "Present", "LastSeen", "UpdatedAt")
            VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8) RETURNING "Id"
            """,
            DbType.String, DbType.String, DbType.String, DbType.String, DbType.Int32, DbType.String, DbType.Boolean, DbType.Int64, DbType.Int64);
        var values = _insertExtension;
        values[0] = server;
        values[1] = row.Context;
        values[2] = row.Exten;
        values[3] = row.Hint;
        values[4] = row.StatusCode;
        values[5] = ExtensionStatuses.FromCode(row.StatusCode).DeviceState();
        values[6] = True;
        values[7] = UtcTime.ToStored(lastSeen);
        values[8] = UtcTime.ToStored(updatedAt);
        return await values.InsertAsync();
    }

    /// <summary>Writes all of a row that a PBX can move; name and department are people's.</summary>
    public async Task UpdateExtensionAsync(BoardRow row)
    {
        _updateExtension ??= await PrepareAsync(
            """
            UPDATE "Extensions" SET "Hint" = @p1, "StatusCode" = @p2, "DeviceState" = @p3, "Present" = @p4, "LastSeen" = @p5, "LastStatusChange" = @p6,
                "UpdatedAt" = @p7
            WHERE "Id" = @p0
            """,
            DbType.Int32, DbType.String, DbType.Int32, DbType.String, DbType.Boolean, DbType.Int64, DbType.Int64, DbType.Int64);
        var values = _updateExtension;
        values[0] = row.Id;
        values[1] = row.Hint;
        values[2] = row.StatusCode;
        values[3] = row.Status.DeviceState();
        values[4] = row.Present ? True : False;
        values[5] = UtcTime.ToStored(row.LastSeen);
        values[6] = row.LastStatusChange is { } changed ? UtcTime.ToStored(changed) : null;
        values[7] = UtcTime.ToStored(row.UpdatedAt);
        await values.ExecuteAsync();
    }

    public async Task UpdateSeenAsync(BoardRow row)
    {
        _updateSeen ??= await PrepareAsync("UPDATE \"Extensions\" SET \"LastSeen\" = @p1 WHERE \"Id\" = @p0", DbType.Int32, DbType.Int64);
        _updateSeen[0] = row.Id;
        _updateSeen[1] = UtcTime.ToStored(row.LastSeen);
        await _updateSeen.ExecuteAsync();
    }

    public async Task InsertChangeAsync(int extensionId, int? from, int to, DateTimeOffset at, string source, int? runId)
    {
        _insertChange ??= await PrepareAsync(
            """
            INSERT INTO "StatusChanges" ("ExtensionId", "FromCode", "ToCode", "At", "Source", "RunId") VALUES (@p0, @p1, @p2, @p3, @p4, @p5)
            """,
            DbType.Int32, DbType.Int32, DbType.Int32, DbType.Int64, DbType.String, DbType.Int32);
        var values = _insertChange;
        values[0] = extensionId;
        values[1] = from;
        values[2] = to;
        values[3] = UtcTime.ToStored(at);
        values[4] = source;
        values[5] = runId;
        await values.ExecuteAsync();
    }

    public async Task SetLastListAsync(string server, DateTimeOffset at)
    {
        _setLastList ??= await PrepareAsync(
            """
            INSERT INTO "Pbxs" ("Server", "LastListAt") VALUES (@p0, @p1) ON CONFLICT ("Server") DO UPDATE SET "LastListAt" = excluded."LastListAt"
            """,
            DbType.String, DbType.Int64);
        _setLastList[0] = server;
        _setLastList[1] = UtcTime.ToStored(at);
        await _setLastList.ExecuteAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var statement in new[] { _insertRun, _insertExtension, _updateExtension, _updateSeen, _insertChange, _setLastList })
        {
            if (statement is not null)
                await statement.DisposeAsync();
        }
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

        public async Task<int> InsertAsync() => Convert.ToInt32(await _command.ExecuteScalarAsync(CancellationToken.None), CultureInfo.InvariantCulture);

        public ValueTask DisposeAsync() => _command.DisposeAsync();
    }
}
