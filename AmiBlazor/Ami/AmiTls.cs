using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AmiBlazor.Ami;

/// <summary>TLS with a PBX: either the system's trust and the host name decide, or the pinned certificate alone.</summary>
internal static class AmiTls
{
    public static async Task<Stream> AuthenticateAsync(
        Stream plain, AmiServerOptions server, AmiErrors errors, TimeSpan bound, TimeProvider time, CancellationToken cancellationToken)
    {
        AmiTlsException? refusal = null;
        var first = new FirstBytesStream(plain, AmiTlsAnswer.Length);
        var tls = new SslStream(first, leaveInnerStreamOpen: false);
        using var deadline = new AmiDeadline(bound, time, cancellationToken);
        try
        {
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = server.Host,
                    RemoteCertificateValidationCallback = (_, certificate, chain, problems) =>
                    {
                        refusal = Check(certificate as X509Certificate2, chain, problems, server.TlsCertificateSha256, errors, time.GetUtcNow());
                        return refusal is null;
                    },
                },
                deadline.Token).ConfigureAwait(false);
            return tls;
        }
        catch (Exception failure)
        {
            await tls.DisposeAsync().ConfigureAwait(false);
            if (refusal is not null) throw refusal;
            if (failure is AuthenticationException or IOException) throw errors.TlsFailed(AmiTlsAnswer.Of(first.First), failure);
            if (failure is not OperationCanceledException) throw;
            cancellationToken.ThrowIfCancellationRequested();
            throw errors.TlsTimedOut();
        }
    }

    private static AmiTlsException? Check(
        X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors problems, string? pin, AmiErrors errors, DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(pin))
            return problems == SslPolicyErrors.None ? null : errors.NotTrusted(AmiCertificateFault.Of(certificate, chain, problems, now));
        var sha256 = certificate?.GetCertHashString(HashAlgorithmName.SHA256) ?? "";
        return string.Equals(sha256, pin.Replace(":", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase) ? null : errors.NotPinned(sha256);
    }
}
