using Npgsql;

namespace AmiBlazor.Data;

/// <summary>
/// Lets one node of a cluster at a time bring a PostgreSQL database up to date. A lock of a session of its own: it ends with a killed process. EF Core's own
/// lock with PostgreSQL is on a table that must exist, and covers neither the first migration nor what follows the last one.
/// </summary>
internal sealed class MigrationLock : IAsyncDisposable
{
    private readonly NpgsqlConnection _session;

    private MigrationLock(NpgsqlConnection session) => _session = session;

    /// <summary>Waits until no other node has it.</summary>
    /// <exception cref="NpgsqlException">The server cannot be reached or refuses.</exception>
    public static async Task<MigrationLock> TakeAsync(string connectionString, CancellationToken cancellationToken)
    {
        // Not pooled, so that closing the connection releases the lock. No limit for the wait: another node may have much to migrate.
        var session = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, Multiplexing = false, CommandTimeout = 0 }.ConnectionString);
        try
        {
            await session.OpenAsync(cancellationToken);
            await using var take = new NpgsqlCommand("SELECT pg_advisory_lock(4711003, hashtext(coalesce(current_schema(), '')))", session);
            await take.ExecuteNonQueryAsync(cancellationToken);
            return new MigrationLock(session);
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _session.DisposeAsync();
}
