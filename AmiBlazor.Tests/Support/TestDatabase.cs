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
/// A real SQLite file with its board, loaded by the product's own start, in a folder that is deleted at the end.
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
    /// <param name="configure">Adds services to the host, such as other components or EF Core interceptors.</param>
    public static async Task<TestDatabase> CreateAsync(TimeProvider? time = null, Action<HostApplicationBuilder>? configure = null)
    {
        var folder = Directory.CreateTempSubdirectory("amiblazor-db-").FullName;
        var path = System.IO.Path.Combine(folder, "amiblazor.db");
        await MigratedFile.CopyToAsync(path);
        return await StartAsync(path, folder, time, configure, settings: "");
    }

    /// <summary>The database at a path, created if there is none, and not deleted at the end.</summary>
    /// <param name="path">The file.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <param name="settings">Further settings of the connection string, such as <c>Mode=ReadOnly</c>.</param>
    /// <param name="configure">Adds services to the host.</param>
    public static Task<TestDatabase> OpenAsync(
        string path, TimeProvider? time = null, string settings = "", Action<HostApplicationBuilder>? configure = null) =>
        StartAsync(path, ownFolder: null, time, configure, settings);

    /// <summary>
    /// A database of a PostgreSQL server, created if there is none. <see cref="Path"/> is empty, and the methods for SQLite connections do not apply.
    /// </summary>
    /// <param name="connectionString">The database.</param>
    /// <param name="configure">Adds services to the host.</param>
    public static Task<TestDatabase> ConnectAsync(string connectionString, Action<HostApplicationBuilder>? configure = null) => StartAsync(
        path: "",
        ownFolder: null,
        time: null,
        builder =>
        {
            builder.Configuration.AddInMemoryCollection(
                [new("Database:Provider", "PostgreSql"), new("ConnectionStrings:AmiBlazor", connectionString)]);
            configure?.Invoke(builder);
        },
        settings: "");

    /// <summary>An existing, migrated database without the product's start: its board is empty until it is filled.</summary>
    public static TestDatabase Attach(string path) => new(Build(path, time: null, configure: null, settings: ""), path, ownFolder: null);

    /// <summary>Releases the database, as the end of a program does, so that another one can open it while this one's board is still looked at.</summary>
    public void LetGo() => Service<DatabaseOwnership>().Dispose();

    public T Service<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    public AmiBlazorDbContext NewContext() => Service<IDbContextFactory<AmiBlazorDbContext>>().CreateDbContext();

    /// <summary>Saves a list of the usual PBX as its main connection would, which then follows every change.</summary>
    public async Task FollowAsync(params SnapshotRow[] rows)
    {
        var stamp = Service<TimeProvider>().GetTimestamp();
        await Store.ResyncAsync(TestData.Snapshot(rows) with { ListSentStamp = stamp }, TestContext.Current.CancellationToken);
        Service<LiveEventQueues>().For(TestData.Server).State.MarkTrusted(stamp);
    }

    /// <summary>A connection without EF Core, for what only SQLite itself can do.</summary>
    public SqliteConnection OpenConnection()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path, Pooling = false }.ConnectionString);
        connection.Open();
        return connection;
    }

    /// <summary>
    /// Keeps the write-ahead log until it is disposed of: the last connection that is closed takes the log with it, and another test may close all of the pool.
    /// </summary>
    public SqliteConnection KeepLog()
    {
        var connection = OpenConnection();
        using var read = connection.CreateCommand();
        read.CommandText = "SELECT COUNT(*) FROM sqlite_master";
        read.ExecuteScalar();
        return connection;
    }

    /// <summary>Runs SQL statements directly.</summary>
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
        if (_ownFolder is null) return;
        var search = new SecretSearch();
        search.Folder(_ownFolder);
        TestFolder.Delete(_ownFolder);
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

        // Tests hold locks on purpose: waiting longer than a second for one would only be slow.
        var connection = $"Data Source={path};Default Timeout=1;{settings}";
        builder.Configuration.AddInMemoryCollection([new("ConnectionStrings:AmiBlazor", connection)]);

        // .NET waits 30 s for a host to stop, which would make tests of a blocked stop slow.
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(10));
        builder.Services.AddSingleton(time ?? TimeProvider.System).AddData(builder.Configuration).AddBoard().AddStore().AddHistory(builder.Configuration);
        configure?.Invoke(builder);
        return builder.Build();
    }
}
