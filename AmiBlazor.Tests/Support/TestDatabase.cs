using AmiBlazor.Board;
using AmiBlazor.Data;
using AmiBlazor.History;
using AmiBlazor.Store;
using AmiBlazor.Tests.Secrets;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AmiBlazor.Tests.Support;

/// <summary>
/// A real SQLite file with its board loaded by the product's own start; in a folder of its own, which goes at the end.
/// </summary>
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

    public LiveBoard Board => Service<LiveBoard>();

    public ExtensionQueries Queries => Service<ExtensionQueries>();

    public RunQueries Runs => Service<RunQueries>();

    /// <summary>A new database in a new folder.</summary>
    /// <param name="time">The clock; null for the system's.</param>
    /// <param name="configure">Adds to the host: other rooms, or what stands between EF Core and the database.</param>
    public static async Task<TestDatabase> CreateAsync(TimeProvider? time = null, Action<HostApplicationBuilder>? configure = null)
    {
        var folder = Directory.CreateTempSubdirectory("amiblazor-db-").FullName;
        var path = System.IO.Path.Combine(folder, "amiblazor.db");
        await MigratedFile.CopyToAsync(path);
        return await StartAsync(path, folder, time, configure, settings: "");
    }

    /// <summary>The database at a path, created where there is none, and left where it is at the end.</summary>
    /// <param name="path">The file.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <param name="settings">More of the connection string, as in <c>Mode=ReadOnly</c>.</param>
    /// <param name="configure">Adds to the host.</param>
    public static Task<TestDatabase> OpenAsync(
        string path, TimeProvider? time = null, string settings = "", Action<HostApplicationBuilder>? configure = null) =>
        StartAsync(path, ownFolder: null, time, configure, settings);

    /// <summary>
    /// A database of a PostgreSQL server, created where there is none. <see cref="Path"/> is empty, and SQLite's own connections are
    /// not for it.
    /// </summary>
    public static Task<TestDatabase> ConnectAsync(string connectionString) => StartAsync(
        path: "",
        ownFolder: null,
        time: null,
        builder => builder.Configuration.AddInMemoryCollection(
            [new("Database:Provider", "PostgreSql"), new("ConnectionStrings:AmiBlazor", connectionString)]),
        settings: "");

    /// <summary>A database that is there and up to date, without the product's start: its board is empty until somebody fills it.</summary>
    public static TestDatabase Attach(string path) => new(Build(path, time: null, configure: null, settings: ""), path, ownFolder: null);

    public T Service<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    public AmiBlazorDbContext NewContext() => Service<IDbContextFactory<AmiBlazorDbContext>>().CreateDbContext();

    /// <summary>Puts a list of the usual PBX where its main connection would, which hears every change from then on.</summary>
    public async Task FollowAsync(params SnapshotRow[] rows)
    {
        var stamp = Service<TimeProvider>().GetTimestamp();
        await Store.ResyncAsync(TestData.Snapshot(rows) with { ListSentStamp = stamp }, TestContext.Current.CancellationToken);
        Service<LiveEventQueues>().For(TestData.Server).State.MarkTrusted(stamp);
    }

    /// <summary>A connection past EF Core, for what only SQLite itself can do or tell.</summary>
    public SqliteConnection OpenConnection()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path, Pooling = false }.ConnectionString);
        connection.Open();
        return connection;
    }

    /// <summary>Runs statements past the model.</summary>
    public void Execute(string sql)
    {
        if (Path.Length == 0)
        {
            using var context = NewContext();
            context.Database.ExecuteSqlRaw(sql);
            return;
        }

        using var connection = OpenConnection();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        using (var context = NewContext())
        {
            if (context.Database.GetDbConnection() is SqliteConnection connection)
                SqliteConnection.ClearPool(connection);
        }

        _host.Dispose();
        if (_ownFolder is null)
            return;
        var search = new SecretSearch();
        search.Folder(_ownFolder);
        Directory.Delete(_ownFolder, recursive: true);
        search.AssertNothingFound();
    }

    private static async Task<TestDatabase> StartAsync(
        string path, string? ownFolder, TimeProvider? time, Action<HostApplicationBuilder>? configure, string settings)
    {
        var host = Build(path, time, configure, settings);
        try
        {
            await host.StartAsync(CancellationToken.None);
        }
        catch
        {
            host.Dispose();
            throw;
        }

        return new TestDatabase(host, path, ownFolder);
    }

    private static IHost Build(string path, TimeProvider? time, Action<HostApplicationBuilder>? configure, string settings)
    {
        var folder = System.IO.Path.GetDirectoryName(path);
        var root = new HostApplicationBuilderSettings { ContentRootPath = Directory.Exists(folder) ? folder : null };
        var builder = Host.CreateEmptyApplicationBuilder(root);

        // A second is long enough to wait for a lock that a test holds on purpose.
        var connection = $"Data Source={path};Default Timeout=1;{settings}";
        builder.Configuration.AddInMemoryCollection([new("ConnectionStrings:AmiBlazor", connection)]);

        // .NET waits half a minute for a host to stop. A test that makes something wait for that is to show, and not to be slow.
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(10));
        builder.Services.AddSingleton(time ?? TimeProvider.System).AddData(builder.Configuration).AddBoard().AddStore().AddHistory(builder.Configuration);
        configure?.Invoke(builder);
        return builder.Build();
    }
}
