using System.Globalization;
using AmiBlazor.Board;
using AmiBlazor.Testing.Processes;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AmiBlazor.Tests.Cluster;

/// <summary>
/// A cluster on one PostgreSQL: programs that may be killed, and a node within the tests whose boards can be looked at. PBXs that tell changes.
/// </summary>
internal sealed class ClusterRig : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("amiblazor-cluster-").FullName;
    private readonly List<AppProcess> _programs = [];
    private readonly (string Key, string Value)[] _settings;

    private ClusterRig(string database, int pbxs)
    {
        Pbxs = [.. Enumerable.Range(1, pbxs).Select(number => new ClusterPbx(number))];
        _settings =
        [
            ("Database:Provider", "PostgreSql"), ("ConnectionStrings:AmiBlazor", database),
            ("Cluster:Enabled", "true"), ("Cluster:Address", "127.0.0.1"),
            ("Auth:KeyCertificate", KeyCertificate.Make(_folder)), ("Limits:RequestsPerMinute", "60000"), ("Limits:RefreshesPerMinute", "6000"),
            .. Pbxs.SelectMany((pbx, number) => AmiBlazorApp.Server(pbx.Server, pbx.Name, number, live: true)),
        ];
    }

    public IReadOnlyList<ClusterPbx> Pbxs { get; }

    /// <summary>The node within the tests.</summary>
    public AmiBlazorApp Watcher { get; private set; } = null!;

    /// <summary>The board of that node.</summary>
    public LiveBoard Board => Watcher.Services.GetRequiredService<LiveBoard>();

    public static async Task<ClusterRig> StartAsync(PostgreSqlServer server, int pbxs, int programs)
    {
        var rig = new ClusterRig(server.NewDatabase(), pbxs);
        try
        {
            rig.Watcher = await AmiBlazorApp.StartAsync(
                services => services.Replace(ServiceDescriptor.Singleton<IFatalErrorHandler, FailTheTest>()), [.. rig._settings, .. Port()]);
            var started = await Task.WhenAll(Enumerable.Range(0, programs).Select(_ => rig.StartProgramAsync()));
            Assert.All(started, program => Assert.Contains(program, rig._programs));
            return rig;
        }
        catch
        {
            await rig.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts one more program, and returns when it answers requests.</summary>
    public async Task<AppProcess> StartProgramAsync()
    {
        var program = AppProcess.Start(
            [],
            [
                .. _settings, .. Port(),
                ("Api:Keys:0:Name", "script"), ("Api:Keys:0:Key", AmiBlazorApp.SupervisorKey), ("Api:Keys:0:Role", "Supervisor"),
            ]);
        lock (_programs) _programs.Add(program);
        if (await program.ListeningAsync() is null)
        {
            var (_, output, error) = await program.EndAsync();
            Assert.Fail($"A node did not start: {error} {output}");
        }

        return program;
    }

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
        foreach (var program in _programs) await program.DisposeAsync();
        if (Watcher is not null) await Watcher.DisposeAsync();
        foreach (var pbx in Pbxs) await pbx.DisposeAsync();
        TestFolder.Delete(_folder);
    }

    private static (string Key, string Value)[] Port() => [("Cluster:Port", FreePort.Find().ToString(CultureInfo.InvariantCulture))];

    /// <summary>The process of the tests must not end because of one of its nodes.</summary>
    private sealed class FailTheTest : IFatalErrorHandler
    {
        public bool IsUnexpected(Exception exception) => true;

        public void OnFatalException(object? sender, string? context, Exception? exception) =>
            throw new InvalidOperationException("The node within the tests has left the cluster: " + context, exception);
    }
}
