using System.Security.Cryptography.X509Certificates;
using AmiBlazor.Auth.Cookies;
using AmiBlazor.Data;
using Orleans.Connections.Security;

namespace AmiBlazor.Cluster;

/// <summary>The certificate that all nodes of a cluster share: both ends of a connection show it, and refuse any other.</summary>
internal static class NodeCertificate
{
    /// <summary>The configured one.</summary>
    public static KeyCertificateOptions Of(ClusterOptions options) => new()
    {
        Key = "Cluster:Certificate",
        File = options.Certificate,
        Password = options.CertificatePassword,
        PasswordFile = options.CertificatePasswordFile,
    };

    /// <summary>Encrypts what nodes tell each other.</summary>
    public static void Use(ISiloBuilder silo, X509Certificate2 own) => silo.UseTls(own, tls =>
    {
        tls.LocalCertificate = own;
        tls.RemoteCertificateMode = RemoteCertificateMode.RequireCertificate;
        tls.ClientCertificateMode = RemoteCertificateMode.RequireCertificate;
        tls.RemoteCertificateValidation = (certificate, _, _) => certificate.RawDataMemory.Span.SequenceEqual(own.RawDataMemory.Span);
        tls.OnAuthenticateAsClient = static (_, ssl) => ssl.TargetHost = "amiblazor";
    });
}
