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
        var tls = new SslStream(plain, leaveInnerStreamOpen: false);
        using var deadline = new AmiDeadline(bound, time, cancellationToken);
        try
        {
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = server.Host,
                    RemoteCertificateValidationCallback = (_, certificate, _, problems) =>
                    {
                        refusal = Check(certificate, problems, server.TlsCertificateSha256, errors);
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
            if (failure is AuthenticationException or IOException) throw errors.TlsFailed(failure);
            if (failure is not OperationCanceledException) throw;
            cancellationToken.ThrowIfCancellationRequested();
            throw errors.TlsTimedOut();
        }
    }

    private static AmiTlsException? Check(X509Certificate? certificate, SslPolicyErrors problems, string? pin, AmiErrors errors)
    {
        var sha256 = certificate is null ? "" : certificate.GetCertHashString(HashAlgorithmName.SHA256);
        var trusted = string.IsNullOrEmpty(pin)
            ? problems == SslPolicyErrors.None
            : string.Equals(sha256, pin.Replace(":", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
        return trusted ? null : errors.CertificateRefused(problems, sha256);
    }
}
