using AmiBlazor.Ami;
using AmiBlazor.Testing.Asterisk;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AmiBlazor.Tests.Ami;

/// <summary>Being let in, or not, by a real Asterisk.</summary>
[Needs(Need.Asterisk)]
public sealed class RealAsteriskLoginTests : IAsyncDisposable
{
    private readonly ServiceProvider _services =
        new ServiceCollection().AddLogging().AddAmi(new ConfigurationBuilder().Build()).BuildServiceProvider();

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    [Theory, InlineData(16, "Md5"), InlineData(16, "Plain"), InlineData(22, "Md5"), InlineData(22, "Plain")]
    public async Task Both_ways_of_login_are_taken(int version, string way)
    {
        await using var asterisk = await Requirements.StartAsteriskAsync(version);
        var server = asterisk.Server();
        server.Authentication = Enum.Parse<AmiAuthentication>(way);

        await using var session = await ConnectAsync(server);

        Assert.Equal(version == 16 ? "5.0.4" : "11.0.0", session.Version);
        Assert.Equal(3, await CountAsync(session));
    }

    [Theory, InlineData(16, "Md5"), InlineData(16, "Plain"), InlineData(22, "Md5"), InlineData(22, "Plain")]
    public async Task A_wrong_secret_is_named(int version, string way)
    {
        await using var asterisk = await Requirements.StartAsteriskAsync(version);
        var server = asterisk.Server();
        server.Authentication = Enum.Parse<AmiAuthentication>(way);
        server.Secret = "guessed";

        var refusal = await Assert.ThrowsAsync<AmiAuthenticationException>(() => ConnectAsync(server));

        Assert.Contains("Authentication failed", refusal.PbxWords, StringComparison.Ordinal);
        Assert.DoesNotContain("guessed", refusal.ToString(), StringComparison.Ordinal);
    }

    [Theory, InlineData(16), InlineData(22)]
    public async Task An_unknown_user_and_an_address_that_is_denied_are_refused_alike(int version)
    {
        await using var asterisk = await Requirements.StartAsteriskAsync(version, new()
        {
            Accounts = [new("denied") { Lines = ["deny = 0.0.0.0/0.0.0.0", "permit = 192.0.2.0/255.255.255.0"] }],
        });
        var nobody = asterisk.Server();
        nobody.Username = "nobody";

        var denied = await Assert.ThrowsAsync<AmiAuthenticationException>(() => ConnectAsync(asterisk.Server()));
        var unknown = await Assert.ThrowsAsync<AmiAuthenticationException>(() => ConnectAsync(nobody));

        Assert.Contains("permit and deny", denied.Message, StringComparison.Ordinal);
        Assert.Equal(denied.PbxWords, unknown.PbxWords);
    }

    [Theory, InlineData(16, "Md5"), InlineData(16, "Plain"), InlineData(22, "Md5"), InlineData(22, "Plain")]
    public async Task An_account_that_may_log_in_once_only_and_is_in_use_is_named(int version, string way)
    {
        await using var asterisk = await Requirements.StartAsteriskAsync(version, new()
        {
            Accounts = [new("once") { Lines = ["allowmultiplelogin = no"] }],
        });
        var server = asterisk.Server();
        server.Authentication = Enum.Parse<AmiAuthentication>(way);
        await using (await ConnectAsync(server))
        {
            var refusal = await Assert.ThrowsAsync<AmiLoginInUseException>(() => ConnectAsync(server));

            Assert.Contains("allowmultiplelogin", refusal.Message, StringComparison.Ordinal);
            Assert.Contains("Login Already In Use", refusal.PbxWords, StringComparison.Ordinal);
        }
    }

