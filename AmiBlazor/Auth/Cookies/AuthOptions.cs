namespace AmiBlazor.Auth.Cookies;

/// <summary>The data protection keys: section <c>Auth</c>. A class, not a record: a record would print the passwords.</summary>
internal sealed class AuthOptions
{
    public const string Section = "Auth";

    /// <summary>The folder of the data protection keys, relative to the content root. Without stored keys, a restart would end every session.</summary>
    public string KeyFolder { get; set; } = "App_Data/keys";

    /// <summary>A PFX file with the RSA certificate that encrypts those keys; null to leave them unencrypted. Relative to the content root.</summary>
    public string? KeyCertificate { get; set; }

    public string? KeyCertificatePassword { get; set; }

    /// <summary>A file whose first line is the password, such as a mounted secret. Relative to the content root.</summary>
    public string? KeyCertificatePasswordFile { get; set; }

    /// <summary>The previous certificate: decrypts the keys that it has encrypted, and encrypts no new ones.</summary>
    public string? OldKeyCertificate { get; set; }

    public string? OldKeyCertificatePassword { get; set; }

    /// <summary>A file whose first line is the password, such as a mounted secret. Relative to the content root.</summary>
    public string? OldKeyCertificatePasswordFile { get; set; }

    /// <summary>The certificate that encrypts new keys.</summary>
    public KeyCertificateOptions Certificate => new()
    {
        Key = $"{Section}:{nameof(KeyCertificate)}",
        File = KeyCertificate,
        Password = KeyCertificatePassword,
        PasswordFile = KeyCertificatePasswordFile,
    };

    /// <summary>The certificate that encrypted earlier keys.</summary>
    public KeyCertificateOptions OldCertificate => new()
    {
        Key = $"{Section}:{nameof(OldKeyCertificate)}",
        File = OldKeyCertificate,
        Password = OldKeyCertificatePassword,
        PasswordFile = OldKeyCertificatePasswordFile,
    };
}
