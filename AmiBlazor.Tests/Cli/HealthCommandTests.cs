using System.Globalization;
using AmiBlazor.Testing.Processes;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Cli;

[Needs(Need.Time)]
public sealed class HealthCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("amiblazor-health-").FullName;

    public void Dispose() => TestFolder.Delete(_folder);

    [Theory]
    [InlineData("localhost")]
    [InlineData("pbx.example;localhost")]
    public async Task A_running_application_is_healthy_by_whatever_name_it_answers_to(string allowedHosts)
    {
        await using var app = await AmiBlazorApp.StartAsync(("AllowedHosts", allowedHosts));
        var port = app.Address.Port.ToString(CultureInfo.InvariantCulture);

        var byOption = await AppProcess.RunAsync(["health", "--port", port], ("AllowedHosts", allowedHosts));
        var byVariable = await AppProcess.RunAsync(["health"], ("AllowedHosts", allowedHosts), ("ASPNETCORE_URLS", ""), ("ASPNETCORE_HTTP_PORTS", port));

        Assert.Equal((0, "", ""), byOption);
        Assert.Equal((0, "", ""), byVariable);
    }

    // What is said last is what Kestrel obeys; the container says HTTP_PORTS. Each is two programs: the usual run takes one of each kind.
    public static TheoryData<string, string[]> Places => LongRun.Of<TheoryData<string, string[]>>(
        usual: new()
        {
            { "urls of several", ["ASPNETCORE_HTTP_PORTS=1", "ASPNETCORE_URLS=https://127.0.0.1:{1};http://localhost:{0}"] },
            { "socket", ["ASPNETCORE_URLS=http://unix:{2}/board.sock"] },
        },
        full: new()
        {
            { "urls", ["ASPNETCORE_HTTP_PORTS=1", "ASPNETCORE_URLS=http://127.0.0.1:{0}"] },
            { "urls of several", ["ASPNETCORE_HTTP_PORTS=1", "ASPNETCORE_URLS=https://127.0.0.1:{1};http://localhost:{0}"] },
            { "ports", ["ASPNETCORE_URLS=", "ASPNETCORE_HTTP_PORTS={0}"] },
            { "port of HTTPS", ["ASPNETCORE_URLS=", "ASPNETCORE_HTTPS_PORTS={1}"] },
            { "endpoint over HTTPS", ["ASPNETCORE_HTTP_PORTS=1", "Kestrel__Endpoints__Https__Url=https://*:{1}", "AllowedHosts=board.example"] },
            { "endpoint before urls", ["ASPNETCORE_URLS=http://127.0.0.1:1", "Kestrel__Endpoints__Http__Url=http://[::1]:{0}"] },
            { "wildcard", ["ASPNETCORE_URLS=http://*:{0}", "AllowedHosts=*.example;localhost"] },
            { "wildcard alone", ["ASPNETCORE_URLS=http://0.0.0.0:{0}", "AllowedHosts=*.example"] },
            { "any host", ["ASPNETCORE_URLS=http://127.0.0.1:{0}", "AllowedHosts=*"] },
            { "socket", ["ASPNETCORE_URLS=http://unix:{2}/board.sock"] },
        });

    [Theory]
    [MemberData(nameof(Places))]
    public async Task A_running_server_is_found_where_the_same_settings_made_it_listen(string what, string[] settings)
    {
        var certificate = new SelfMadeCertificate(_folder);
        var (http, https) = (FreePort.Find(), FreePort.Find());
        (string, string)[] said =
        [
            .. settings.Select(setting => string.Format(CultureInfo.InvariantCulture, setting, http, https, _folder).Split('=', 2)).Select(pair => (pair[0], pair[1])),
            ("Kestrel:Certificates:Default:Path", certificate.Path), ("Kestrel:Certificates:Default:KeyPath", certificate.KeyPath),
            ("Setup:Administrator:UserName", AmiBlazorApp.Administrator), ("Setup:Administrator:Password", AmiBlazorApp.Password),
        ];
        await using var program = AppProcess.Start([], said);
        if (await program.ListeningAsync() is null) Assert.Fail($"{what}: {await program.EndAsync()}");

        Assert.Equal((0, "", ""), await AppProcess.RunAsync(["health"], said));
    }

    [Fact]
    public async Task A_port_that_only_speaks_HTTPS_can_be_named()
    {
        var certificate = new SelfMadeCertificate(_folder);
        var port = FreePort.Find();
        await using var program = AppProcess.Start(
            [],
            [
                ("ASPNETCORE_URLS", string.Create(CultureInfo.InvariantCulture, $"https://127.0.0.1:{port}")),
                ("Kestrel:Certificates:Default:Path", certificate.Path), ("Kestrel:Certificates:Default:KeyPath", certificate.KeyPath),
                ("Setup:Administrator:UserName", AmiBlazorApp.Administrator), ("Setup:Administrator:Password", AmiBlazorApp.Password),
            ]);
        await program.ListeningAsync();

        Assert.Equal((0, "", ""), await AppProcess.RunAsync(["health", "--port", port.ToString(CultureInfo.InvariantCulture)]));
    }

    [Fact]
    public async Task Nobody_there_is_one_line_and_exit_code_1()
    {
        var (exitCode, output, error) = await AppProcess.RunAsync(["health", "--port", "1"]);

        Assert.Equal("http://127.0.0.1:1/health/live is not responding: Connection refused (127.0.0.1:1)\n", error);
        Assert.Equal("", output);
        Assert.Equal(1, exitCode);
    }
}
