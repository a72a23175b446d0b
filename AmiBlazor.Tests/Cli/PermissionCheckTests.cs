using System.Globalization;
using AmiBlazor.Ami;
using AmiBlazor.Cli;
using AmiBlazor.Pbxs;
using AmiBlazor.Testing.Asterisk;
using AmiBlazor.Tests.Ami;
using AmiBlazor.Tests.Browser;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace AmiBlazor.Tests.Cli;

/// <summary><c>query --check-permissions</c>, mostly against what real Asterisks answer.</summary>
public sealed class PermissionCheckTests
{
    private static readonly RealAsteriskSettings Accounts = new()
    {
        Accounts =
        [
            new("least"),
            new("everything", "all", "all"),
            new("caller", "call", "call,originate,command"),
            new("nothing", "call", ""),
        ],
    };

    [Theory, InlineData(16), InlineData(22)]
    [Needs(Need.Asterisk)]
    public async Task The_least_account_is_as_it_should_be(int version)
    {
        await using var asterisk = await Requirements.StartAsteriskAsync(version, Accounts);

        var (exitCode, lines) = await CheckAsync(asterisk, "least");

        Assert.Equal(0, exitCode);
        Assert.Equal("good     The account “least” of PBX “real” can request the list of extension states.", lines[0]);
        Assert.Equal("good     It has no permissions beyond write=reporting.", lines[1]);
        Assert.Equal("good     It can read names, from the PBX's database (AMPUSER) and the callerid of PJSIP endpoints.", lines[2]);
        Assert.Equal("good     FullyBooted arrived after its login: it reads the class system.", lines[3]);
        Assert.Equal("unknown  Nothing happened on the PBX in 0 s: whether ExtensionStatus arrives is not known. Call an extension while it listens: --listen 60.", lines[4]);
    }

    [Theory, InlineData(16), InlineData(22)]
    [Needs(Need.Asterisk)]
    public async Task What_an_account_has_without_need_is_named(int version)
    {
        await using var asterisk = await Requirements.StartAsteriskAsync(version, Accounts);

        var everything = await CheckAsync(asterisk, "everything");
        var caller = await CheckAsync(asterisk, "caller");

        Assert.Equal((1, 1), (everything.ExitCode, caller.ExitCode));
        Assert.StartsWith("good ", everything.Lines[0], StringComparison.Ordinal);
        Assert.Matches("^warning  It has more permissions than it needs: .*and [0-9]+ more\\. Remove .*command.*originate.* from its write=\\.", everything.Lines[1]);
        Assert.Matches("^warning  It has more permissions than it needs: .*Command.*Originate.*\\. Remove call,command,originate from its write=\\.", caller.Lines[1]);
    }

    [Theory, InlineData(16), InlineData(22)]
    [Needs(Need.Asterisk)]
    public async Task What_an_account_lacks_is_named(int version)
    {
        await using var asterisk = await Requirements.StartAsteriskAsync(version, Accounts);

        var (exitCode, lines) = await CheckAsync(asterisk, "nothing");

        Assert.Equal(1, exitCode);
        Assert.Equal(
            "missing  The account “nothing” of PBX “real” cannot request the list of extension states: add write=reporting in manager.conf and reload the manager.",
            lines[0]);
        Assert.StartsWith("good ", lines[1], StringComparison.Ordinal);
    }

