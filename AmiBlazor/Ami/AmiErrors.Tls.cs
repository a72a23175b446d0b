using System.Globalization;

namespace AmiBlazor.Ami;

/// <summary>TLS with a PBX that was refused, each with what is wrong and what mends it.</summary>
internal sealed partial class AmiErrors
{
    public AmiTimeoutException TlsTimedOut() => new(
        $"PBX “{_name}” ({_host}:{_port}) did not complete the TLS handshake within {limits.ConnectTimeout.TotalSeconds:0.###} s. Check that this is the manager's TLS port (tlsbindaddr).");

    /// <summary>Makes the exception for a handshake that failed before a certificate could be judged.</summary>
    /// <param name="answer">What the peer answered to the first message.</param>
    /// <param name="cause">The failure of the handshake.</param>
    public AmiTlsException TlsFailed(AmiTlsAnswer answer, Exception cause) => new(
        answer.Kind switch
        {
            AmiTlsAnswerKind.Nothing =>
                $"PBX “{_name}” ({_host}:{_port}) closed the connection when TLS was to begin. Check that this is the manager's TLS port (tlsenable, tlsbindaddr), and that its certificate and key can be read.",
            AmiTlsAnswerKind.Manager =>
                $"PBX “{_name}” ({_host}:{_port}) speaks no TLS at this port: it is the plain manager port. Set Port to that of tlsbindaddr in manager.conf, which also needs tlsenable=yes.",
            AmiTlsAnswerKind.NotTls =>
                $"What answers for PBX “{_name}” ({_host}:{_port}) speaks no TLS. Check that this is the manager's TLS port (tlsenable, tlsbindaddr) and not the plain one.",
            AmiTlsAnswerKind.OldVersion =>
                $"PBX “{_name}” ({_host}:{_port}) speaks only {answer.Version}, which is no longer secure and was refused. Let it offer TLS 1.2: check tlsdisablev12 in manager.conf and the version of its OpenSSL.",
            AmiTlsAnswerKind.VersionRefused =>
                $"PBX “{_name}” ({_host}:{_port}) refused TLS 1.2 and newer; older versions are not secure and are not used. Check tlsdisablev12 in manager.conf and the version of its OpenSSL.",
            AmiTlsAnswerKind.NothingInCommon =>
                $"PBX “{_name}” ({_host}:{_port}) and this machine have no TLS cipher in common. Check tlscipher in manager.conf.",
            _ => $"TLS with PBX “{_name}” ({_host}:{_port}) failed. Check that this is the manager's TLS port (tlsenable, tlsbindaddr) and its log.",
        },
        cause);

    public AmiTlsException NotPinned(string sha256) => new(
        $"The certificate of PBX “{_name}” ({_host}:{_port}) is not the pinned one: its SHA-256 is {sha256}. If it was renewed, set the new TlsCertificateSha256.", null)
    {
        PinnableSha256 = sha256.Length > 0 ? sha256 : null,
    };

    /// <summary>Makes the exception for a certificate that the system does not trust.</summary>
    public AmiTlsException NotTrusted(AmiCertificateFault fault) => new(
        fault.Kind switch
        {
            AmiCertificateFaultKind.None => $"PBX “{_name}” ({_host}:{_port}) showed no certificate. Check tlscertfile in manager.conf.",
            AmiCertificateFaultKind.Expired =>
                $"The certificate of PBX “{_name}” ({_host}:{_port}) expired on {Day(fault.At)}. Renew it on the PBX, and restart its manager.",
            AmiCertificateFaultKind.NotYetValid =>
                $"The certificate of PBX “{_name}” ({_host}:{_port}) is valid only from {Day(fault.At)}. Check the clocks of the PBX and of this machine.",
            AmiCertificateFaultKind.IssuerExpired =>
                $"The certificate of “{fault.Issuer}”, which issued that of PBX “{_name}” ({_host}:{_port}), is not valid now ({Day(fault.At)}). Renew it, and give the PBX the new chain.",
            AmiCertificateFaultKind.OtherName =>
                $"The certificate of PBX “{_name}” ({_host}:{_port}) is for {fault.Names}, not for {_host}. Set Host to a name in the certificate, or issue one for {_host}.",
            AmiCertificateFaultKind.SelfSigned =>
                $"The certificate of PBX “{_name}” ({_host}:{_port}) is self-signed. If SHA-256 {fault.Sha256} is yours, set it as TlsCertificateSha256.",
            AmiCertificateFaultKind.UnknownIssuer =>
                $"The certificate of PBX “{_name}” ({_host}:{_port}) was issued by “{fault.Issuer}”, which this machine does not trust. Trust that issuer, or if SHA-256 {fault.Sha256} is yours, set it as TlsCertificateSha256.",
            AmiCertificateFaultKind.UnknownIssuerAndOtherName =>
                $"The certificate of PBX “{_name}” ({_host}:{_port}) was issued by “{fault.Issuer}”, which this machine does not trust, for {fault.Names} and not for {_host}. If SHA-256 {fault.Sha256} is yours, set it as TlsCertificateSha256.",
            AmiCertificateFaultKind.Revoked => $"The certificate of PBX “{_name}” ({_host}:{_port}) was revoked by its issuer. Replace it on the PBX.",
            _ => $"The certificate of PBX “{_name}” ({_host}:{_port}) is not trusted ({fault.Status}). Correct it, or if SHA-256 {fault.Sha256} is yours, set it as TlsCertificateSha256.",
        },
        null)
    {
        // The others expired or were revoked, or there is none: a pin would hide that.
        PinnableSha256 = fault.Kind is AmiCertificateFaultKind.SelfSigned or AmiCertificateFaultKind.UnknownIssuer
            or AmiCertificateFaultKind.UnknownIssuerAndOtherName or AmiCertificateFaultKind.Other or AmiCertificateFaultKind.OtherName
            ? fault.Sha256
            : null,
    };

    private static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
