using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AmiBlazor.Hosting;

namespace AmiBlazor.Auth.Cookies;

/// <summary>A configured certificate that encrypts data protection keys. A class, not a record: a record would print its password.</summary>
internal sealed class KeyCertificateOptions
{
    private const string Allowed = "allowed is a PFX file with an RSA certificate and its private key";

    /// <summary>The configuration key of the file; the configuration keys of its password begin with it.</summary>
    public required string Key { get; init; }

    /// <summary>A PFX file; null or empty if there is none.</summary>
    public string? File { get; init; }

    public string? Password { get; init; }

    /// <summary>A file whose first line is the password.</summary>
    public string? PasswordFile { get; init; }

    public bool IsGiven => !string.IsNullOrEmpty(File);

    /// <summary>Loads it.</summary>
    /// <param name="contentRoot">The folder that relative paths start from.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    /// <exception cref="CryptographicException">It is not a PFX file, or the password is wrong.</exception>
    public X509Certificate2 Load(string contentRoot)
    {
        var password = string.IsNullOrEmpty(PasswordFile) ? Password : SecretFile.ReadFirstLine(contentRoot, PasswordFile);
        return X509CertificateLoader.LoadPkcs12FromFile(Path.Combine(contentRoot, File!), password);
    }

    /// <summary>What is wrong with it; null if it is valid or not configured.</summary>
    /// <param name="contentRoot">The folder that relative paths start from.</param>
    public string? Problem(string contentRoot)
    {
        var (hasPassword, hasPasswordFile) = (!string.IsNullOrEmpty(Password), !string.IsNullOrEmpty(PasswordFile));
        if (!IsGiven)
            return hasPassword || hasPasswordFile ? $"{Key}Password is given without {Key}; name the PFX file that it opens." : null;
        if (hasPassword && hasPasswordFile)
            return $"{Key}Password and {Key}PasswordFile are both given; give one of them.";
        try
        {
            using var certificate = Load(contentRoot);
            using var rsa = certificate.GetRSAPrivateKey();
            return rsa is null ? $"{Key} is “{File}”, whose certificate has no private RSA key; {Allowed}." : null;
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return $"{Key} is “{File}”, which cannot be opened; {Allowed}, its password in {Key}Password or {Key}PasswordFile. {unusable.Message}";
        }
    }
}
