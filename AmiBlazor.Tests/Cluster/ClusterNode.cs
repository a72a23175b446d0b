using AmiBlazor.Tests.Support;
using Npgsql;

namespace AmiBlazor.Tests.Cluster;

/// <summary>A node that is a program of its own, with a relay on its way to the database.</summary>
internal sealed class ClusterNode : IAsyncDisposable
{
    private Uri? _address;

    public ClusterNode(string database, (string Key, string Value)[] settings)
    {
        var connection = new NpgsqlConnectionStringBuilder(database);
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

    public async ValueTask DisposeAsync()
    {
        await Program.DisposeAsync();
        await Database.DisposeAsync();
    }
}
