using System.Globalization;
using AmiBlazor.Board;
using AmiBlazor.Cluster;
using AmiBlazor.Data;
using AmiBlazor.Testing.Processes;
using AmiBlazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AmiBlazor.Tests.Cluster;

/// <summary>
/// A cluster on one PostgreSQL: programs that may be killed, and a node within the tests whose boards can be looked at. PBXs that tell changes.
/// </summary>
internal sealed class ClusterRig : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("amiblazor-cluster-").FullName;
    private readonly (string Key, string Value)[] _settings;
    private readonly string _database;
    private readonly List<ClusterNode> _nodes = [];
    private readonly List<ClusterNode> _former = [];

    private ClusterRig(string database, int pbxs, (string Key, string Value)[] settings)
    {
        _database = database;
        Pbxs = [.. Enumerable.Range(1, pbxs).Select(number => new ClusterPbx(number))];
        _settings =
        [
            ("Database:Provider", "PostgreSql"),
            ("Cluster:Enabled", "true"), ("Cluster:Address", "127.0.0.1"),
            ("Auth:KeyCertificate", KeyCertificate.Make(_folder)), ("Limits:RequestsPerMinute", "60000"), ("Limits:RefreshesPerMinute", "6000"),
            .. Pbxs.SelectMany((pbx, number) => AmiBlazorApp.Server(pbx.Server, pbx.Name, number, live: true)),
            .. settings,
        ];
    }

    public IReadOnlyList<ClusterPbx> Pbxs { get; }

    /// <summary>The nodes that are programs of their own.</summary>
    public IReadOnlyList<ClusterNode> Nodes => _nodes;

    /// <summary>The node within the tests.</summary>
    public AmiBlazorApp Watcher { get; private set; } = null!;

    /// <summary>The board of that node.</summary>
    public LiveBoard Board => Watcher.Services.GetRequiredService<LiveBoard>();

    /// <summary>Starts it.</summary>
    /// <param name="server">Where its database is.</param>
    /// <param name="pbxs">The number of its PBXs.</param>
    /// <param name="programs">The number of its nodes beside that within the tests.</param>
    /// <param name="settings">What all nodes are told besides.</param>
    public static async Task<ClusterRig> StartAsync(PostgreSqlServer server, int pbxs, int programs, params (string Key, string Value)[] settings)
    {
        var rig = new ClusterRig(server.NewDatabase(), pbxs, settings);
        try
        {
            rig.Watcher = await AmiBlazorApp.StartAsync(
                services => services.Replace(ServiceDescriptor.Singleton<IFatalErrorHandler, FailTheTest>()),
                [.. rig._settings, .. Port(), ("ConnectionStrings:AmiBlazor", rig._database)]);
            for (var number = 0; number < programs; number++) rig._nodes.Add(rig.NewNode());
            foreach (var node in rig._nodes) await node.ListeningAsync();
            return rig;
        }
        catch
        {
            await rig.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts a program in the place of one that has ended.</summary>
    public async Task ReplaceAsync(int number)
    {
        _former.Add(_nodes[number]);
        _nodes[number] = NewNode();
        await _nodes[number].ListeningAsync();
    }

    /// <summary>Waits until each PBX is followed by one node, and each node follows as many as the others, as far as that goes.</summary>
    public async Task SettledAsync()
    {
        await RightAsync();
        await Polling.UntilAsync(() => Pbxs.All(pbx => pbx.Followers.Count == 1) && CountsAreEven());
    }

    /// <summary>The times in which changes of a PBX could be missed, as the database holds them.</summary>
    public async Task<List<string>> GapsAsync()
    {
        await using var context = await Watcher.Services.GetRequiredService<IDbContextFactory<AmiBlazorDbContext>>()
            .CreateDbContextAsync(TestContext.Current.CancellationToken);
        return [.. (await context.Gaps.AsNoTracking().ToListAsync(TestContext.Current.CancellationToken))
            .Select(gap => string.Create(CultureInfo.InvariantCulture, $"{gap.Server} {gap.BeganAt:O} – {gap.EndedAt:O}: {gap.Reason}"))];
    }

    private bool CountsAreEven()
    {
        var heads = Watcher.Services.GetRequiredService<PbxHeads>();
        var counts = Pbxs.Select(pbx => heads.Of(pbx.Name)?.Node).ToList();
        if (counts.Contains(null)) return false;
        var byNode = counts.GroupBy(node => node).Select(node => node.Count()).ToList();
        return byNode.Count == _nodes.Count + 1 && byNode.Max() - byNode.Min() < 2;
    }

    private ClusterNode NewNode() => new(
        _database,
        [
            .. _settings, .. Port(),
            ("Api:Keys:0:Name", "script"), ("Api:Keys:0:Key", AmiBlazorApp.SupervisorKey), ("Api:Keys:0:Role", "Supervisor"),
        ]);

    /// <summary>Waits until the board of the watching node shows every PBX as it is.</summary>
    public Task RightAsync() => Polling.UntilAsync(IsRight);

    /// <summary>Whether the board of the watching node shows every PBX as it is.</summary>
    public bool IsRight() => Pbxs.All(pbx =>
    {
        var shown = Board.Rows(pbx.Name).ToDictionary(row => row.Key.Exten, row => row.AmiCode, StringComparer.Ordinal);
        var told = pbx.States;
        return shown.Count == told.Count && told.All(state => shown.TryGetValue(state.Key, out var code) && code == state.Value);
    });

    /// <summary>A client of a program, with the right to refresh.</summary>
    public static HttpClient Client(Uri address)
    {
        var client = new HttpClient { BaseAddress = address, Timeout = Timeouts.Default };
        client.DefaultRequestHeaders.Authorization = new("Bearer", AmiBlazorApp.SupervisorKey);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes.Concat(_former)) await node.DisposeAsync();
        if (Watcher is not null) await Watcher.DisposeAsync();
        foreach (var pbx in Pbxs) await pbx.DisposeAsync();
        TestFolder.Delete(_folder);
    }

    private static (string Key, string Value)[] Port() => [("Cluster:Port", FreePort.Find().ToString(CultureInfo.InvariantCulture))];

    /// <summary>The process of the tests must not end because of one of its nodes.</summary>
    private sealed class FailTheTest : IFatalErrorHandler
    {
        public bool IsUnexpected(Exception exception) => true;

        public void OnFatalException(object? sender = null, string? context = null, Exception? exception = null) =>
            throw new InvalidOperationException("The node within the tests has left the cluster: " + context, exception);
    }
}
