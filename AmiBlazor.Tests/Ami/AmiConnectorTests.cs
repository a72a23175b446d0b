using System.Net;
using System.Net.Sockets;
using AmiBlazor.Ami;
using AmiBlazor.Tests.Browser;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Ami;

public sealed class AmiConnectorTests : IAsyncDisposable
{
    private readonly FakeAmiServer _server = FakeAmiServer.Start();
    private readonly FakeClock _clock = new();
    private readonly AmiClient _client;

    public AmiConnectorTests() => _client = new(_clock);

    private string Place => $"PBX “main” (127.0.0.1:{_server.Port})";

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task By_default_the_secret_never_crosses_the_wire()
    {
        var connecting = _client.ConnectAsync(_server.Options());
        var pbx = await _server.AcceptAsync();
        var login = await pbx.LoginAsync();
        await using var session = await connecting;

        Assert.Equal("11.0.0", session.Version);
        Assert.Equal(["Action", "ActionID", "AuthType", "Username", "Key", "Events"], login.Lines.Select(line => line.Split(':')[0]));
        Assert.Equal("off", login["Events"]);
        Assert.Contains("Action: Challenge\r\n", pbx.Received, StringComparison.Ordinal);
        Assert.DoesNotContain(FakeAmiServer.Secret, pbx.Received, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plain_login_is_one_action()
    {
        var options = _server.Options();
        options.Authentication = AmiAuthentication.Plain;

        var connecting = _client.ConnectAsync(options);
        var pbx = await _server.AcceptAsync();
        var login = await pbx.LoginAsync();
        await using var session = await connecting;

        Assert.Equal(FakeAmiServer.Secret, login["Secret"]);
        Assert.Equal("off", login["Events"]);
        Assert.DoesNotContain("Challenge", pbx.Received, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_is_open_without_a_FullyBooted()
    {
        var (session, pbx) = await _client.LogInAsync(_server);
        await using var open = session;

        var asking = session.SendAsync(new("Ping", "ping-1"), AmiClient.Token).InTime();
        Assert.Equal("ping-1", (await pbx.ExpectAsync("Ping")).ActionId);
        await pbx.SucceedAsync("ping-1", "Ping: Pong");

        await asking;
        Assert.False(session.Ended.IsCompleted);
    }

    [Fact]
    public async Task A_refused_connection_says_what_to_check()
    {
        _server.Stop();

        var failure = await Assert.ThrowsAsync<AmiConnectException>(() => _client.ConnectAsync(_server.Options()));

        Assert.Equal($"{Place} refused the connection. Check that Asterisk is running there and that manager.conf has enabled=yes and this address and port.", failure.Message);
    }

    [Fact]
    public async Task An_unknown_host_is_told_as_one()
    {
        var options = _server.Options();
        options.Host = "no-such-host.invalid";

        var failure = await Assert.ThrowsAsync<AmiConnectException>(() => _client.ConnectAsync(options));

        Assert.Equal(
            $"The host name of PBX “main” (no-such-host.invalid:{_server.Port}) is unknown. Check Host in the configuration, and DNS.", failure.Message);
    }

    [Theory, InlineData("SSH-2.0-OpenSSH_9.6\r\n"), InlineData("220 mail.example ESMTP\r\n"), InlineData("H")]
    public async Task What_is_no_manager_gets_no_secret(string greeting)
    {
        var options = _server.Options();
        options.Authentication = AmiAuthentication.Plain;
        var connecting = _client.ConnectAsync(options);
        var pbx = await _server.AcceptAsync();
        await pbx.SendTextAsync(greeting);

        var failure = await Assert.ThrowsAsync<AmiNotManagerException>(() => connecting);

        Assert.Equal($"{Place} is not an Asterisk manager; no secret was sent. Check Host and Port.", failure.Message);
        Assert.Equal(greeting.TrimEnd(), failure.PbxWords);
        await pbx.ExpectCloseAsync();
        Assert.Empty(pbx.Received);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_close_before_the_banner_is_told_as_one(bool reset)
    {
        var connecting = _client.ConnectAsync(_server.Options());
        var pbx = await _server.AcceptAsync();
        if (reset)
            pbx.Reset();
        else
            pbx.Cut();

        var failure = await Assert.ThrowsAsync<AmiConnectException>(() => connecting);

        Assert.StartsWith($"{Place} accepted the connection and closed it without sending anything.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_PBX_without_a_banner_is_left_after_ten_seconds()
    {
        var connecting = _client.ConnectAsync(_server.Options());
        var pbx = await _server.AcceptAsync();
        await _clock.TimerDueInAsync(TimeSpan.FromSeconds(10), nth: 2);
        await pbx.SendTextAsync("Asterisk Call Man");
        _clock.Advance(TimeSpan.FromSeconds(10));

        var failure = await Assert.ThrowsAsync<AmiTimeoutException>(() => connecting);

        Assert.Equal(
            $"{Place} accepted the connection but sent no Asterisk manager banner within 10 s. Check the port, and set Tls if it is the manager's TLS port.", failure.Message);
        await pbx.ExpectCloseAsync();
    }

    [Fact]
    public async Task A_PBX_that_does_not_answer_the_challenge_is_left_after_ten_seconds()
    {
        var connecting = _client.ConnectAsync(_server.Options());
        var pbx = await _server.AcceptAsync();
        await pbx.BannerAsync();
        await pbx.ExpectAsync("Challenge");
        await _clock.TimerDueInAsync(TimeSpan.FromSeconds(10), nth: 3);
        _clock.Advance(TimeSpan.FromSeconds(10));

        var failure = await Assert.ThrowsAsync<AmiTimeoutException>(() => connecting);

        Assert.Equal($"{Place} did not answer Challenge within 10 s. Check its load and the network.", failure.Message);
        await pbx.ExpectCloseAsync();
    }

    [Fact]
    public async Task A_wrong_secret_is_told_as_one()
    {
        var options = _server.Options();
        options.Secret = "not-it";
        var connecting = _client.ConnectAsync(options);
        var pbx = await _server.AcceptAsync();
        await Assert.ThrowsAsync<EndOfStreamException>(() => pbx.LoginAsync());

        var failure = await Assert.ThrowsAsync<AmiAuthenticationException>(() => connecting);

        Assert.Equal(
            $"{Place} refused the login of manager account “amiblazor”. Check the username, the secret, and the account's permit and deny in manager.conf.", failure.Message);
        Assert.Equal("Authentication failed", failure.PbxWords);
        Assert.DoesNotContain("not-it", failure.ToString(), StringComparison.Ordinal);
    }

    [Theory, InlineData("Challenge"), InlineData("Login")]
    public async Task An_account_that_may_log_in_once_only_needs_a_second_one(string refused)
    {
        var options = _server.Options();
        options.Authentication = refused is "Challenge" ? AmiAuthentication.Md5 : AmiAuthentication.Plain;
        var connecting = _client.ConnectAsync(options);
        var pbx = await _server.AcceptAsync();
        await pbx.BannerAsync();
        var action = await pbx.ExpectAsync(refused);
        await pbx.RefuseAsync(action.ActionId, "Login Already In Use");

        var failure = await Assert.ThrowsAsync<AmiLoginInUseException>(() => connecting);

        Assert.Equal(
            $"The manager account “amiblazor” is already logged in on {Place}, and allowmultiplelogin=no allows only one login. "
            + "Set allowmultiplelogin=yes in manager.conf: AmiBlazor uses separate connections for live events and refreshes.",
            failure.Message);
        Assert.Equal("Login Already In Use", failure.PbxWords);
    }

    [Fact]
    public async Task A_close_during_the_login_is_told_as_one()
    {
        var connecting = _client.ConnectAsync(_server.Options());
        var pbx = await _server.AcceptAsync();
        await pbx.BannerAsync();
        await pbx.ExpectAsync("Challenge");
        pbx.Cut();

        var failure = await Assert.ThrowsAsync<AmiClosedException>(() => connecting);

        Assert.Equal($"{Place} closed the connection. Check whether Asterisk or its manager was restarted, then try again.", failure.Message);
    }

    [Fact]
    public async Task A_challenge_without_one_is_malformed()
    {
        var connecting = _client.ConnectAsync(_server.Options());
        var pbx = await _server.AcceptAsync();
        await pbx.BannerAsync();
        await pbx.SucceedAsync((await pbx.ExpectAsync("Challenge")).ActionId, "Message: Hello");

        await Assert.ThrowsAsync<AmiMalformedException>(() => connecting);
    }

    [Fact]
    public async Task An_error_without_an_ActionID_is_about_the_action_under_way()
    {
        var connecting = _client.ConnectAsync(_server.Options());
        var pbx = await _server.AcceptAsync();
        await pbx.BannerAsync();
        await pbx.ExpectAsync("Challenge");
        await pbx.SendAsync("Response: Error", "Message: Missing action in request");

        var failure = await Assert.ThrowsAsync<AmiAuthenticationException>(() => connecting);

        Assert.Equal("Missing action in request", failure.PbxWords);
    }

    [Theory, InlineData("banner"), InlineData("challenge"), InlineData("login")]
    public async Task A_cancelled_attempt_ends_at_once_in_every_phase(string phase)
    {
        using var cancel = new CancellationTokenSource();
        var connecting = _client.ConnectAsync(_server.Options(), cancel.Token);
        var pbx = await _server.AcceptAsync();
        if (phase is not "banner")
        {
            await pbx.BannerAsync();
            var challenge = await pbx.ExpectAsync("Challenge");
            if (phase is "login")
            {
                await pbx.SucceedAsync(challenge.ActionId, "Challenge: 1");
                await pbx.ExpectAsync("Login");
            }
        }

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting);
        await pbx.ExpectCloseAsync();
    }

    [Fact]
    public async Task A_cancelled_attempt_ends_while_the_PBX_does_not_take_the_connection()
    {
        using var full = new Socket(SocketType.Stream, ProtocolType.Tcp);
        full.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        full.Listen(0);
        // A queue of none holds one connection; the next one hangs.
        using var first = new TcpClient();
        await first.ConnectAsync((IPEndPoint)full.LocalEndPoint!, AmiClient.Token);
        using var cancel = new CancellationTokenSource();
        var options = _server.Options();
        options.Port = ((IPEndPoint)full.LocalEndPoint!).Port;

        var connecting = _client.ConnectAsync(options, cancel.Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting);
    }

    [Fact]
    public async Task A_PBX_that_does_not_take_the_connection_is_left_after_ten_seconds()
    {
        using var full = new Socket(SocketType.Stream, ProtocolType.Tcp);
        full.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        full.Listen(0);
        using var first = new TcpClient();
        await first.ConnectAsync((IPEndPoint)full.LocalEndPoint!, AmiClient.Token);
        var options = _server.Options();
        options.Port = ((IPEndPoint)full.LocalEndPoint!).Port;

        var connecting = _client.ConnectAsync(options);
        await _clock.TimerDueInAsync(TimeSpan.FromSeconds(10));
        _clock.Advance(TimeSpan.FromSeconds(10));

        var failure = await Assert.ThrowsAsync<AmiTimeoutException>(() => connecting);
        Assert.EndsWith("did not accept the connection within 10 s. Check Host, Port, the network, and the firewall.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_username_with_a_line_break_never_reaches_the_wire()
    {
        var options = _server.Options();
        options.Username = "amiblazor\r\nAction: Originate";
        var connecting = _client.ConnectAsync(options);
        var pbx = await _server.AcceptAsync();
        await pbx.BannerAsync();
        await pbx.SucceedAsync((await pbx.ExpectAsync("Challenge")).ActionId, "Challenge: 1");

        var failure = await Assert.ThrowsAsync<AmiInvalidActionException>(() => connecting);

        Assert.Equal($"The action Login was not sent to {Place}: its Username contains a line break or a NUL.", failure.Message);
        await pbx.ExpectCloseAsync();
        Assert.DoesNotContain("Originate", pbx.Received, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_file_is_read_anew_at_each_login()
    {
        var file = Path.GetTempFileName();
        try
        {
            var options = _server.Options();
            options.Secret = null;
            options.SecretFile = file;
            foreach (var secret in (string[])["first", "second\n", "third\r\nanother line\r\n"])
            {
                await File.WriteAllTextAsync(file, secret, AmiClient.Token);
                var connecting = _client.ConnectAsync(options);
                var pbx = await _server.AcceptAsync();
                await pbx.LoginAsync(secret.Split('\r', '\n')[0]);
                await (await connecting).DisposeAsync();
            }
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory, InlineData(null, "cannot be read"), InlineData("", "first line of the secret file"), InlineData("\nsecret", "first line of the secret file")]
    public async Task A_secret_file_that_gives_none_is_told_before_anything_is_sent(string? content, string told)
    {
        var file = Path.GetTempFileName();
        try
        {
            if (content is null)
                File.Delete(file);
            else
                await File.WriteAllTextAsync(file, content, AmiClient.Token);
            var options = _server.Options();
            options.Secret = null;
            options.SecretFile = file;

            var failure = await Assert.ThrowsAsync<AmiSecretException>(() => _client.ConnectAsync(options));

            Assert.Contains(told, failure.Message, StringComparison.Ordinal);
            Assert.Empty(_server.Sessions);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task No_log_line_holds_the_secret_or_its_hash()
    {
        var connecting = _client.ConnectAsync(_server.Options());
        var pbx = await _server.AcceptAsync();
        var login = await pbx.LoginAsync();
        await (await connecting).DisposeAsync();

        Assert.NotEmpty(_client.Logs.GetSnapshot());
        Assert.All(_client.Logs.GetSnapshot(), line => Assert.DoesNotContain(FakeAmiServer.Secret, line.Message, StringComparison.Ordinal));
        Assert.All(_client.Logs.GetSnapshot(), line => Assert.DoesNotContain(login["Key"]!, line.Message, StringComparison.Ordinal));
    }
}
