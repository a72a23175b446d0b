using System.Globalization;
using AmiBlazor.Board;
using AmiBlazor.Data;
using AmiBlazor.Store;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AmiBlazor.Benchmarks.Saving;

/// <summary>
/// The lower bound for saving: prepared statements in one transaction on a connection opened by the product, hence with the same schema and
/// settings. No diff, no model, no board.
/// </summary>
internal sealed class BareDatabase : IDisposable
{
    private readonly AmiBlazorDbContext _context;
    private readonly SqliteConnection _connection;

    public BareDatabase(Product product)
    {
        _context = product.Get<IDbContextFactory<AmiBlazorDbContext>>().CreateDbContext();
        _context.Database.OpenConnection();
        _connection = (SqliteConnection)_context.Database.GetDbConnection();
    }

    /// <summary>The ids of a PBX's extensions, in the order of their insertion.</summary>
    public int[] Ids(string server) =>
        [.. _context.Extensions.Where(row => row.Server == server).OrderBy(row => row.Id).Select(row => row.Id)];

    public void Insert(string server, ReadOnlySpan<SnapshotRow> rows)
    {
        using var transaction = _connection.BeginTransaction();
        using var insert = Command(
            transaction,
            """
            INSERT INTO Extensions (Server, Context, Exten, Hint, StatusCode, DeviceState, Present, LastSeen, UpdatedAt)
            VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8)
            """,
            9);
        var now = UtcTime.ToStored(DateTimeOffset.UtcNow);
        foreach (var row in rows)
        {
            var status = ExtensionStatusExtensions.FromCode(row.StatusCode).DeviceState();
            Execute(insert, server, row.Context, row.Exten, row.Hint, row.StatusCode, status, true, now, now);
        }

        transaction.Commit();
    }

    /// <param name="changes">Id and new status of the rows that changed.</param>
    /// <param name="history">True to insert history rows too.</param>
    public void Update(ReadOnlySpan<(int Id, int Status)> changes, bool history)
    {
        using var transaction = _connection.BeginTransaction();
        using var update = Command(
            transaction,
            "UPDATE Extensions SET StatusCode = $0, DeviceState = $1, LastSeen = $2, LastStatusChange = $2, UpdatedAt = $2 WHERE Id = $3",
            4);
        using var insert = Command(
            transaction, "INSERT INTO StatusChanges (ExtensionId, FromCode, ToCode, At, Source) VALUES ($0, $1, $2, $3, $4)", 5);
        var now = UtcTime.ToStored(DateTimeOffset.UtcNow);
        foreach (var (id, status) in changes)
        {
            Execute(update, status, ExtensionStatusExtensions.FromCode(status).DeviceState(), now, id);
            if (history) Execute(insert, id, status ^ 1, status, now, "refresh");
        }

        transaction.Commit();
    }

    /// <summary>Deletes a PBX's extensions and truncates the write-ahead log, so that every run starts from the same state.</summary>
    public void Reset(string? server)
    {
        if (server is not null)
        {
            _context.Extensions.Where(row => row.Server == server).ExecuteDelete();
            _context.Pbxs.Where(row => row.Server == server).ExecuteDelete();
        }

        _context.Database.ExecuteSqlRaw("PRAGMA wal_checkpoint(TRUNCATE)");
    }

    public void Dispose() => _context.Dispose();

    private SqliteCommand Command(SqliteTransaction transaction, string text, int parameters)
    {
        var command = _connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = text;
        for (var index = 0; index < parameters; index++)
            command.Parameters.Add(new SqliteParameter { ParameterName = string.Create(CultureInfo.InvariantCulture, $"${index}") });
        command.Prepare();
        return command;
    }

    private static void Execute(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var index = 0; index < values.Length; index++) command.Parameters[index].Value = values[index];
        command.ExecuteNonQuery();
    }
}
