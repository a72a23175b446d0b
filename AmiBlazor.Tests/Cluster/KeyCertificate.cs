using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AmiBlazor.Tests.Cluster;

/// <summary>A certificate with an RSA key, as a PFX file without a password.</summary>
internal static class KeyCertificate
{
    /// <summary>Makes one in a folder.</summary>
    /// <returns>Its path.</returns>
    public static string Make(string folder)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=AmiBlazor", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var path = Path.Combine(folder, "keys.pfx");
        File.WriteAllBytes(path, certificate.Export(X509ContentType.Pfx));
        return path;
    }
}
