using AmiBlazor.Ami;
using AmiBlazor.Audit;
using AmiBlazor.Board;
using AmiBlazor.Data.Rows;
using AmiBlazor.History;
using AmiBlazor.Refresh;
using AmiBlazor.Store;
using AmiBlazor.Tests.Browser;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Secrets;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace AmiBlazor.Tests.Refresh;

/// <summary>The refresh room as the product composes it: a real database, real sessions, PBXs that do what a test says.</summary>
internal sealed class RefreshRig : IAsyncDisposable
{
    private readonly IServiceScope _scope;

    private RefreshRig(TestDatabase database, FakeAmiServer pbx)
    {
        Database = database;
        Pbx = pbx;
        _scope = database.Service<IServiceScopeFactory>().CreateScope();
    }

    public TestDatabase Database { get; }

    /// <summary>The PBX named “main”.</summary>
    public FakeAmiServer Pbx { get; }

    public RefreshService Service => _scope.ServiceProvider.GetRequiredService<RefreshService>();

    public RunningRefreshes Refreshes => Database.Service<RunningRefreshes>();

    public SnapshotFiles Files => Database.Service<SnapshotFiles>();

    public FakeLogCollector Logs => Database.Service<FakeLogCollector>();

    public static async Task<RefreshRig> StartAsync(
        TimeProvider? time = null, Action<AmiServerOptions>? server = null, IEnumerable<AmiServerOptions>? others = null,
        params (string Key, string Value)[] settings)
    {
        var pbx = FakeAmiServer.Start();
        var main = pbx.Options();
        server?.Invoke(main);
        var database = await TestDatabase.CreateAsync(time, builder =>
        {
            builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
            builder.Logging.AddFakeLogging();
            builder.Services.AddSingleton<AuditLog>().AddAmi(builder.Configuration).AddRefresh(builder.Configuration);
            builder.Services.PostConfigure<AmiOptions>(options => options.Servers.AddRange([main, .. others ?? []]));
        });
        return new RefreshRig(database, pbx);
    }

    /// <summary>Begins a refresh of “main”.</summary>
    public Task<(RefreshResult Result, bool Joined)> RefreshAsync(string askedBy = "anna") =>
        Service.RefreshAsync("main", TestData.Asker(askedBy), TestContext.Current.CancellationToken).InTime();

    /// <summary>What the database holds, as “context/exten=code”, a star behind what is not present.</summary>
    public async Task<string[]> RowsAsync(string? server = null)
    {
        var rows = await Database.Queries.ListAsync(ExtensionScope.All, new ExtensionFilter(server, null, null, null), TestContext.Current.CancellationToken);
        return [.. rows.Select(found => found.Row).Select(row => $"{row.Key.Context}/{row.Key.Exten}={row.StatusCode}{(row.Present ? "" : "*")}")];
    }

    /// <summary>Returns when the running refresh of “main” is in this phase.</summary>
    public async Task InPhaseAsync(RefreshPhase phase)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look()
        {
            if (Refreshes.Running.Any(run => run.Phase >= phase)) reached.TrySetResult();
        }

        using var subscription = Refreshes.Subscribe(Look);
        Look();
        await reached.Task.InTime();
    }

    /// <summary>Returns when the running refresh has read this many rows. Row counts must be polled.</summary>
    public Task RowsReceivedAsync(int rows) => Polling.UntilAsync(() => Refreshes.Running[0].Rows >= rows);

    public Task<IReadOnlyList<RunRecord>> RunsAsync() => Database.Queries.LastRunsAsync(ExtensionScope.All, 100, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        var logs = Logs;
        _scope.Dispose();
        await Database.DisposeAsync();
        await Pbx.DisposeAsync();
        var search = new SecretSearch();
        search.Logs(logs.GetSnapshot());
        search.AssertNothingFound();
    }
}
