using System.Diagnostics;
using AmiBlazor.Auth.Circuits;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace AmiBlazor.Tests.Cluster;

/// <summary>
/// Three nodes that were started at once on a PostgreSQL without a database: two programs, and one within the tests. All are told who the first administrator
/// is. Started by the first test that needs them.
/// </summary>
public sealed class AccountNodes : IAsyncLifetime
{
    /// <summary>Within this time each node knows what another one has changed.</summary>
    public static readonly TimeSpan Heard = TimeSpan.FromSeconds(5);

    private readonly PostgreSqlServer _server = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("amiblazor-nodes-").FullName;
    private readonly List<AppProcess> _programs = [];
    private readonly List<HttpClient> _clients = [];
    private AmiBlazorApp? _inside;

    /// <summary>Where the two programs listen.</summary>
    internal IReadOnlyList<Uri> Programs { get; private set; } = [];

    /// <summary>The node within the tests.</summary>
    internal AmiBlazorApp Inside => _inside ?? throw new InvalidOperationException("The nodes have not been started.");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients) client.Dispose();
        foreach (var program in _programs) await program.DisposeAsync();
        if (_inside is not null) await _inside.DisposeAsync();
        _server.Dispose();
        TestFolder.Delete(_folder);
    }

    /// <summary>Starts them, the first time.</summary>
    internal async Task StartAsync()
    {
        if (_inside is not null) return;
        var (database, certificate) = (_server.NewDatabase(), KeyCertificate.Make(_folder));
        (string, string)[] administrator =
            [("Setup:Administrator:UserName", AmiBlazorApp.Administrator), ("Setup:Administrator:Password", AmiBlazorApp.Password)];
        for (var program = 0; program < 2; program++)
        {
            _programs.Add(AppProcess.Start(
                [], [.. ClusterSettings.Of(database, certificate), .. administrator, ("ReverseProxy:Networks:0", "127.0.0.1")]));
        }

        // A page that does not leave is cut off at once, where a person's has five seconds.
        var soon = TimeSpan.FromSeconds(0.25);
        _inside = await AmiBlazorApp.StartAsync(
            services => services.Configure<CircuitTimings>(timings => (timings.KeepAlive, timings.Grace) = (soon, soon)),
            [.. ClusterSettings.Of(database, certificate), .. administrator]);
        Programs = (await Task.WhenAll(_programs.Select(program => program.ListeningAsync()))).OfType<Uri>().ToList();
        Assert.Equal(2, Programs.Count);
    }

    /// <summary>A browser for one of the programs.</summary>
    /// <param name="program">Its number, from 0.</param>
    /// <param name="sender">The address that it has on the other side of a proxy; null for a browser on this machine.</param>
    internal FormBrowser Browser(int program, string? sender = null) => sender is null
        ? new(Client(), Programs[program], headers: [], host: null, scheme: "http")
        : new(Client(), Programs[program], [("X-Forwarded-For", sender), ("X-Forwarded-Proto", "https")], host: null, scheme: "https");

    /// <summary>The administrator in front of one of the programs.</summary>
    internal async Task<FormBrowser> AdministratorAsync(int program)
    {
        var browser = Browser(program);
        Assert.Null((await browser.SignInAsync(AmiBlazorApp.Administrator)).Problem);
        return browser;
    }

    /// <summary>An HTTP client that keeps no cookies and follows no redirect.</summary>
    internal HttpClient Client()
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        _clients.Add(client);
        return client;
    }

    /// <summary>Asserts that something becomes true within the time that a node may need to hear of it.</summary>
    internal static async Task HeardAsync(Func<Task<bool>> isSo)
    {
        var began = Stopwatch.GetTimestamp();
        await Polling.UntilAsync(isSo);
        Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, Heard);
    }
}
