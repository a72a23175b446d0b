using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using AmiBlazor.Testing.Asterisk;
using AmiBlazor.Tests.Browser;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Cli;

/// <summary><c>doctor</c> and <c>--check-config</c>: what is wrong with an installation, and what to do about it.</summary>
[Needs(Need.Time)]
public sealed class DoctorCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("amiblazor-doctor-").FullName;

    private string Database => Path.Combine(_folder, "amiblazor.db");

    private (string Key, string Value)[] Settings =>
    [
        ("ConnectionStrings:AmiBlazor", "Data Source=" + Database), ("Auth:KeyFolder", Path.Combine(_folder, "keys")),
        ("Refresh:SnapshotFolder", Path.Combine(_folder, "snapshots")),
    ];

    public void Dispose() => TestFolder.Delete(_folder);

    [Theory, ClassData<AsteriskVersions>]
    [Needs(Need.Asterisk)]
    public async Task A_healthy_installation_is_all_ok_and_an_account_with_too_many_rights_a_warning(int version)
    {
        await using var asterisk = await Requirements.StartAsteriskAsync(version, new RealAsteriskSettings { Accounts = [new("least"), new("everything", "all", "all")] });
        await MigratedFile.CopyToAsync(Database);

        var healthy = await RunAsync(Pbx(asterisk, "least"));
        var (exitCode, output, _) = await RunAsync(Pbx(asterisk, "everything"));

        Assert.Equal((0, ""), (healthy.ExitCode, healthy.Error));
        Assert.All(Lines(healthy.Output), line => Assert.StartsWith("ok       ", line, StringComparison.Ordinal));
        Assert.Equal(
            ["settings", "database", "clock", "data folder", "keys", "JSON files", "disk space", "ports", "PBX real"],
            Lines(healthy.Output).Select(line => line[9..20].Trim()));
        Assert.EndsWith(" takes the account “least”, which can request the list of extension states.", Lines(healthy.Output)[^1], StringComparison.Ordinal);
        Assert.Equal(0, exitCode);
        Assert.Matches("^warning  PBX real +It has more permissions than it needs: ", Lines(output)[^1]);
    }

    [Fact]
    public async Task Whatever_is_wrong_has_a_line_that_says_what_to_do()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        await File.WriteAllTextAsync(Database, new string('x', 5000), TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);

        var (exitCode, output, error) = await RunAsync(
        [
            .. AmiBlazorApp.Server(1), ("ASPNETCORE_URLS", string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")),
        ]);

        var lines = Lines(output);
        Assert.Equal((1, ""), (exitCode, error));
        Assert.Contains(lines, line => line.StartsWith($"failed   database     {Database} is damaged: ", StringComparison.Ordinal) && line.EndsWith("Restore a backup with the command restore.", StringComparison.Ordinal));
        Assert.Contains($"warning  data folder  Other accounts of this machine can read {Database}. Run: chmod -R go= {_folder}", lines);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"failed   ports        A server could not listen at http://127.0.0.1:{port}: another program listens there. Stop that one, or configure another port."), lines);
        Assert.Contains(lines, line => line.StartsWith("failed   PBX main     PBX “main”", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Beside_a_running_server_its_health_is_checked_and_scripts_get_JSON()
    {
        await using var program = AppProcess.Start([], [.. Settings, ("Setup:Administrator:UserName", "ada"), ("Setup:Administrator:Password", AmiBlazorApp.Password)]);
        var address = await program.ListeningAsync();

        var (exitCode, output, _) = await AppProcess.RunAsync(["doctor", "--json"], [.. Settings, ("ASPNETCORE_URLS", address!.ToString())]);

        using var json = JsonDocument.Parse(output);
        Assert.Equal((0, "warning"), (exitCode, json.RootElement.GetProperty("outcome").GetString()));
        var ports = json.RootElement.GetProperty("checks").EnumerateArray().Single(check => check.GetProperty("name").GetString() == "ports");
        Assert.Equal(("ok", $"The server answers at http://{address.Authority}."), (ports.GetProperty("outcome").GetString(), ports.GetProperty("message").GetString()));
    }

    [Fact]
    public async Task A_history_from_the_future_says_that_the_clock_is_wrong()
    {
        await using (var database = await TestDatabase.OpenAsync(Database))
        {
            await database.FollowAsync(TestData.Row("1001"));
            database.Execute("UPDATE StatusChanges SET At = 32503680000000000");
        }

        var (_, output, _) = await RunAsync();

        Assert.Contains(Lines(output), line => line.StartsWith("warning  clock", StringComparison.Ordinal) && line.EndsWith("Set the clock, best with NTP.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_fault_of_the_settings_is_one_line()
    {
        (string, string)[] wrong =
        [
            ("Refresh:Timeout", "-00:00:01"), ("Database:Provider", "Oracle"), ("Live:PingInterval", "soon"), ("Limits:PagesPerUser", "0"),
            ("Ami:Servers:0:Name", "main"), ("Ami:Servers:0:Port", "70000"), ("Ami:Servers:0:Control:Username", "hand"), ("Ami:Servers:0:Control:Allow:0", "Spy"), ("ASPNETCORE_URLS", "no address"),
        ];

        var (exitCode, output, error) = await AppProcess.RunAsync(["--check-config"], wrong);
        var doctor = await RunAsync(wrong);

        Assert.Equal((1, ""), (exitCode, output));
        var lines = Lines(error);
        foreach (var key in new[] { "Refresh:Timeout", "Database:Provider", "Live:PingInterval", "Limits:PagesPerUser", "Ami:Servers:0:Port", "Control:Secret", "Control:Allow:0", "'no address'" })
            Assert.Single(lines, line => line.Contains(key, StringComparison.Ordinal));
        Assert.Equal(1, doctor.ExitCode);
        Assert.Equal(lines.Select(line => "failed   settings  " + line), Lines(doctor.Output));
    }

    [Fact]
    public async Task Valid_settings_are_said_to_be_so_and_nothing_is_started()
    {
        Assert.Equal((0, "All settings are valid.\n", ""), await AppProcess.RunAsync(["--check-config"], Settings));
        Assert.False(File.Exists(Database));
    }

    private static (string, string)[] Pbx(RealAsterisk asterisk, string account)
    {
        var server = asterisk.Server(account);
        return
        [
            ("Ami:Servers:0:Name", "real"), ("Ami:Servers:0:Host", server.Host), ("Ami:Servers:0:Port", server.EffectivePort.ToString(CultureInfo.InvariantCulture)),
            ("Ami:Servers:0:Username", account), ("Ami:Servers:0:Secret", server.Secret!),
        ];
    }

    private static string[] Lines(string output) => output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private Task<(int ExitCode, string Output, string Error)> RunAsync(params (string Key, string Value)[] more) =>
        AppProcess.RunAsync(["doctor"], [.. Settings, .. more]);
}
