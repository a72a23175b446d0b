using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace AmiBlazor.Data;

/// <summary>
/// Keeps a PostgreSQL database for one process: an advisory lock of a session of its own, which the server releases when the session ends. The session's name
/// says who holds it. The nodes of a cluster share it, and keep out a program that wants the database for itself.
/// </summary>
internal sealed partial class OwnerSession : IDisposable
{
    // The schema belongs to the key: two schemas of one database are two databases for AmiBlazor.
    private const string Key = "4711002, hashtext(coalesce(current_schema(), ''))";

    private const string Holder = """
        SELECT a.pid, a.application_name, a.backend_start
        FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
        WHERE l.locktype = 'advisory' AND l.granted AND l.classid = 4711002 AND l.objsubid = 2
            AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
            AND l.objid::bigint = (hashtext(coalesce(current_schema(), ''))::bigint & 4294967295)
        """;

    /// <summary>How long one question to the server may take.</summary>
    private const int AnswerSeconds = 10;

    private readonly NpgsqlConnection _session;

    // The number of the server's process that serves the session.
    private readonly int _process;

    private OwnerSession(NpgsqlConnection session)
    {
        _session = session;
        _process = session.ProcessID;
    }

    /// <summary>Takes the database, which must exist.</summary>
    /// <param name="connectionString">How to connect.</param>
    /// <param name="self">This process.</param>
    /// <param name="isShared">True for a node of a cluster, which has it together with the others.</param>
    /// <param name="former">A session of this process that was cut off; the server may not know that yet, so it is ended there. Null if there is none.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>What holds it until it is disposed; or who else holds it.</returns>
    /// <exception cref="DbException">The server cannot be reached or refuses.</exception>
    public static async Task<(OwnerSession? Taken, DatabaseOwner? Other)> TakeAsync(
        string connectionString, DatabaseOwner self, bool isShared, OwnerSession? former, CancellationToken cancellationToken)
    {
        // Not pooled, so that closing the connection releases the lock.
        var own = new NpgsqlConnectionStringBuilder(connectionString)
        {
            Pooling = false,
            Multiplexing = false,
            CommandTimeout = AnswerSeconds,
            ApplicationName = string.Create(CultureInfo.InvariantCulture, $"AmiBlazor {self.ProcessId}@{self.Host}"),
        };
        var session = new NpgsqlConnection(own.ConnectionString);
        try
        {
            await session.OpenAsync(cancellationToken);

            // A machine that lost its power or its cable never closes its connection: the server notices within two minutes instead of two hours.
            await using (var alive = new NpgsqlCommand("SET tcp_keepalives_idle = 30; SET tcp_keepalives_interval = 10", session))
                await alive.ExecuteNonQueryAsync(cancellationToken);
            if (await TryTakeAsync(session, isShared, cancellationToken)) return (new OwnerSession(session), null);

            var (process, owner) = await HolderAsync(session, cancellationToken);
            if (former is not null && process == former._process)
            {
                await using (var end = new NpgsqlCommand(string.Create(CultureInfo.InvariantCulture, $"SELECT pg_terminate_backend({process}, {AnswerSeconds * 500})"), session))
                    await end.ExecuteNonQueryAsync(cancellationToken);
                if (await TryTakeAsync(session, isShared, cancellationToken)) return (new OwnerSession(session), null);
            }

            await session.DisposeAsync();
            return (null, owner);
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>Asks the server whether the session is alive.</summary>
    /// <exception cref="DbException">It is not: the lock is lost.</exception>
    public async Task PingAsync(CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT 1", _session);
        await command.ExecuteScalarAsync(cancellationToken);
    }

    public void Dispose()
    {
        try
        {
            // The server notices the end of a session a little later than a process that starts right away.
            using var release = new NpgsqlCommand("SELECT pg_advisory_unlock_all()", _session);
            release.ExecuteNonQuery();
        }
        catch (Exception cut) when (cut is DbException or InvalidOperationException)
        {
            // The session is gone, and the lock with it.
        }
        finally
        {
            _session.Dispose();
        }
    }

    private static async Task<bool> TryTakeAsync(NpgsqlConnection session, bool isShared, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"SELECT pg_try_advisory_lock{(isShared ? "_shared" : "")}({Key})", session);
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    private static async Task<(int? Process, DatabaseOwner Owner)> HolderAsync(NpgsqlConnection session, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Holder, session);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);

        // It may have gone in the meantime, and a role with few rights does not see another role's sessions.
        if (!await reader.ReadAsync(cancellationToken)) return (null, DatabaseOwner.Unknown);
        var name = SessionName().Match(await reader.IsDBNullAsync(1, cancellationToken) ? "" : reader.GetString(1));
        return (
            reader.GetInt32(0),
            new DatabaseOwner(
                name.Success ? name.Groups["host"].Value : null,
                name.Success && int.TryParse(name.Groups["process"].Value, CultureInfo.InvariantCulture, out var process) ? process : null,
                await reader.IsDBNullAsync(2, cancellationToken) ? null : await reader.GetFieldValueAsync<DateTimeOffset>(2, cancellationToken)));
    }

    [GeneratedRegex("^AmiBlazor (?<process>[0-9]+)@(?<host>.*)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SessionName();
}
