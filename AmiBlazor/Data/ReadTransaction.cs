using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AmiBlazor.Data;

/// <summary>Transactions that only read.</summary>
internal static class ReadTransaction
{
    /// <summary>Begins a transaction in which all queries see the database of one moment, whoever writes meanwhile.</summary>
    /// <exception cref="DbException">The database cannot be reached.</exception>
    public static async Task<DbTransaction> BeginReadingAsync(this AmiBlazorDbContext context, CancellationToken cancellationToken)
    {
        await context.Database.OpenConnectionAsync(cancellationToken);

        // EF Core would begin one that takes SQLite's only place for writers.
        var transaction = context.Database.GetDbConnection() is SqliteConnection file
            ? file.BeginTransaction(deferred: true)
            : await context.Database.GetDbConnection().BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        await context.Database.UseTransactionAsync(transaction, cancellationToken);
        return transaction;
    }
}