    [Theory, InlineData(16), InlineData(22)]
    [Needs(Need.Asterisk)]
    public async Task What_the_account_that_acts_lacks_or_has_without_need_is_named(int version)
    {
        await using var asterisk = await Requirements.StartAsteriskAsync(version, new()
        {
            Accounts =
            [
                new("amiblazor"),
                new("least", Write: "call,agent,originate"),
                new("much", Write: "system,command,call,agent,originate"),
                new("little", Write: "call"),
            ],
            Telephony = new([]) { IsExchange = true },
        });
        using var connector = new AmiClient();

        var all = await ControlAsync("least");
        Assert.Equal(
            [
                ("missing", "The account “least” for call control of PBX “real”: It cannot use PlayDTMF, which StartRecording needs: load app_senddtmf on the PBX."),
                ("note", "It needs originate to ring phones. Asterisk cannot limit that right: whoever learns the secret calls any number through any context, and writes files as Asterisk's user. Keep permit= to this machine alone (docs/security.md)."),
            ],
            all);
        Assert.Equal(
            [("good", "The account “least” for call control of PBX “real” can do everything that Ami:Servers:N:Control:Allow allows."), all[1]],
            await ControlAsync("least", "Call", "HangUp", "Pause", "Park"));

        var much = await ControlAsync("much", "HangUp");
        Assert.Equal(["good", "warning"], much.Select(line => line.Word));
        Assert.Equal(
            "The account “much” for call control of PBX “real” has rights that it does not need: agent (makes any channel an agent of a queue, and so calls any number), command (runs everything that Asterisk's command line can), originate (calls any number through any context, and writes files as Asterisk's user), system (runs any command on the PBX's machine). Remove them from its write= in manager.conf: whoever learns its secret can use them.",
            much[1].Line);

        Assert.Equal(
            [
                ("missing", "The account “little” for call control of PBX “real”: It cannot use Originate, which Call, Listen needs: add originate to its write= in manager.conf and reload the manager."),
                ("missing", "The account “little” for call control of PBX “real”: It cannot use QueuePause, which Pause needs: add agent to its write= in manager.conf, reload the manager, and make sure that app_queue is loaded."),
            ],
            await ControlAsync("little", "Call", "Listen", "HangUp", "Pause"));

        async Task<List<(string Word, string Line)>> ControlAsync(string account, params string[] allowed)
        {
            var server = asterisk.Server();
            var used = asterisk.Server(account);
            server.Control = new AmiControlOptions { Username = account, Secret = used.Secret, Allow = [.. allowed] };
            return [.. PermissionCheck.DescribeControl(server, await PermissionCheck.AskControlAsync(connector.Connector, server, TestContext.Current.CancellationToken))];
        }
    }

