using System.Data;
using System.Data.Common;
using System.Globalization;

namespace AmiBlazor.Store;

/// <summary>A prepared SQL command in a transaction. Its parameters are named @p0, @p1, … and set by number.</summary>
internal sealed class PreparedStatement : IAsyncDisposable
{
    private readonly DbCommand _command;
    private readonly DbParameter[] _parameters;

    public PreparedStatement(DbTransaction transaction, string sql, DbType[] types)
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

    // No cancellation token anywhere: a save that has begun is completed, or fails by itself.
    public Task PrepareAsync() => _command.PrepareAsync(CancellationToken.None);

    public Task<int> ExecuteAsync() => _command.ExecuteNonQueryAsync(CancellationToken.None);

    public async Task<int> ScalarAsync() => checked((int)await LongAsync());

    public async Task<long> LongAsync() =>
        Convert.ToInt64(await _command.ExecuteScalarAsync(CancellationToken.None), CultureInfo.InvariantCulture);

    public async Task<List<int>> ListAsync(int capacity)
    {
        var values = new List<int>(capacity);
        await using var reader = await _command.ExecuteReaderAsync(CancellationToken.None);
        while (await reader.ReadAsync(CancellationToken.None)) values.Add(reader.GetInt32(0));
        return values;
    }

    public ValueTask DisposeAsync() => _command.DisposeAsync();
}
