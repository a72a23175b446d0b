using AmiBlazor.Data;
using AmiBlazor.Extensions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AmiBlazor.Tests.Support;

/// <summary>A real SQLite file, migrated and with its board loaded by the product's own start; in a folder of its own, which goes at the end.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly string? _ownFolder;

    private TestDatabase(IHost host, string path, string? ownFolder)
    {
        _host = host;
        _ownFolder = ownFolder;
        Path = path;
    }

    /// <summary>The database file.</summary>
    public string Path { get; }

    public ExtensionStore Store => Service<ExtensionStore>();

    public Board Board => Service<Board>();

    public ExtensionQueries Queries => Service<ExtensionQueries>();

    /// <summary>A new database in a new folder.</summary>
    public static async Task<TestDatabase> CreateAsync(TimeProvider? time = null, Action<HostApplicationBuilder>? configure = null)
    {
        var folder = Directory.CreateTempSubdirectory("amiblazor-db-").FullName;
        return await StartAsync(System.IO.Path.Combine(folder, "amiblazor.db"), folder, time, configure);
    }

    /// <summary>The database at a path, created where there is none, and left where it is at the end.</summary>
    public static Task<TestDatabase> OpenAsync(string path, TimeProvider? time = null, Action<HostApplicationBuilder>? configure = null) =>
        StartAsync(path, ownFolder: null, time, configure);

    public T Service<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    public AmiBlazorDbContext NewContext() => Service<IDbContextFactory<AmiBlazorDbContext>>().CreateDbContext();

    /// <summary>A connection past EF Core, for what only SQLite itself can do or tell.</summary>
    public SqliteConnection OpenConnection()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path, Pooling = false }.ConnectionString);
        connection.Open();
        return connection;
    }

    /// <summary>Runs statements past EF Core.</summary>
    public void Execute(string sql)
    {
        using var connection = OpenConnection();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        using (var context = NewContext())
            SqliteConnection.ClearPool((SqliteConnection)context.Database.GetDbConnection());
        _host.Dispose();
        if (_ownFolder is not null)
            Directory.Delete(_ownFolder, recursive: true);
    }

    private static async Task<TestDatabase> StartAsync(string path, string? ownFolder, TimeProvider? time, Action<HostApplicationBuilder>? configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = System.IO.Path.GetDirectoryName(path) });
        builder.Configuration.AddInMemoryCollection([new("ConnectionStrings:AmiBlazor", $"Data Source={path};Default Timeout=1")]);
        builder.Logging.SetMinimumLevel(LogLevel.Debug);
        builder.Services.AddSingleton(time ?? TimeProvider.System).AddData(builder.Configuration).AddExtensions(builder.Configuration);
        configure?.Invoke(builder);
        var host = builder.Build();
        await host.StartAsync(CancellationToken.None);
        return new TestDatabase(host, path, ownFolder);
    }
}
