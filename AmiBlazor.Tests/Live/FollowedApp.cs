using System.Diagnostics;
using System.Globalization;
using AmiBlazor.Ami;
using AmiBlazor.Board;
using AmiBlazor.Components;
using AmiBlazor.Data;
using AmiBlazor.Data.Rows;
using AmiBlazor.Demo;
using AmiBlazor.History;
using AmiBlazor.Live;
using AmiBlazor.Refresh;
using AmiBlazor.Testing.Asterisk;
using AmiBlazor.Tests.Browser;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Components.Pbxs;
using AmiBlazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AmiBlazor.Tests.Live;

/// <summary>The real application, following one PBX that is there: what its board, its database and its main connection say, and when.</summary>
internal sealed class FollowedApp : IAsyncDisposable
{
    private readonly string _server;

    private FollowedApp(AmiBlazorApp app, string server)
    {
        App = app;
        _server = server;
    }

    public AmiBlazorApp App { get; }

    public LiveBoard Board => App.Services.GetRequiredService<LiveBoard>();

    public MainConnectionHealth Health => Connections.Find(_server)!;

    private MainConnections Connections => App.Services.GetRequiredService<MainConnections>();

    /// <summary>Starts the application and returns when it follows the PBX.</summary>
    /// <param name="server">The PBX.</param>
    /// <param name="settings">Keys of the configuration.</param>
    public static async Task<FollowedApp> StartAsync(AmiServerOptions server, params (string Key, string Value)[] settings)
    {
        var app = await StartUnfollowedAsync(server, settings);
        try
        {
            await app.UntilFollowingAsync();
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the application on a clock of the test's own and waits for nothing.</summary>
    public static async Task<FollowedApp> StartUnfollowedAsync(AmiServerOptions server, TimeProvider time) =>
        new(await AmiBlazorApp.StartAsync(services => services.AddSingleton(time), [.. BrowserTests.Servers(server), ("Ami:Servers:0:Live", "true")]), server.Name);

    /// <summary>Starts the application and waits for nothing.</summary>
    public static async Task<FollowedApp> StartUnfollowedAsync(AmiServerOptions server, params (string Key, string Value)[] settings) =>
        new(await AmiBlazorApp.StartAsync([.. BrowserTests.Servers(server), ("Ami:Servers:0:Live", "true"), .. settings]), server.Name);

    /// <summary>Returns when it is so, looking whenever the board or a main connection has moved.</summary>
    /// <returns>How long that took.</returns>
    public async Task<TimeSpan> UntilAsync(string what, Func<bool> isSo)
    {
        var started = Stopwatch.GetTimestamp();
        var happened = new TaskCompletionSource<TimeSpan>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look()
        {
            if (isSo()) happened.TrySetResult(Stopwatch.GetElapsedTime(started));
        }

        var (_, subscription) = Board.Subscribe(_ =>
        {
            Look();
            return Task.CompletedTask;
        });
        using (subscription)
        using (Connections.Subscribe(Look))
        {
            Look();
            try
            {
                return await happened.Task.InTime();
            }
            catch (TimeoutException late)
            {
                throw new TimeoutException($"It did not come to this: {what}. {Health} The board: {string.Join(", ", Shown().Select(row => $"{row.Key}={row.Value}"))}", late);
            }
        }
    }

    public Task<TimeSpan> UntilFollowingAsync() => UntilAsync("followed", () => Health.State == MainConnectionState.Following);

    /// <summary>Returns when an extension of the usual context has this status.</summary>
    public Task<TimeSpan> UntilStatusAsync(string exten, int status) => UntilAsync(
        string.Create(CultureInfo.InvariantCulture, $"{exten} = {status}"),
        () => Board.Rows(_server).Any(row => row.Key == Key(exten) && row.StatusCode == status));

    /// <summary>
    /// Returns when the PBX is followed and the board tells what the PBX lists: devices and status of each hint, everything else gone. The database then
    /// tells the same.
    /// </summary>
    /// <returns>How long that took.</returns>
    public async Task<TimeSpan> UntilLikeAsync(RealAsterisk asterisk)
    {
        var started = Stopwatch.GetTimestamp();
        var told = (await asterisk.ListAsync()).ToDictionary(hint => hint.Key, hint => (Hint: (string?)hint.Value.Hint, hint.Value.Status));
        await UntilAsync("like the PBX: " + string.Join(", ", told), () =>
            Health.State == MainConnectionState.Following && told.Count == Shown().Count && told.All(Shown().Contains));
        var elapsed = Stopwatch.GetElapsedTime(started);
        await AssertConsistentAsync();
        return elapsed;
    }

    /// <summary>The board is what the database holds, what is gone is offline, and the history leads to every status.</summary>
    public async Task AssertConsistentAsync()
    {
        var proven = await App.Services.GetRequiredService<ExtensionQueries>()
            .ListAsync(ExtensionScope.All, new(_server, null, null, null), TestContext.Current.CancellationToken);
        var saved = proven.Select(one => one.Row).ToList();
        Assert.Equal(
            saved.ToDictionary(row => row.Key, row => (row.Hint, row.StatusCode, row.Present)),
            Board.Rows(_server).ToDictionary(row => row.Key, row => (row.Hint, row.StatusCode, row.Present)));
        Assert.All(saved.Where(row => !row.Present), row => Assert.Equal(ExtensionStatusExtensions.OfflineCode, row.StatusCode));
        foreach (var row in saved)
        {
            int? status = null;
            foreach (var change in await HistoryAsync(row.Key))
            {
                Assert.Equal(status, change.FromCode);
                status = change.ToCode;
            }

            Assert.Equal(status, row.StatusCode);
        }
    }

    /// <summary>All changes of an extension of the usual context, in the order in which they were saved.</summary>
    public Task<List<StatusChange>> HistoryAsync(string exten) => HistoryAsync(Key(exten));

    /// <summary>All changes of all extensions, in the order in which they were saved.</summary>
    public async Task<List<StatusChange>> HistoryAsync()
    {
        await using var context = await NewContextAsync();
        return await context.StatusChanges.AsNoTracking().Include(change => change.Extension).OrderBy(change => change.Id)
            .ToListAsync(TestContext.Current.CancellationToken);
    }

    public async Task<IReadOnlyList<MonitoringGap>> GapsAsync() =>
        await App.Services.GetRequiredService<MonitoringGapStore>().BetweenAsync(_server, null, null, TestContext.Current.CancellationToken);

    /// <summary>A refresh, as a click or a script would ask for it.</summary>
    public async Task<RefreshResult> RefreshAsync()
    {
        await using var scope = App.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<RefreshService>()
            .RefreshAsync(_server, TestData.Asker("anna"), TestContext.Current.CancellationToken).InTime()).Result;
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();

    /// <summary>What the board shows of the hints that are there.</summary>
    private Dictionary<(string Context, string Exten), (string? Hint, int Status)> Shown() => Board.Rows(_server).Where(row => row.Present)
        .ToDictionary(row => (row.Key.Context, row.Key.Exten), row => ((string?)row.Hint, row.StatusCode));

    private ExtensionKey Key(string exten) => new(_server, RealAsteriskSettings.DefaultContext, exten);

    private async Task<List<StatusChange>> HistoryAsync(ExtensionKey key)
    {
        await using var context = await NewContextAsync();
        return await context.StatusChanges.AsNoTracking()
            .Where(change => change.Extension!.Server == key.Server && change.Extension.Context == key.Context && change.Extension.Exten == key.Exten)
            .OrderBy(change => change.Id)
            .ToListAsync(TestContext.Current.CancellationToken);
    }

    private Task<AmiBlazorDbContext> NewContextAsync() =>
        App.Services.GetRequiredService<IDbContextFactory<AmiBlazorDbContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
}
