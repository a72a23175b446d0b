using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using AmiBlazor.Testing.Processes;
using AmiBlazor.Tests.Components;

namespace AmiBlazor.Tests.Support;

/// <summary>
/// A real nginx with docs/nginx.conf, or docs/nginx-cluster.conf in front of several nodes, except for the ports, the paths and a self-signed certificate. Runs
/// as a separate process in its own folder and listens on the loopback.
/// </summary>
internal sealed class Nginx : IAsyncDisposable
{
    /// <summary>The host name in both.</summary>
    public const string Name = "amiblazor.example";

    /// <summary>The settings of an application behind it: the trusted proxy and the allowed host name.</summary>
    public static readonly (string Key, string Value)[] Settings = [("ReverseProxy:Networks:0", "127.0.0.1"), ("AllowedHosts", Name)];

    private readonly string _folder = Directory.CreateTempSubdirectory("amiblazor-nginx-").FullName;
    private readonly SelfMadeCertificate _certificate;
    private readonly IReadOnlyList<Uri> _upstreams;
    private readonly string _subPath;
    private readonly bool _strips;
    private Process? _process;

    private Nginx(IReadOnlyList<Uri> upstreams, string subPath, bool strips)
    {
        _upstreams = upstreams;
        _subPath = subPath;
        _strips = strips;
        _certificate = new SelfMadeCertificate(_folder);
        Https = FreePort.Find();
        Http = FreePort.Find();
        Address = new Uri(string.Create(CultureInfo.InvariantCulture, $"https://{Name}:{Https}"));
    }

    /// <summary>The address for browsers.</summary>
    public Uri Address { get; }

    /// <summary>The port of plain HTTP.</summary>
    public int Http { get; }

    public int Https { get; }

    /// <summary>The lines of its access log.</summary>
    public string AccessLog => File.ReadAllText(Path.Combine(_folder, "access.log"));

    /// <summary>The lines of its error log.</summary>
    public string ErrorLog => File.ReadAllText(Path.Combine(_folder, "error.log"));

    /// <summary>Returns when one line of the access log contains all of these.</summary>
    public Task LoggedAsync(params string[] parts) =>
        Polling.UntilAsync(() => AccessLog.Split('\n').Any(line => Array.TrueForAll(parts, part => line.Contains(part, StringComparison.Ordinal))));

    /// <summary>Starts it. Skips or fails the running test if this machine has no nginx.</summary>
    /// <param name="upstream">The address of the application.</param>
    /// <param name="subPath">The sub-path below which it serves the application; empty for none.</param>
    /// <param name="strips">Takes the sub-path away before it passes a request on.</param>
    public static Task<Nginx> StartAsync(Uri upstream, string subPath = "", bool strips = false) => StartAsync([upstream], subPath, strips);

    /// <summary>Starts it in front of three nodes.</summary>
    public static Task<Nginx> StartAsync(IReadOnlyList<Uri> nodes) => StartAsync(nodes, subPath: "", strips: false);

    private static async Task<Nginx> StartAsync(IReadOnlyList<Uri> upstreams, string subPath, bool strips)
    {
        var program = Requirements.Nginx();
        var nginx = new Nginx(upstreams, subPath, strips);
        try
        {
            await nginx.RunAsync(program);
            return nginx;
        }
        catch
        {
            await nginx.DisposeAsync();
            throw;
        }
    }

    /// <summary>A client that connects from a loopback address, trusts only this certificate and does not follow redirects.</summary>
    public SocketsHttpHandler From(string address, CookieContainer? cookies = null) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = cookies is not null,
        CookieContainer = cookies ?? new CookieContainer(),
        SslOptions =
        {
            RemoteCertificateValidationCallback = (_, shown, _, _) =>
                string.Equals(shown?.GetCertHashString(), _certificate.Thumbprint, StringComparison.OrdinalIgnoreCase),
        },
        ConnectCallback = async (connection, cancellationToken) =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.Parse(address), 0));
            await socket.ConnectAsync(IPAddress.Loopback, connection.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
    };

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None).WaitAsync(Timeouts.Default, CancellationToken.None);
        }

        _process?.Dispose();
        TestFolder.Delete(_folder);
    }

    private async Task RunAsync(string program)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "amiblazor.conf"), Site());
        var user = Environment.IsPrivilegedProcess ? "user root;" : "";
        await File.WriteAllTextAsync(
            Path.Combine(_folder, "nginx.conf"),
            $$"""
            {{user}}
            daemon off;
            worker_processes {{_upstreams.Count}};
            pid nginx.pid;
            error_log error.log warn;
            events { worker_connections 256; }
            http {
                log_format tests '$remote_addr "$request" $status $upstream_addr $request_time';
                access_log access.log tests;
                client_body_temp_path body;
                proxy_temp_path proxy;
                fastcgi_temp_path fastcgi;
                uwsgi_temp_path uwsgi;
                scgi_temp_path scgi;
                include amiblazor.conf;
            }
            """);
        _process = Process.Start(new ProcessStartInfo(program, ["-p", _folder, "-c", "nginx.conf", "-e", "stderr"]) { UseShellExecute = false, RedirectStandardError = true })!;
        var said = _process.StandardError.ReadToEndAsync(CancellationToken.None);
        await Polling.UntilAsync(async () =>
        {
            if (_process.HasExited) Assert.Fail("nginx ended: " + await said);
            return await IsListeningAsync();
        });
    }

    private async Task<bool> IsListeningAsync()
    {
        using var socket = new TcpClient();
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, Https, TestContext.Current.CancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>The file of docs/ adapted to this machine. Fails the test if a text to replace is missing.</summary>
    private string Site()
    {
        var isCluster = _upstreams.Count > 1;
        var site = File.ReadAllText(Path.Combine(SourceFolder.Product, "..", "docs", isCluster ? "nginx-cluster.conf" : "nginx.conf"));
        (string There, string Here)[] replaced =
        [
            .. _upstreams.Select((upstream, number) =>
                (isCluster ? $"server 10.0.0.{number + 1}:5000 " : "server 127.0.0.1:5000;", $"server 127.0.0.1:{upstream.Port}{(isCluster ? " " : ";")}")),
            ("listen 80;", $"listen 127.0.0.1:{Http};"),
            ("listen 443 ssl", $"listen 127.0.0.1:{Https} ssl"),
            ("listen [::]:80;", Socket.OSSupportsIPv6 ? $"listen [::1]:{Http};" : ""),
            ("listen [::]:443 ssl http2;", Socket.OSSupportsIPv6 ? $"listen [::1]:{Https} ssl http2;" : ""),
            ($"https://{Name}$request_uri", $"https://{Name}:{Https}$request_uri"),
            ("location / {", $"location {_subPath}/ {{"),
            .. isCluster ? [] : new[] { ("location /_blazor {", $"location {_subPath}/_blazor {{") },
            (isCluster ? "location = /api/" : "location /api/", isCluster ? "location = /api/" : $"location {_subPath}/api/"),
            ("location ~* ^/(", $"location ~* ^{_subPath}/("),
            ("proxy_pass http://amiblazor;", (_strips ? $"rewrite ^{_subPath}(/.*)$ $1 break; " : "") + "proxy_pass http://amiblazor;"),
            ("/etc/ssl/certs/amiblazor.pem", _certificate.Path),
            ("/etc/ssl/private/amiblazor.key", _certificate.KeyPath),
        ];
        foreach (var (there, here) in replaced)
        {
            Assert.Contains(there, site, StringComparison.Ordinal);
            site = site.Replace(there, here, StringComparison.Ordinal);
        }

        return site;
    }
}
