using System.Globalization;
using System.Net;
using System.Net.Sockets;
using AmiBlazor.Testing.Processes;

namespace AmiBlazor.Tests.Support;

/// <summary>The built program with a certificate: HTTP and HTTPS configured by the framework's section <c>Kestrel</c>, and the demo PBX.</summary>
public sealed class HttpsProcess : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("amiblazor-").FullName;
    private readonly int _http = FreePort.Find();
    private readonly int _https = FreePort.Find();
    private AppProcess? _process;

    /// <summary>The address for browsers.</summary>
    internal Uri Https => new(string.Create(CultureInfo.InvariantCulture, $"https://{Nginx.Name}:{_https}"));

    internal Uri Http => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_http}"));

    public async ValueTask InitializeAsync()
    {
        var certificate = new SelfMadeCertificate(_folder);
        _process = AppProcess.Start(
            [],
            ("ASPNETCORE_URLS", ""),
            ("Kestrel:Endpoints:Http:Url", Http.ToString()),
            ("Kestrel:Endpoints:Https:Url", string.Create(CultureInfo.InvariantCulture, $"https://127.0.0.1:{_https}")),
            ("Kestrel:Endpoints:Https:Certificate:Path", certificate.Path),
            ("Kestrel:Endpoints:Https:Certificate:KeyPath", certificate.KeyPath),
            ("AllowedHosts", Nginx.Name + ";localhost;127.0.0.1;[::1]"),
            ("ReverseProxy:Networks:0", "127.0.0.1"),
            ("Demo:Enabled", "true"),
            ("Demo:Pace", "100"),
            ("Setup:Administrator:UserName", AmiBlazorApp.Administrator),
            ("Setup:Administrator:Password", AmiBlazorApp.Password));
        using var client = new HttpClient { BaseAddress = Http };
        await Polling.UntilAsync(() => IsReadyAsync(client));
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await _process.DisposeAsync();
        TestFolder.Delete(_folder);
    }

    private static async Task<bool> IsReadyAsync(HttpClient client)
    {
        try
        {
            using var answer = await client.GetAsync("/health/ready", TestContext.Current.CancellationToken);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException notYet) when (notYet.InnerException is SocketException)
        {
            return false;
        }
    }
}
