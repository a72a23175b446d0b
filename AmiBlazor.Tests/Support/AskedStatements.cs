using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace AmiBlazor.Tests.Support;

/// <summary>Notes what is asked of a SQLite database, how it goes about that, and how many rows each statement without a transaction removed.</summary>
internal sealed class AskedStatements : DbCommandInterceptor
{
    private readonly ConcurrentQueue<(string Sql, (string Name, object Value)[] Values)> _asked = new();

    public bool AreNoted { get; set; }

    public ConcurrentQueue<int> Removed { get; } = new();

    /// <summary>The steps of all that was asked, as SQLite explains them.</summary>
    public IReadOnlyList<string> Plans(TestDatabase database) => [.. _asked.SelectMany(asked => Plan(database, asked.Sql, asked.Values))];

    public override ValueTask<DbDataReader> ReaderExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
    {
        if (AreNoted) Note(command);
        return ValueTask.FromResult(result);
    }

    public override ValueTask<int> NonQueryExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        if (AreNoted)
        {
            Note(command);
            Assert.Null(command.Transaction);
            Removed.Enqueue(result);
        }

        return ValueTask.FromResult(result);
    }

    private static List<string> Plan(TestDatabase database, string sql, (string Name, object Value)[] values)
    {
        using var connection = database.OpenConnection();
        using var command = connection.CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + sql;
        foreach (var (name, value) in values) command.Parameters.AddWithValue(name, value);
        using var reader = command.ExecuteReader();
        var steps = new List<string>();
        while (reader.Read()) steps.Add(reader.GetString(3));
        return steps;
    }

    private void Note(DbCommand command) =>
        _asked.Enqueue((command.CommandText, [.. command.Parameters.Cast<DbParameter>().Select(parameter => (parameter.ParameterName, parameter.Value!))]));
}
