using System.Globalization;
using System.Text.Json;
using AmiBlazor.Ami;
using AmiBlazor.Cli;
using AmiBlazor.Demo;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AmiBlazor.Tests.Cli;

public sealed class QueryCommandTests : IDisposable
{
    private static readonly ExtensionState[] Extensions =
    [
        new("lab", "20", "SIP/20&SIP/21", 17), new("from-internal", "1001", "PJSIP/1001", 0), new("lab", "3", "SIP/3\u001b[2J", 9),
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("amiblazor-").FullName;

    public void Dispose() => TestFolder.Delete(_folder);

    [Fact]
    public async Task A_configured_PBX_is_asked_by_its_name_and_printed()
    {
        await using var pbx = FakeAmiServer.Start();
        pbx.AnswerByItself(Extensions);
        await using var other = FakeAmiServer.Start();

        var (exitCode, output, error) = await RunAsync(
            ["query", "--server", "branch"], [.. AmiBlazorApp.Server(other), .. AmiBlazorApp.Server(pbx, "branch", 1)]);

        Assert.Equal((0, ""), (exitCode, error));
        var lines = output.Split('\n');
        Assert.Equal(
            [
                "CONTEXT        EXTENSION  STATUS          CODE  HINT",
                "from-internal  1001       online          0     PJSIP/1001",
                "lab            20         on-hold         17    SIP/20&SIP/21",
                "lab            3          ringing-in-use  9     SIP/3\\u001B[2J",
                "",
            ],
            lines[..5]);
        Assert.Matches(
            "^branch: 3 extensions in [0-9.]+ ms, 3 known, 0 unknown, 4 events, [0-9]+ bytes, completion seen \\(Events: off with ExtensionStateListComplete\\)$",
            lines[5]);
        Assert.Empty(other.Sessions);
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public async Task The_only_configured_PBX_needs_no_name()
    {
        await using var pbx = FakeAmiServer.Start();
        pbx.AnswerByItself(Extensions);

        var (exitCode, output, _) = await RunAsync(["query"], AmiBlazorApp.Server(pbx));

        Assert.Equal(0, exitCode);
        Assert.Contains("main: 3 extensions", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_PBX_of_the_command_line_is_asked_whatever_is_configured()
    {
        await using var pbx = FakeAmiServer.Start();
        pbx.AnswerByItself(Extensions);

        var (exitCode, output, error) = await RunAsync(["query", "--json", .. Host(pbx)], AmiBlazorApp.Server(1));

        Assert.Equal((0, ""), (exitCode, error));
        using var json = JsonDocument.Parse(output);
        Assert.Equal("127.0.0.1", json.RootElement.Text("server"));
        Assert.Equal(pbx.Port, json.RootElement.GetProperty("port").GetInt32());
        Assert.Equal(["1001", "20", "3"], json.RootElement.GetProperty("extensions").EnumerateArray().Select(row => row.Text("extension")));
        Assert.DoesNotContain(FakeAmiServer.Secret, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_PBX_with_TLS_is_asked_when_its_certificate_is_pinned()
    {
        await using var pbx = FakeAmiServer.Start(tls: true);
        pbx.AnswerByItself(Extensions);

        var pinned = await RunAsync(["query", "--tls", "--tls-sha256", pbx.CertificateSha256!, .. Host(pbx)]);
        var unknown = await RunAsync(["query", "--tls", .. Host(pbx)]);

        Assert.Equal((0, ""), (pinned.ExitCode, pinned.Error));
        Assert.Equal(1, unknown.ExitCode);
        Assert.Contains("is self-signed", OneLine(unknown.Error), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Single_queries_ask_for_what_the_list_names()
    {
        await using var pbx = FakeAmiServer.Start();
        var answers = pbx.AnswerByItself(Extensions);

        var (exitCode, output, error) = await RunAsync(["query", "--individual", .. Host(pbx)]);

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Contains("3 extensions", output, StringComparison.Ordinal);
        Assert.EndsWith("(Individual ExtensionState queries)\n", output, StringComparison.Ordinal);
        Assert.Equal(3, answers.Actions.Count(action => action == "ExtensionState"));
    }

    [Fact]
    public async Task Single_queries_ask_for_what_is_named_and_not_for_the_list()
    {
        await using var pbx = FakeAmiServer.Start();
        var answers = pbx.AnswerByItself(Extensions);

        var (exitCode, output, _) = await RunAsync(["query", "--individual", "--extension", "20@lab", "99@lab", .. Host(pbx)]);

        Assert.Equal(0, exitCode);
        Assert.Contains("lab      20         on-hold  17    SIP/20&SIP/21\n", output, StringComparison.Ordinal);
        Assert.Contains("lab      99         unknown  -1\n", output, StringComparison.Ordinal);
        Assert.Contains("2 extensions", output, StringComparison.Ordinal);
        Assert.Contains("1 known, 1 unknown", output, StringComparison.Ordinal);
        Assert.DoesNotContain("ExtensionStateList", answers.Actions);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_PBX_without_hints_answers_with_none(bool individual)
    {
        await using var pbx = FakeAmiServer.Start();
        pbx.AnswerByItself();

        var (exitCode, output, error) = await RunAsync(["query", .. individual ? ["--individual"] : Array.Empty<string>(), .. Host(pbx)]);

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Contains("0 extensions", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_secret_is_one_line_with_the_words_of_the_PBX()
    {
        await using var pbx = FakeAmiServer.Start();
        pbx.AnswerByItself(Extensions);

        var (exitCode, output, error) = await RunAsync(["query", .. Host(pbx, "wrong-canary")]);

        Assert.Equal((1, ""), (exitCode, output));
        Assert.EndsWith("Message from the PBX: Authentication failed", OneLine(error), StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hostile_words_of_a_PBX_do_not_reach_the_terminal()
    {
        await using var pbx = FakeAmiServer.Start();
        pbx.AnswerByItself(Extensions).Refusals["ExtensionStateList"] = "Permission denied \u001b]0;owned\u0007";

        var (_, _, error) = await RunAsync(["query", .. Host(pbx)]);

        Assert.DoesNotContain(OneLine(error), char.IsControl);
    }

    [Fact]
    public async Task A_list_that_does_not_end_is_one_line_at_the_deadline()
    {
        await using var pbx = FakeAmiServer.Start();
        var clock = new FakeClock();

        var running = RunAsync(["query"], [.. AmiBlazorApp.Server(pbx), ("Refresh:Timeout", "00:00:07")], clock: clock);
        var session = await pbx.AcceptAsync();
        await session.LoginAsync();
        await session.ExpectAsync("ExtensionStateList");
        clock.Advance(TimeSpan.FromSeconds(7));
        var logoff = await session.ExpectAsync("Logoff");
        session.Cut();
        var (exitCode, _, error) = await running;

        Assert.EndsWith("-timeout", logoff.ActionId, StringComparison.Ordinal);
        Assert.Equal(1, exitCode);
        Assert.Equal("PBX “main” did not finish within 7 s. Check its load and the network, or increase Refresh:Timeout.", OneLine(error));
    }

    [Fact]
    public async Task Stopped_it_logs_off_and_says_so_in_one_line()
    {
        await using var pbx = FakeAmiServer.Start();
        using var stop = new CancellationTokenSource();

        var running = RunAsync(["query", .. Host(pbx)], stop: stop.Token);
        var session = await pbx.AcceptAsync();
        await session.LoginAsync();
        await session.ExpectAsync("ExtensionStateList");
        await stop.CancelAsync();
        var logoff = await session.ExpectAsync("Logoff");
        session.Cut();

        Assert.EndsWith("-stop", logoff.ActionId, StringComparison.Ordinal);
        Assert.Equal((1, "", "Stopped.\n"), await running);
    }

    [Theory]
    [InlineData("--port 0 --host h --username u --secret-file f", "--port is “0”; allowed is 1 to 65535. See query --help.")]
    [InlineData("--port five --host h --username u --secret-file f", "--port is “five”; allowed is 1 to 65535. See query --help.")]
    [InlineData("--host h --server s --username u --secret-file f", "--server and --host exclude each other; give one of them. See query --help.")]
    [InlineData("--host h", "--host needs --username and --secret-file. See query --help.")]
    [InlineData("--username u", "--username needs --host. See query --help.")]
    [InlineData("--tls", "--tls needs --host. See query --help.")]
    [InlineData("--individual --extension 1001", "--extension is “1001”; allowed is EXTEN@CONTEXT, such as 1001@from-internal. See query --help.")]
    [InlineData("--individual --extension @lab", "--extension is “@lab”; allowed is EXTEN@CONTEXT, such as 1001@from-internal. See query --help.")]
    [InlineData("--extension 1001@lab", "--extension needs --individual. See query --help.")]
    [InlineData("--nothing", "Unrecognized command or argument '--nothing'. See query --help.")]
    [InlineData("--server s", "No PBX named “s” is configured. The names are set by the keys Ami:Servers:N:Name.")]
    [InlineData("", "No PBX is configured. Specify one with --host, --username and --secret-file, or configure Ami:Servers.")]
    [InlineData("--host h --username u --secret-file f --tls --tls-sha256 ab", "--tls-sha256 is “ab”; allowed are 64 hexadecimal digits, with or without colons, or no such key.")]
    public async Task Wrong_options_are_one_line(string options, string line)
    {
        var (exitCode, output, error) = await RunAsync(["query", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.Equal((1, "", line + "\n"), (exitCode, output, error));
    }

    [Fact]
    public async Task Several_configured_PBXs_need_a_name()
    {
        var (exitCode, _, error) = await RunAsync(["query"], [.. AmiBlazorApp.Server(1, "main"), .. AmiBlazorApp.Server(1, "branch", 1)]);

        Assert.Equal((1, "Several PBXs are configured. Specify one with --server: main, branch.\n"), (exitCode, error));
    }

    [Theory]
    [InlineData("Ami:Servers:0:Port", "0", "Ami:Servers:0:Port is 0; allowed is 1 to 65535.\n")]
    [InlineData("Refresh:Timeout", "soon", "Failed to convert configuration value 'soon' at 'Refresh:Timeout' to type 'System.TimeSpan'.\n")]
    public async Task A_wrong_configuration_is_one_line(string key, string value, string line)
    {
        var (exitCode, _, error) = await RunAsync(["query"], [.. AmiBlazorApp.Server(1), (key, value)]);

        Assert.Equal((1, line), (exitCode, error));
    }

    [Fact]
    public async Task The_program_itself_prints_and_ends_with_the_exit_code()
    {
        await using var pbx = FakeAmiServer.Start();
        pbx.AnswerByItself(Extensions);
        var gone = FakeAmiServer.Start();
        await gone.DisposeAsync();

        var answered = await AppProcess.RunAsync(["query"], AmiBlazorApp.Server(pbx));
        var refused = await AppProcess.RunAsync(["query"], AmiBlazorApp.Server(gone.Port));

        Assert.Equal((0, ""), (answered.ExitCode, answered.Error));
        Assert.StartsWith("CONTEXT        EXTENSION", answered.Output, StringComparison.Ordinal);
        Assert.Equal((1, ""), (refused.ExitCode, refused.Output));
        Assert.Contains("refused the connection", OneLine(refused.Error), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_program_stops_cleanly_by_Ctrl_C()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signal that another process could send.");
        await using var pbx = FakeAmiServer.Start();
        await using var program = AppProcess.Start(["query"], AmiBlazorApp.Server(pbx));
        var session = await pbx.AcceptAsync();
        await session.LoginAsync();
        await session.ExpectAsync("ExtensionStateList");

        await program.InterruptAsync();
        var logoff = await session.ExpectAsync("Logoff");
        session.Cut();

        Assert.EndsWith("-stop", logoff.ActionId, StringComparison.Ordinal);
        Assert.Equal((1, "", "Stopped.\n"), await program.EndAsync());
    }

    private static string OneLine(string error)
    {
        Assert.EndsWith("\n", error, StringComparison.Ordinal);
        return Assert.Single(error.TrimEnd('\n').Split('\n'));
    }

    private string[] Host(FakeAmiServer pbx, string secret = FakeAmiServer.Secret)
    {
        var file = Path.Combine(_folder, "secret");
        File.WriteAllText(file, secret + "\n");
        return ["--host", "127.0.0.1", "--port", pbx.Port.ToString(CultureInfo.InvariantCulture), "--username", FakeAmiServer.Username, "--secret-file", file];
    }

    private async Task<(int ExitCode, string Output, string Error)> RunAsync(
        string[] args, (string Key, string Value)[]? settings = null, FakeClock? clock = null, CancellationToken? stop = null)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = _folder });
        foreach (var (key, value) in settings ?? []) builder.Configuration[key] = value;
        if (clock is not null) builder.Services.AddSingleton<TimeProvider>(clock);
        await using var output = new StringWriter { NewLine = "\n" };
        await using var error = new StringWriter { NewLine = "\n" };
        var exitCode = await CliCommands.RunAsync(args, builder, output, error, static _ => { }, stop ?? TestContext.Current.CancellationToken).InTime();
        return (exitCode, output.ToString(), error.ToString());
    }
}
