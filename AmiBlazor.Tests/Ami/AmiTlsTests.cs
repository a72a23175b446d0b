using AmiBlazor.Ami;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Ami;

public sealed class AmiTlsTests : IDisposable
{
    private readonly AmiClient _client = new();

    public void Dispose() => _client.Dispose();

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_pinned_certificate_is_trusted_whoever_issued_it(bool colons)
    {
        await using var server = FakeAmiServer.Start(tls: true);
        var options = server.Options();
        if (colons)
            options.TlsCertificateSha256 = string.Join(':', options.TlsCertificateSha256!.ToLowerInvariant().Chunk(2).Select(pair => new string(pair)));

        var connecting = _client.ConnectAsync(options);
        var pbx = await server.AcceptAsync();
        await pbx.LoginAsync();
        await using var session = await connecting;
        var listing = session.ListExtensionStatesAsync("bulk-1", new(), AmiClient.Token);
        await pbx.SendListAsync((await pbx.ExpectAsync("ExtensionStateList")).ActionId, CollectorFeed.Row("1001"));

        using var list = await listing.InTime();
        Assert.Equal([CollectorFeed.Row("1001")], list.Rows.ToArray());
    }

    [Fact]
    public async Task Another_certificate_than_the_pinned_one_is_refused_and_shown()
    {
        await using var server = FakeAmiServer.Start(tls: true);
        var options = server.Options();
        options.TlsCertificateSha256 = new string('0', 64);

        var failure = await Assert.ThrowsAsync<AmiTlsException>(() => _client.ConnectAsync(options));

        Assert.Equal(
            $"The certificate of PBX “main” (127.0.0.1:{server.Port}) is not the pinned one: its SHA-256 is {server.CertificateSha256}. "
            + "If it was renewed, set the new TlsCertificateSha256.",
            failure.Message);
    }

    [Fact]
    public async Task A_certificate_of_nobody_known_is_refused_where_none_is_pinned()
    {
        await using var server = FakeAmiServer.Start(tls: true);
        var options = server.Options();
        options.TlsCertificateSha256 = null;

        var failure = await Assert.ThrowsAsync<AmiTlsException>(() => _client.ConnectAsync(options));

        Assert.Equal(
            $"The certificate of PBX “main” (127.0.0.1:{server.Port}) is self-signed. If SHA-256 {server.CertificateSha256} is yours, set it as TlsCertificateSha256.",
            failure.Message);
    }

    [Fact]
    public async Task A_plain_manager_where_TLS_is_asked_for_is_told_as_one()
    {
        await using var server = FakeAmiServer.Start();
        var options = server.Options();
        options.Tls = true;
        var connecting = _client.ConnectAsync(options);
        var pbx = await server.AcceptAsync();
        await pbx.BannerAsync();

        var failure = await Assert.ThrowsAsync<AmiTlsException>(() => connecting);

        Assert.Equal(
            $"PBX “main” (127.0.0.1:{server.Port}) speaks no TLS at this port: it is the plain manager port. "
            + "Set Port to that of tlsbindaddr in manager.conf, which also needs tlsenable=yes.",
            failure.Message);
    }

    [Fact]
    public async Task A_handshake_that_hangs_is_left_after_ten_seconds()
    {
        var clock = new FakeClock();
        using var client = new AmiClient(clock);
        await using var server = FakeAmiServer.Start();
        var options = server.Options();
        options.Tls = true;
        var connecting = client.ConnectAsync(options);
        await server.AcceptAsync();
        await clock.TimerDueInAsync(TimeSpan.FromSeconds(10), nth: 2);
        clock.Advance(TimeSpan.FromSeconds(10));

        var failure = await Assert.ThrowsAsync<AmiTimeoutException>(() => connecting);

        Assert.Contains("did not complete the TLS handshake within 10 s", failure.Message, StringComparison.Ordinal);
    }
}
