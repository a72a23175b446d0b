using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AmiBlazor.Ami;

/// <summary>What is wrong with a certificate.</summary>
internal enum AmiCertificateFaultKind
{
    None,
    Expired,
    NotYetValid,
    IssuerExpired,
    OtherName,
    SelfSigned,
    UnknownIssuer,
    UnknownIssuerAndOtherName,
    Revoked,
    Other,
}

/// <summary>Why a certificate is not trusted: of several reasons the one that must be mended first.</summary>
internal sealed record AmiCertificateFault(AmiCertificateFaultKind Kind)
{
    private const int MostNames = 5;

    /// <summary>When it expired, or becomes valid.</summary>
    public DateTimeOffset At { get; private init; }

    /// <summary>Who issued it.</summary>
    public string Issuer { get; private init; } = "";

    /// <summary>The names that it is for.</summary>
    public string Names { get; private init; } = "";

    public string Sha256 { get; private init; } = "";

    /// <summary>The platform's words, where nothing else fits.</summary>
    public string Status { get; private init; } = "";

    /// <summary>Judges a certificate that the system does not trust.</summary>
    /// <param name="certificate">What the PBX showed; null if nothing.</param>
    /// <param name="chain">What the system made of it.</param>
    /// <param name="problems">What the system found.</param>
    /// <param name="now">The time.</param>
    public static AmiCertificateFault Of(X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors problems, DateTimeOffset now)
    {
        if (certificate is null) return new(AmiCertificateFaultKind.None);
        var found = chain?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, static (all, one) => all | one.Status) ?? X509ChainStatusFlags.NoError;
        var isOtherName = problems.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch);
        var isUntrusted = (found & (X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain)) != X509ChainStatusFlags.NoError;
        var isSelfSigned = certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);
        var fault = new AmiCertificateFault(AmiCertificateFaultKind.Other)
        {
            Issuer = NameOf(certificate, forIssuer: true),
            Names = NamesOf(certificate),
            Sha256 = certificate.GetCertHashString(HashAlgorithmName.SHA256),
            Status = found == X509ChainStatusFlags.NoError ? problems.ToString() : found.ToString(),
        };
        var (notBefore, notAfter) = Validity(certificate);
        if (now > notAfter) return fault with { Kind = AmiCertificateFaultKind.Expired, At = notAfter };
        if (now < notBefore) return fault with { Kind = AmiCertificateFaultKind.NotYetValid, At = notBefore };
        if (found.HasFlag(X509ChainStatusFlags.Revoked)) return fault with { Kind = AmiCertificateFaultKind.Revoked };
        if (isSelfSigned && isUntrusted) return fault with { Kind = AmiCertificateFaultKind.SelfSigned };
        if (found.HasFlag(X509ChainStatusFlags.NotTimeValid) && OutOfTime(chain!, now) is { } issuer)
            return fault with { Kind = AmiCertificateFaultKind.IssuerExpired, Issuer = NameOf(issuer, forIssuer: false), At = Validity(issuer).NotAfter };
        return (isUntrusted, isOtherName) switch
        {
            (true, true) => fault with { Kind = AmiCertificateFaultKind.UnknownIssuerAndOtherName },
            (true, false) => fault with { Kind = AmiCertificateFaultKind.UnknownIssuer },
            (false, true) => fault with { Kind = AmiCertificateFaultKind.OtherName },
            _ => fault,
        };
    }

    private static (DateTimeOffset NotBefore, DateTimeOffset NotAfter) Validity(X509Certificate2 certificate) =>
        (new DateTimeOffset(certificate.NotBefore), new DateTimeOffset(certificate.NotAfter));

    private static X509Certificate2? OutOfTime(X509Chain chain, DateTimeOffset now) => chain.ChainElements
        .Select(static element => element.Certificate)
        .FirstOrDefault(one => Validity(one) is var (notBefore, notAfter) && (now > notAfter || now < notBefore));

    /// <summary>The names of DNS and the addresses; without any the common name, which nobody compares any more but people still write.</summary>
    private static string NamesOf(X509Certificate2 certificate)
    {
        var alternatives = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().ToList();
        var names = alternatives.SelectMany(static one => one.EnumerateDnsNames())
            .Concat(alternatives.SelectMany(static one => one.EnumerateIPAddresses()).Select(static address => address.ToString()))
            .ToList();
        if (names.Count == 0) names.Add(NameOf(certificate, forIssuer: false));
        return AmiText.ForPeople(string.Join(", ", names.Take(MostNames)) + (names.Count > MostNames ? ", …" : ""));
    }

    private static string NameOf(X509Certificate2 certificate, bool forIssuer) =>
        AmiText.ForPeople(certificate.GetNameInfo(X509NameType.SimpleName, forIssuer) is { Length: > 0 } name ? name : forIssuer ? certificate.Issuer : certificate.Subject);
}
