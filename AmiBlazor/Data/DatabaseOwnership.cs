using System.Data.Common;
using AmiBlazor.Data.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Data;

/// <summary>
/// Lets one process at a time serve a database, from its start to its end: two would write every change twice and contradict each other. Commands that only
/// read, or write a row or two, work beside it. However the process ends, the database is free again. The nodes of a cluster own it together.
/// </summary>
internal sealed partial class DatabaseOwnership(
    IOptions<DatabaseOptions> options,
    IOptions<ClusterOptions> cluster,
    IHostEnvironment environment,
    TimeProvider time,
    ILogger<DatabaseOwnership> logger) : IDisposable
{
    private const int Attempts = 5;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    private readonly DatabaseOwner _self = DatabaseOwner.Here(time);

    // Held from the start to the end. The start and the guard, which comes after it, take them; never both at once.
    private OwnerFile? _file;
    private OwnerSession? _session;
    private bool _isCutOff;
    private bool _isReleased;

    private bool IsShared => cluster.Value.Enabled;

    /// <summary>Whether another process has the database now, so that this one must end. Only with PostgreSQL, after its connection was cut.</summary>
    public bool IsLost { get; private set; }

    /// <summary>Takes the database. With PostgreSQL it must exist; with SQLite, its folder.</summary>
    /// <returns>Null once this process has it; otherwise, who else does.</returns>
    /// <exception cref="IOException">The file beside the SQLite database cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">This account may not write beside the SQLite database.</exception>
    /// <exception cref="DbException">PostgreSQL could not be reached or refused.</exception>
    public async Task<DatabaseOwner?> TakeAsync(CancellationToken cancellationToken)
    {
        DatabaseOwner? other;
        if (options.Value.KnownProvider == DatabaseProvider.PostgreSql)
        {
            if (_session is not null) return null;
            for (var attempt = 1; ; attempt++)
            {
                (_session, other) = await OwnerSession.TakeAsync(options.Value.ConnectionString, _self, IsShared, former: null, cancellationToken);
                if (other is null || attempt == Attempts) break;

                // The session of a process that was killed outlives it by a moment.
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
        else
        {
            // A database without a file belongs to this process anyway.
            if (_file is not null || SqlitePath() is not { } path) return null;
            (_file, other) = OwnerFile.Take(path, _self);
        }

        return other;
    }

    /// <summary>Whether another process serves the database now.</summary>
    public async Task<bool> IsServedAsync(CancellationToken cancellationToken)
    {
        if (options.Value.KnownProvider == DatabaseProvider.PostgreSql)
        {
            var (session, other) = await OwnerSession.TakeAsync(options.Value.ConnectionString, _self, isShared: false, former: null, cancellationToken);
            session?.Dispose();
            return other is not null;
        }

        return SqlitePath() is { } path && OwnerFile.IsTaken(path);
    }

    /// <summary>
    /// Checks that the database is still this process's, and takes it again after its connection was cut. Sets <see cref="IsLost"/> if another process was
    /// quicker.
    /// </summary>
    public async Task KeepAsync(CancellationToken cancellationToken)
    {
        if (_session is null || _isReleased) return;
        try
        {
            if (!_isCutOff)
            {
                await _session.PingAsync(cancellationToken);
                return;
            }

            var (again, other) = await OwnerSession.TakeAsync(options.Value.ConnectionString, _self, IsShared, _session, cancellationToken);
            if (again is null)
            {
                IsLost = true;
                Log.Lost(logger, other!);
                return;
            }

            _session.Dispose();
            _session = again;
            _isCutOff = false;
            Log.TakenAgain(logger);
        }
        catch (Exception failure) when (failure is DbException or TimeoutException)
        {
            if (!_isCutOff) Log.CutOff(logger, failure);
            _isCutOff = true;
        }
    }

    /// <summary>Releases the database.</summary>
    public void Dispose()
    {
        _isReleased = true;
        _file?.Dispose();
        _session?.Dispose();
        _file = null;
    }

    /// <summary>The file's full path; null for a database that is kept in memory alone.</summary>
    private string? SqlitePath()
    {
        var connection = SqliteFile.ConnectionString(options.Value.ConnectionString, environment.ContentRootPath);
        if (SqliteFile.PathOf(connection) is { } path) return path;

        // Only SQLite itself knows which file a URI means.
        using var uri = new SqliteConnection(new SqliteConnectionStringBuilder(connection) { Pooling = false }.ConnectionString);
        uri.Open();
        using var command = uri.CreateCommand();
        command.CommandText = "SELECT file FROM pragma_database_list WHERE name = 'main'";
        return command.ExecuteScalar() is string { Length: > 0 } file ? file : null;
    }

    private static partial class Log
    {
        [LoggerMessage(2010, LogLevel.Warning,
            "The connection that keeps the PostgreSQL database for this process is cut. It is tried again until the server answers.",
            EventName = "DatabaseOwnershipCutOff")]
        public static partial void CutOff(ILogger logger, Exception failure);

        [LoggerMessage(2011, LogLevel.Information, "The database belongs to this process again.", EventName = "DatabaseOwnershipTakenAgain")]
        public static partial void TakenAgain(ILogger logger);

        [LoggerMessage(2012, LogLevel.Error,
            "While its connection was cut, the database was taken by {Other}. This process ends, so that the two do not write side by side.",
            EventName = "DatabaseOwnershipLost")]
        public static partial void Lost(ILogger logger, DatabaseOwner other);
    }
}