    [Theory, InlineData(16, "call,system", ""), InlineData(22, "call,system", ""), InlineData(16, "", "system"), InlineData(22, "", "system")]
    public async Task A_missing_permission_names_the_line_to_add(int version, string read, string write)
    {
        await using var asterisk = await Requirements.StartAsteriskAsync(version, new() { Accounts = [new("reader", read, write)] });
        await using var session = await ConnectAsync(asterisk.Server());

        var list = await Assert.ThrowsAsync<AmiPermissionException>(() => CountAsync(session));
        var single = await Assert.ThrowsAsync<AmiPermissionException>(
            () => session.GetExtensionStateAsync("from-internal", "1000", TestContext.Current.CancellationToken).InTime());

        Assert.Contains("write=reporting", list.Message, StringComparison.Ordinal);
        Assert.Contains("write=reporting", single.Message, StringComparison.Ordinal);
        Assert.Contains("Permission denied", list.PbxWords, StringComparison.Ordinal);
    }

    [Theory, InlineData(16, "reporting"), InlineData(22, "reporting"), InlineData(16, "call"), InlineData(22, "call")]
    public async Task Either_permission_is_enough(int version, string write)
    {
        await using var asterisk = await Requirements.StartAsteriskAsync(version, new() { Accounts = [new("least", "", write)] });
        await using var session = await ConnectAsync(asterisk.Server());

        Assert.Equal(3, await CountAsync(session));
        Assert.Equal(0, (await session.GetExtensionStateAsync("from-internal", "1000", TestContext.Current.CancellationToken).InTime()).Status);
    }

    [Theory, InlineData(16), InlineData(22)]
    public async Task A_pinned_certificate_is_trusted_and_no_other(int version)
    {
        await using var asterisk = await Requirements.StartAsteriskAsync(version, new() { Tls = true });
        await using (var session = await ConnectAsync(Tls(asterisk, asterisk.CertificateSha256)))
            Assert.Equal(3, await CountAsync(session));

        var otherPin = await Assert.ThrowsAsync<AmiTlsException>(() => ConnectAsync(Tls(asterisk, new string('0', 64))));
        var noPin = await Assert.ThrowsAsync<AmiTlsException>(() => ConnectAsync(Tls(asterisk, pin: null)));

        Assert.Contains(asterisk.CertificateSha256!, otherPin.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(asterisk.CertificateSha256!, noPin.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Theory, InlineData(16), InlineData(22)]
    public async Task Tls_on_the_plain_port_is_named(int version)
    {
        await using var asterisk = await Requirements.StartAsteriskAsync(version, new() { Tls = true });
        var server = Tls(asterisk, asterisk.CertificateSha256);
        server.Port = asterisk.Port;

        await Assert.ThrowsAsync<AmiTlsException>(() => ConnectAsync(server));
    }

    [Theory, InlineData(16), InlineData(22)]
    public async Task After_the_goodbye_the_pbx_has_no_session_left(int version)
    {
        await using var asterisk = await Requirements.StartAsteriskAsync(version);
        var session = await ConnectAsync(asterisk.Server());
        var during = await asterisk.CommandAsync("manager show connected");

        await session.LogoffAsync("bulk-1-complete").InTime();
        await session.DisposeAsync();

        Assert.Contains(during, IsOurs);

        // Asterisk says goodbye first and clears up then.
        await GoneAsync().InTime();

        static bool IsOurs(string line) => line.Contains(" amiblazor ", StringComparison.Ordinal);

        async Task GoneAsync()
        {
            while ((await asterisk.CommandAsync("manager show connected")).Any(IsOurs))
                TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }
    }

    private static AmiServerOptions Tls(RealAsterisk asterisk, string? pin)
    {
        var server = asterisk.Server();
        (server.Tls, server.Port, server.TlsCertificateSha256) = (true, asterisk.TlsPort, pin);
        return server;
    }

    private static async Task<int> CountAsync(AmiSession session)
    {
        using var list = await session.ListExtensionStatesAsync("bulk-1", new(), TestContext.Current.CancellationToken).InTime();
        return list.Rows.Length;
    }

    private Task<AmiSession> ConnectAsync(AmiServerOptions server) =>
        _services.GetRequiredService<AmiConnector>().ConnectAsync(server, "off", null, null, TestContext.Current.CancellationToken).InTime();
}
