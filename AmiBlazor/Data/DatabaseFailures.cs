using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace AmiBlazor.Data;

/// <summary>Classifies the providers' exceptions.</summary>
internal static class DatabaseFailures
{
    // A file system without locks: IOERR_UNLOCK, IOERR_RDLOCK, IOERR_CHECKRESERVEDLOCK, IOERR_LOCK, IOERR_SHMLOCK.
    private static readonly int[] LockFailures = [2058, 2314, 3594, 3850, 5130];

    /// <summary>The reason for an exception; null when no database threw it.</summary>
    public static DatabaseFailure? Of(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case SqliteException sqlite:
                    return LockFailures.Contains(sqlite.SqliteExtendedErrorCode) ? DatabaseFailure.Locked : OfSqlite(sqlite.SqliteErrorCode);
                case PostgresException postgres:
                    return OfPostgreSql(postgres.SqlState);
                case NpgsqlException or SocketException:
                    return DatabaseFailure.Unreachable;
            }
        }

        return null;
    }

    // Primary result codes: https://sqlite.org/rescode.html
    private static DatabaseFailure OfSqlite(int code) => code switch
    {
        5 or 6 => DatabaseFailure.Locked, // BUSY, LOCKED
        8 => DatabaseFailure.ReadOnly, // READONLY
        13 => DatabaseFailure.Full, // FULL
        3 or 10 or 14 or 23 => DatabaseFailure.Unreachable, // PERM, IOERR, CANTOPEN, AUTH
        11 or 26 => DatabaseFailure.Corrupt, // CORRUPT, NOTADB
        19 => DatabaseFailure.Constraint, // CONSTRAINT
        _ => DatabaseFailure.Other,
    };

    // https://www.postgresql.org/docs/current/errcodes-appendix.html
    private static DatabaseFailure OfPostgreSql(string state) => state switch
    {
        PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.QueryCanceled => DatabaseFailure.Locked,
        PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.InsufficientPrivilege => DatabaseFailure.ReadOnly,
        PostgresErrorCodes.DiskFull => DatabaseFailure.Full,
        PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted => DatabaseFailure.Corrupt,
        _ when state.StartsWith("08", StringComparison.Ordinal) => DatabaseFailure.Unreachable, // connection exceptions
        _ when state.StartsWith("28", StringComparison.Ordinal) => DatabaseFailure.Unreachable, // wrong user or password
        _ when state.StartsWith("3D", StringComparison.Ordinal) => DatabaseFailure.Unreachable, // no such database
        _ when state.StartsWith("57P", StringComparison.Ordinal) => DatabaseFailure.Unreachable, // shutting down, starting up
        _ when state.StartsWith("53", StringComparison.Ordinal) => DatabaseFailure.Unreachable, // too many connections, out of memory
        _ when state.StartsWith("23", StringComparison.Ordinal) => DatabaseFailure.Constraint,
        _ => DatabaseFailure.Other,
    };
}
