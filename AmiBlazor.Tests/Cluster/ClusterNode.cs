using AmiBlazor.Tests.Support;
using Npgsql;

namespace AmiBlazor.Tests.Cluster;

/// <summary>A node that is a program of its own, with a relay on its way to the database.</summary>
internal sealed class ClusterNode : IAsyncDisposable
{
    /// <summary>How often it is tried to meet it in a transaction; with ten changes of a PBX a second, about one time in ten succeeds.</summary>
    private const int MostTries = 500;

    private readonly string _name = "node-" + Guid.NewGuid().ToString("N");
    private readonly string _database;
    private Uri? _address;

    public ClusterNode(string database, (string Key, string Value)[] settings)
    {
        _database = database;
        var connection = new NpgsqlConnectionStringBuilder(database) { ApplicationName = _name };
        Database = new TcpRelay(new UriBuilder("tcp", "127.0.0.1", connection.Port).Uri);
        connection.Port = Database.Address.Port;
        Program = AppProcess.Start([], [.. settings, ("ConnectionStrings:AmiBlazor", connection.ConnectionString)]);
    }

    public AppProcess Program { get; }

    /// <summary>Its way to the database.</summary>
    public TcpRelay Database { get; }

    /// <summary>Where its pages are.</summary>
    public Uri Address => _address ?? throw new InvalidOperationException("The node does not listen yet.");

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => Program.HasExited;

    /// <summary>Waits until it answers requests.</summary>
    public async Task ListeningAsync()
    {
        _address = await Program.ListeningAsync();
        if (_address is not null) return;
        var (_, output, error) = await Program.EndAsync();
        Assert.Fail($"A node did not start: {error} {output}");
    }

    /// <summary>Freezes it while it has begun a transaction and not ended it.</summary>
    public async Task FreezeInTransactionAsync()
    {
        await using var watch = new NpgsqlConnection(_database);
        await watch.OpenAsync(TestContext.Current.CancellationToken);
        await using var begun = new NpgsqlCommand(
            "SELECT count(*) FROM pg_stat_activity WHERE application_name = $1 AND state = 'idle in transaction' AND query LIKE '%\"Pbxs\"%'", watch);
        begun.Parameters.Add(new() { Value = _name });
        for (var attempt = 0; attempt < MostTries; attempt++)
        {
            await Program.SignalAsync("STOP");
            if (await begun.ExecuteScalarAsync(TestContext.Current.CancellationToken) is > 0L) return;
            await Program.SignalAsync("CONT");
        }

        Assert.Fail("The node was never met in a transaction.");
    }

    public async ValueTask DisposeAsync()
    {
        await Program.DisposeAsync();
        await Database.DisposeAsync();
    }
}