    [Theory, InlineData(16), InlineData(22)]
    [Needs(Need.Asterisk)]
    public async Task What_a_filter_keeps_away_is_told_by_what_happens_meanwhile(int version)
    {
        await using var asterisk = await Requirements.StartAsteriskAsync(version, new()
        {
            Accounts =
            [
                new("unfiltered"),
                new("readme") { Lines = [AmiEventFilter.Line] },
                new("newer") { Lines = AmiEventFilter.NewerLines },
                new("panel") { Lines = ["eventfilter = !Event: ExtensionStatus"] },
                new("white") { Lines = ["eventfilter = Event: (Newchannel|Hangup)"] },
                new("newerwhite") { Lines = ["eventfilter(action(include),name(Newchannel)) ="] },
                new("system", Read: "system"),
                new("call", Read: "call"),
            ],
            Modules = ["func_presencestate", "res_manager_presencestate"],
        });
        var everything = new EventFacts(IsBooted: true, IsTold: true, HearsCalls: true, Untold: 0, Unneeded: "PresenceStateChange");
        var nothing = new EventFacts(IsBooted: true, IsTold: false, HearsCalls: false, Untold: 1, Unneeded: null);

        Assert.Equal(everything, await ListenAsync(asterisk, "unfiltered"));
        Assert.Equal(everything with { Unneeded = null }, await ListenAsync(asterisk, "readme"));
        Assert.Equal(version == 16 ? everything : everything with { Unneeded = null }, await ListenAsync(asterisk, "newer"));
        var panel = await ListenAsync(asterisk, "panel");
        Assert.Equal(everything with { IsTold = false, Untold = 1 }, panel);
        Assert.Equal(nothing, await ListenAsync(asterisk, "white"));
        Assert.Equal(version == 16 ? everything : nothing, await ListenAsync(asterisk, "newerwhite"));
        Assert.Equal(nothing, await ListenAsync(asterisk, "system"));
        Assert.Equal(everything with { IsBooted = false }, await ListenAsync(asterisk, "call"));

        var lines = EventWords.Lines(asterisk.Server("panel"), panel, TimeSpan.FromSeconds(2)).ToList();
        Assert.Equal(
            "missing  1 extension changed, and other events of the class call arrived, but no ExtensionStatus: an eventfilter of “panel” keeps it away. "
            + "Remove that filter from manager.conf or let ExtensionStatus pass, then reload the manager.",
            lines[1]);
        Assert.Equal("             " + AmiEventFilter.Line, lines[3]);
        Assert.False(EventWords.IsRight(panel));
        Assert.StartsWith(
            "missing  1 extension changed, and no ExtensionStatus arrived: the account does not read the class call, or an eventfilter keeps it away.",
            EventWords.Lines(asterisk.Server("white"), nothing, TimeSpan.FromSeconds(2)).ElementAt(1), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_PBX_that_does_not_tell_is_quoted()
    {
        await using var pbx = FakeAmiServer.Start();
        var checking = RunAsync([.. AmiBlazorApp.Server(pbx)]);
        var session = await pbx.AcceptAsync();
        await session.LoginAsync();
        var asked = await session.ExpectAsync("ListCommands");
        await session.RefuseAsync(asked.ActionId, "Permission denied");
        var goodbye = await session.ExpectAsync("Logoff");
        await session.SucceedAsync(goodbye.ActionId);

        var (exitCode, _, error) = await checking;

        Assert.Equal(1, exitCode);
        Assert.Equal("PBX “main” did not report the permissions of the account “amiblazor”. Message from the PBX: Permission denied.\n", error);
    }

    [Theory]
    [InlineData("--json")]
    [InlineData("--individual")]
    public async Task It_is_asked_for_alone(string other)
    {
        var (exitCode, output, error) = await RunAsync(AmiBlazorApp.Server(1), other);

        Assert.Equal((1, ""), (exitCode, output));
        Assert.Equal($"--check-permissions and {other} exclude each other; give one of them. See query --help.\n", error);
    }

    [Fact]
    public async Task How_long_it_listens_has_bounds()
    {
        var (exitCode, _, error) = await RunAsync(AmiBlazorApp.Server(1), "--listen", "601");

        Assert.Equal((1, "--listen is “601”; allowed is 0 to 600. See query --help.\n"), (exitCode, error));
    }

    /// <summary>Changes an extension, and a presence of which nobody needs to know, while an account listens.</summary>
    private static async Task<EventFacts> ListenAsync(RealAsterisk asterisk, string account)
    {
        using var client = new AmiClient();
        var status = (await asterisk.ListAsync())[(RealAsteriskSettings.DefaultContext, "1001")].Status;
        var clock = new FakeClock();
        var pings = 0;
        return await EventCheck.ListenAsync(client.Connector, asterisk.Server(account), ChangeAsync, clock, TestContext.Current.CancellationToken).InTime();

        async Task ChangeAsync(CancellationToken cancellationToken)
        {
            // The event of the presence comes between two of the extension, of which the second is awaited.
            string[] states = [.. new[] { (1, "INUSE"), (8, "RINGING"), (2, "BUSY") }.Where(state => state.Item1 != status).Select(state => state.Item2)];
            await PingAsync(cancellationToken);
            await asterisk.SetStateAsync("Custom:1001", states[0]);
            await PingAsync(cancellationToken);
            await asterisk.CommandAsync("presencestate change CustomPresence:1001 " + (status == 1 ? "away" : "xa"));
            await PingAsync(cancellationToken);
            await asterisk.SetStateAsync("Custom:1001", states[1]);
            await PingAsync(cancellationToken);
        }

        // An event is believed when nothing that others wrote came between the answer to a ping and it.
        async Task PingAsync(CancellationToken cancellationToken)
        {
            var between = TimeSpan.FromMilliseconds(20);
            await clock.TimerDueInAsync(between, ++pings).WaitAsync(cancellationToken);
            clock.Advance(between);
            await clock.TimerDueInAsync(between, pings + 1).WaitAsync(cancellationToken);
        }
    }

    private static async Task<(int ExitCode, string[] Lines)> CheckAsync(RealAsterisk asterisk, string account)
    {
        var server = asterisk.Server(account);
        const string Section = "Ami:Servers:0:";
        var (exitCode, output, error) = await RunAsync(
        [
            (Section + "Name", server.Name), (Section + "Host", server.Host), (Section + "Port", server.Port!.Value.ToString(CultureInfo.InvariantCulture)),
            (Section + "Username", server.Username), (Section + "Secret", server.Secret!),
        ], "--listen", "0");
        Assert.Equal("", error);
        Assert.DoesNotContain(server.Secret!, output, StringComparison.Ordinal);
        return (exitCode, output.Split('\n'));
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync((string Key, string Value)[] settings, params string[] more)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(settings.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)));
        using StringWriter output = new() { NewLine = "\n" }, error = new() { NewLine = "\n" };
        var exitCode = await CliCommands.RunAsync(
            ["query", "--check-permissions", .. more], builder, output, error, static _ => { }, TestContext.Current.CancellationToken).InTime();
        return (exitCode, output.ToString(), error.ToString());
    }
}
