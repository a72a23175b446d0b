using System.Net;
using System.Net.Sockets;
using AmiBlazor.Ami;
using AmiBlazor.Pbxs;
using AmiBlazor.Testing.Asterisk;
using AmiBlazor.Tests.Ami;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AmiBlazor.Tests.Pbxs;

/// <summary>The test of a PBX: what it finds, and what it says where something is wrong.</summary>
public sealed class PbxProbeTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddLogging().AddAmi(new ConfigurationBuilder().Build()).BuildServiceProvider();
    private readonly List<ProbeStep> _steps = [];

    public void Dispose() => _services.Dispose();

    [Fact]
    public async Task A_PBX_that_is_as_it_should_be_comes_to_the_end_with_its_extensions_and_names()
    {
        await using var pbx = FakeAmiServer.Start();
        var answers = pbx.AnswerByItself(Row("1001"), Row("1002"), new("ext-local", "*97", "Custom:x", 0));
        answers.Database[("AMPUSER/1001", "cidname")] = "Anna Berg";
        var server = pbx.Options();
        server.Names = AmiNames.Auto;

        var report = await RunAsync(server);

        Assert.Null(report.Failure);
        Assert.Equal((3, 3, 1), (report.Listed, report.Kept, report.LeftOutByFreePbx));
        Assert.Equal([("ext-local", 3)], report.Contexts);
        Assert.Equal(["*97", "1001", "1002"], report.Examples);
        Assert.NotNull(report.Events);
        Assert.Equal([ProbeStep.Connecting, ProbeStep.Listing, ProbeStep.Rights, ProbeStep.Names, ProbeStep.Listening], _steps.Distinct());
    }

    [Fact]
    public async Task The_preset_for_FreePBX_leaves_feature_codes_out()
    {
        await using var pbx = FakeAmiServer.Start();
        pbx.AnswerByItself(Row("1001"), new("ext-local", "*97", "Custom:x", 0));
        var server = pbx.Options();
        server.Preset = AmiPreset.FreePbx;

        var report = await RunAsync(server);

        Assert.Equal((2, 1), (report.Listed, report.Kept));
        Assert.Equal(["1001"], report.Examples);
    }

    [Fact]
    public async Task A_port_where_nobody_listens_is_no_connection()
    {
        using var taken = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)taken.LocalEndPoint!).Port;

        var failure = await FailAsync(new() { Name = "main", Host = "127.0.0.1", Port = port, Username = "u", Secret = "s" });

        Assert.Equal(ProbeFault.NoConnection, failure.Fault);
        Assert.StartsWith($"PBX “main” (127.0.0.1:{port}) refused the connection. Check that Asterisk is running there", Words(failure), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_nobody_knows_is_no_connection()
    {
        var failure = await FailAsync(new() { Name = "main", Host = "pbx.invalid", Username = "u", Secret = "s" });

        Assert.Equal(ProbeFault.NoConnection, failure.Fault);
        Assert.StartsWith("The host name of PBX “main” (pbx.invalid:5038) is unknown.", Words(failure), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_secret_is_a_refused_login()
    {
        await using var pbx = FakeAmiServer.Start();
        pbx.AnswerByItself(Row("1001"));
        var server = pbx.Options();
        server.Secret = "wrong";

        var failure = await FailAsync(server);

        Assert.Equal(ProbeFault.Login, failure.Fault);
        Assert.Contains("refused the login of manager account “amiblazor”. Check the username, the secret,", Words(failure), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_right_is_named_with_its_line()
    {
        await using var pbx = FakeAmiServer.Start();
        pbx.AnswerByItself(Row("1001")).Refusals["ExtensionStateList"] = "Permission denied";

        var failure = await FailAsync(pbx.Options());

        Assert.Equal(ProbeFault.Permission, failure.Fault);
        Assert.Contains("Add write=reporting (or call) to it in manager.conf", Words(failure), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_untrusted_certificate_is_named_and_once_it_is_trusted_the_test_goes_on()
    {
        await using var pbx = FakeAmiServer.Start(tls: true);
        pbx.AnswerByItself(Row("1001"));
        var server = pbx.Options();
        server.TlsCertificateSha256 = null;

        var failure = await FailAsync(server);
        server.TlsCertificateSha256 = failure.PinnableSha256;
        var report = await RunAsync(server);

        Assert.Equal((ProbeFault.Tls, pbx.CertificateSha256), (failure.Fault, failure.PinnableSha256));
        Assert.Null(report.Failure);
    }

    [Fact]
    public async Task TLS_towards_a_manager_without_it_says_so()
    {
        await using var pbx = FakeAmiServer.Start();
        pbx.AnswerByItself(Row("1001"));
        var server = pbx.Options();
        server.Tls = true;

        var failure = await FailAsync(server);

        Assert.Equal((ProbeFault.Tls, null), (failure.Fault, failure.PinnableSha256));
        Assert.Contains("speaks no TLS at this port: it is the plain manager port.", Words(failure), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_PBX_without_hints_lists_nothing_and_the_test_goes_on()
    {
        await using var pbx = FakeAmiServer.Start();
        pbx.AnswerByItself();

        var report = await RunAsync(pbx.Options());

        Assert.Null(report.Failure);
        Assert.Equal(0, report.Listed);
    }

    [Fact]
    public async Task A_deaf_filter_is_noticed()
    {
        await using var pbx = FakeAmiServer.Start();
        var answers = pbx.AnswerByItself(Row("1001"));
        var pings = 0;
        answers.AfterPong = async session =>
        {
            // The extension changes, and only events of the call arrive.
            if (Interlocked.Increment(ref pings) != 2) return;
            answers.Set(Row("1001", status: 1));
            await session.SendAsync("Event: DeviceStateChange", "Privilege: call,all", "Device: Custom:1001", "State: INUSE");
        };

        var report = await RunAsync(pbx.Options());

        Assert.Equal((false, 1), (report.Events!.IsTold, report.Events.Untold));
    }

    [Fact]
    public async Task A_test_can_be_stopped()
    {
        await using var pbx = FakeAmiServer.Start();
        var answers = pbx.AnswerByItself(Row("1001"));
        using var stop = new CancellationTokenSource();
        var stopped = new TaskCompletionSource();
        answers.BeforeRows = async () =>
        {
            await stop.CancelAsync();
            await stopped.Task;
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Probe().RunAsync(pbx.Options(), _ => { }, stop.Token).InTime());

        stopped.SetResult();
    }

    [Fact]
    public async Task The_address_of_this_machine_is_that_of_the_way_to_the_PBX()
    {
        Assert.Equal(IPAddress.Loopback, await Probe().LocalAddressAsync("127.0.0.1", TestContext.Current.CancellationToken));
        Assert.Null(await Probe().LocalAddressAsync("pbx.invalid", TestContext.Current.CancellationToken));
    }

    [Fact]
    [Needs(Need.Asterisk)]
    public async Task A_real_Asterisk_says_what_its_account_may_do()
    {
        await using var asterisk = await Requirements.StartAsteriskAsync(22, new()
        {
            Accounts = [new("least"), new("everything", "all", "all")],
            Hints = [("from-internal", "1000", "PJSIP/1000"), ("from-internal", "1001", "Custom:1001"), ("from-internal", "1002", "Custom:1002")],
            Endpoints = [("1000", "\"Anna Adler\" <1000>")],
        });

        var least = await RunAsync(asterisk.Server("least"));
        var everything = await RunAsync(asterisk.Server("everything"));

        Assert.Equal((3, 0), (least.Listed, least.Rights!.UnneededActions.Count));
        Assert.Equal(["1000 Anna Adler"], least.Names);
        Assert.True(least.Events!.IsBooted);
        Assert.Contains("Originate", everything.Rights!.UnneededActions);
    }

    private static ExtensionState Row(string exten, int status = 0) => new("ext-local", exten, "Custom:" + exten, status);

    private static string Words(ProbeFailure failure) => FormattableString.Invariant(failure.Sentence);

    private PbxProbe Probe() =>
        new(_services.GetRequiredService<AmiConnector>(), _services.GetRequiredService<AmiResolver>(), TimeProvider.System) { Listen = TimeSpan.FromMilliseconds(300) };

    private Task<ProbeReport> RunAsync(AmiServerOptions server) => Probe().RunAsync(server, _steps.Add, TestContext.Current.CancellationToken).InTime();

    private async Task<ProbeFailure> FailAsync(AmiServerOptions server)
    {
        var report = await RunAsync(server);
        Assert.NotNull(report.Failure);
        return report.Failure;
    }
}
