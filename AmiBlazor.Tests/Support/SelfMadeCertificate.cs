using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AmiBlazor.Tests.Support;

/// <summary>A certificate for <see cref="Nginx.Name"/>, as two PEM files in a folder.</summary>
internal sealed class SelfMadeCertificate
{
    public SelfMadeCertificate(string folder)
    {
        Path = System.IO.Path.Combine(folder, "certificate.pem");
        KeyPath = System.IO.Path.Combine(folder, "certificate.key");
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + Nginx.Name, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(Nginx.Name);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        Thumbprint = certificate.Thumbprint;
        File.WriteAllText(Path, certificate.ExportCertificatePem());
        File.WriteAllText(KeyPath, key.ExportPkcs8PrivateKeyPem());
    }

    public string Path { get; }

    public string KeyPath { get; }

    /// <summary>The fingerprint by which a client recognizes it.</summary>
    public string Thumbprint { get; }
}
