using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Xml;
using System.Xml.Linq;

namespace AmiBlazor.Auth.Cookies;

/// <summary>
/// Finds data protection keys that no configured certificate decrypts. The framework would silently replace them by new ones, and everybody would be
/// signed out.
/// </summary>
internal static class DataProtectionKeyCheck
{
    private static readonly XNamespace Signature = "http://www.w3.org/2000/09/xmldsig#";

    /// <summary>The subject of a certificate that is missing; null if every key that has not expired can be decrypted.</summary>
    /// <param name="keys">The keys, and whatever else is stored with them.</param>
    /// <param name="certificates">The configured certificates.</param>
    /// <param name="now">The present time.</param>
    public static string? MissingCertificate(IEnumerable<XElement> keys, IReadOnlyCollection<X509Certificate2> certificates, DateTimeOffset now)
    {
        foreach (var key in keys)
        {
            if (key.Element("expirationDate")?.Value is not { } text
                || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var expires) || expires < now)
            {
                continue;
            }

            var needed = key.Descendants(Signature + "X509Certificate")
                .Select(element => X509CertificateLoader.LoadCertificate(Convert.FromBase64String(element.Value))).ToList();
            if (needed.Count > 0 && !needed.Exists(IsConfigured)) return needed[0].Subject;
        }

        return null;

        bool IsConfigured(X509Certificate2 certificate) => certificates.Any(one => one.RawDataMemory.Span.SequenceEqual(certificate.RawDataMemory.Span));
    }

    /// <summary>The keys and revocations in a folder. A file that is none of them is left out: the framework reports it.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    public static IEnumerable<(string Name, XElement Key)> Read(DirectoryInfo folder)
    {
        foreach (var file in folder.EnumerateFiles("*.xml"))
        {
            if (Load(file) is { } key) yield return (file.Name, key);
        }
    }

    private static XElement? Load(FileInfo file)
    {
        try
        {
            return XElement.Load(file.FullName);
        }
        catch (XmlException)
        {
            return null;
        }
    }
}
