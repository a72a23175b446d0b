using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using AmiBlazor.Hosting;
using AmiBlazor.Tests.Components;

namespace AmiBlazor.Tests.Support;

/// <summary>
/// A real nginx with docs/nginx.conf as it is written there, but for the ports, the paths and the certificate, which it makes itself: a process of the
/// test's own, in a folder of its own. Listens on the loopback.
/// </summary>
internal sealed class Nginx : IAsyncDisposable
{
    /// <summary>The host name in docs/nginx.conf.</summary>
    public const string Name = "amiblazor.example";

    /// <summary>What an application behind it needs: to believe it, and to answer to the name.</summary>
    public static readonly (string Key, string Value)[] Settings = [("ReverseProxy:Networks:0", "127.0.0.1"), ("AllowedHosts", Name)];

    private readonly string _folder = Directory.CreateTempSubdirectory("amiblazor-nginx-").FullName;
    private readonly SelfMadeCertificate _certificate;
    private readonly Uri _upstream;
    private Process? _process;

    private Nginx(Uri upstream)
    {
        _upstream = upstream;
        _certificate = new SelfMadeCertificate(_folder);
        Https = FreePort.Find();
        Http = FreePort.Find();
        Address = new Uri(string.Create(CultureInfo.InvariantCulture, $"https://{Name}:{Https}"));
    }

    /// <summary>The address under which browsers come.</summary>
    public Uri Address { get; }

    /// <summary>The port of plain HTTP.</summary>
    public int Http { get; }

    public int Https { get; }

    /// <summary>The lines of its access log.</summary>
    public string AccessLog => File.ReadAllText(Path.Combine(_folder, "access.log"));

    /// <summary>Returns when one line of the access log holds all of these.</summary>
    public Task LoggedAsync(params string[] parts) =>
        Polling.UntilAsync(() => AccessLog.Split('\n').Any(line => Array.TrueForAll(parts, part => line.Contains(part, StringComparison.Ordinal))));

    /// <summary>Starts it. Skips or fails the running test where this machine has no nginx.</summary>
    /// <param name="upstream">Where the application listens.</param>
    public static async Task<Nginx> StartAsync(Uri upstream)
    {
        var program = Requirements.Nginx();
        var nginx = new Nginx(upstream);
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

    /// <summary>A program that comes to nginx from an address of the loopback, trusts its certificate alone and follows nothing by itself.</summary>
    public SocketsHttpHandler From(string address, CookieContainer? cookies = null) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = cookies is not null,
        CookieContainer = cookies ?? new CookieContainer(),
        SslOptions =
        {
            RemoteCertificateValidationCallback = (_, shown, _, _) => string.Equals(shown?.GetCertHashString(), _certificate.Thumbprint, StringComparison.OrdinalIgnoreCase),
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
        Directory.Delete(_folder, recursive: true);
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
            worker_processes 1;
            pid nginx.pid;
            error_log stderr warn;
            events { worker_connections 256; }
            http {
                access_log access.log;
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

    /// <summary>docs/nginx.conf for this machine. Whatever is not found in it any more fails the test.</summary>
    private string Site()
    {
        var site = File.ReadAllText(Path.Combine(SourceFolder.Product, "..", "docs", "nginx.conf"));
        (string There, string Here)[] replaced =
        [
            ("server 127.0.0.1:5000;", $"server 127.0.0.1:{_upstream.Port};"),
            ("listen 80;", $"listen 127.0.0.1:{Http};"),
            ("listen 443 ssl", $"listen 127.0.0.1:{Https} ssl"),
            ("listen [::]:80;", Socket.OSSupportsIPv6 ? $"listen [::1]:{Http};" : ""),
            ("listen [::]:443 ssl http2;", Socket.OSSupportsIPv6 ? $"listen [::1]:{Https} ssl http2;" : ""),
            ($"https://{Name}$request_uri", $"https://{Name}:{Https}$request_uri"),
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
