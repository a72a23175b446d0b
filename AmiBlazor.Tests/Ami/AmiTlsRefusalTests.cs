using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AmiBlazor.Ami;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Ami;

/// <summary>What a person reads when TLS with a PBX is refused: the reason, and what mends it.</summary>
public sealed class AmiTlsRefusalTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 10, 30, 0, TimeSpan.Zero);

    private readonly AmiClient _client = new();

    public void Dispose() => _client.Dispose();

    [Theory]
    [InlineData(-400, -3, "expired on 2026-")]
    [InlineData(3, 400, "is valid only from 2026-")]
    public async Task A_certificate_out_of_its_time_says_so(int from, int to, string told)
    {
        var today = DateTimeOffset.UtcNow;
        await using var server = FakeAmiServer.Start(Certificate("pbx.example", today.AddDays(from), today.AddDays(to)));
        var options = server.Options();
        options.TlsCertificateSha256 = null;

        var failure = await Assert.ThrowsAsync<AmiTlsException>(() => _client.ConnectAsync(options));

        var expected = today.AddDays(from < 0 ? to : from);
        Assert.Contains(told.Replace("2026-", $"{expected:yyyy-MM-dd}", StringComparison.Ordinal), failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Trust", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_trusted_certificate_for_another_name_says_which()
    {
        using var authority = Certificate("Lab CA", Now.AddYears(-1), Now.AddYears(10), isAuthority: true);
        using var certificate = Certificate("pbx.example", Now.AddDays(-1), Now.AddDays(1), authority);

        Assert.Equal(
            "The certificate of PBX “main” (192.0.2.7:5039) is for pbx.example, 10.0.0.5, not for 192.0.2.7. "
            + "Set Host to a name in the certificate, or issue one for 192.0.2.7.",
            Told(certificate, authority, SslPolicyErrors.RemoteCertificateNameMismatch, Now));
    }

    [Fact]
    public void An_issuer_that_is_not_trusted_is_named()
    {
        using var authority = Certificate("Lab CA", Now.AddYears(-1), Now.AddYears(10), isAuthority: true);
        using var certificate = Certificate("pbx.example", Now.AddDays(-1), Now.AddDays(1), authority);

        var alone = Told(certificate, null, SslPolicyErrors.RemoteCertificateChainErrors, Now);
        var both = Told(certificate, null, SslPolicyErrors.RemoteCertificateChainErrors | SslPolicyErrors.RemoteCertificateNameMismatch, Now);

        Assert.StartsWith(
            "The certificate of PBX “main” (192.0.2.7:5039) was issued by “Lab CA”, which this machine does not trust. Trust that issuer, or if SHA-256 ", alone, StringComparison.Ordinal);
        Assert.Contains("for pbx.example, 10.0.0.5 and not for 192.0.2.7.", both, StringComparison.Ordinal);
    }

    [Fact]
    public void An_issuer_that_has_expired_is_named()
    {
        using var authority = Certificate("Lab CA", Now.AddYears(-2), Now.AddDays(-7), isAuthority: true);
        using var certificate = Certificate("pbx.example", Now.AddYears(-1), Now.AddDays(-8), authority, until: Now.AddDays(30));

        Assert.Equal(
            "The certificate of “Lab CA”, which issued that of PBX “main” (192.0.2.7:5039), is not valid now (2025-12-25 10:30 UTC). Renew it, and give the PBX the new chain.",
            Told(certificate, authority, SslPolicyErrors.RemoteCertificateChainErrors, Now));
    }

    [Theory]
    [InlineData(1, "speaks only TLS 1.0, which")]
    [InlineData(2, "speaks only TLS 1.1, which")]
    public async Task A_PBX_that_answers_with_an_old_version_is_told_as_one(byte minor, string told)
    {
        byte[] hello = [2, 0, 0, 38, 3, minor, .. new byte[32], 0, 0, 0x2f, 0];

        var failure = await AnsweredAsync([22, 3, minor, 0, (byte)hello.Length, .. hello]);

        Assert.Contains(told, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { 21, 3, 1, 0, 2, 2, 70 }, "speaks only TLS 1.0")]
    [InlineData(new byte[] { 21, 3, 1, 0, 2, 2, 40 }, "speaks only TLS 1.0")]
    [InlineData(new byte[] { 21, 3, 3, 0, 2, 2, 70 }, "refused TLS 1.2 and newer")]
    [InlineData(new byte[] { 21, 3, 3, 0, 2, 2, 40 }, "have no TLS cipher in common")]
    [InlineData(new byte[] { }, "closed the connection when TLS was to begin")]
    [InlineData(new byte[] { 72, 84, 84, 80, 47, 49, 46, 49, 32, 52, 48, 48, 13, 10 }, "speaks no TLS. Check")]
    public async Task What_else_is_answered_says_where_to_look(byte[] answer, string told)
    {
        var failure = await AnsweredAsync(answer);

        Assert.Contains(told, failure.Message, StringComparison.Ordinal);
    }

    private static string Told(X509Certificate2 certificate, X509Certificate2? trusted, SslPolicyErrors problems, DateTimeOffset now)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTime = now.UtcDateTime;
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        if (trusted is not null) chain.ChainPolicy.CustomTrustStore.Add(trusted);
        chain.Build(certificate);
        var errors = new AmiErrors(new AmiServerOptions { Name = "main", Host = "192.0.2.7", Tls = true }, new AmiLimits());
        return errors.NotTrusted(AmiCertificateFault.Of(certificate, chain, problems, now)).Message;
    }

    private static X509Certificate2 Certificate(
        string name, DateTimeOffset from, DateTimeOffset to, X509Certificate2? authority = null, bool isAuthority = false, DateTimeOffset? until = null)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, hasPathLengthConstraint: false, 0, critical: true));
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name.Replace(' ', '-'));
        names.AddIpAddress(IPAddress.Parse("10.0.0.5"));
        request.CertificateExtensions.Add(names.Build());
        if (authority is null)
        {
            using var own = request.CreateSelfSigned(from, to);
            return X509CertificateLoader.LoadPkcs12(own.Export(X509ContentType.Pkcs12), password: null);
        }

        // An issuer signs what outlives it only where its own time is not looked at.
        using var signer = authority.GetRSAPrivateKey()!;
        using var issued = request.Create(authority.SubjectName, X509SignatureGenerator.CreateForRSA(signer, RSASignaturePadding.Pkcs1), from, until ?? to, [1, 2, 3, 4]);
        using var whole = issued.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), password: null);
    }

    /// <summary>The failure after a peer has answered the first message of TLS with these bytes.</summary>
    private async Task<AmiTlsException> AnsweredAsync(byte[] answer)
    {
        await using var server = FakeAmiServer.Start();
        var options = server.Options();
        options.Tls = true;
        var connecting = _client.ConnectAsync(options);
        var pbx = await server.AcceptAsync();
        if (answer.Length > 0)
            await pbx.SendBytesAsync(answer);
        else
            pbx.Cut();
        return await Assert.ThrowsAsync<AmiTlsException>(() => connecting);
    }
}
