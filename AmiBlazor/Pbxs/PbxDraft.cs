using System.Net;
using System.Security.Cryptography;
using AmiBlazor.Ami;

namespace AmiBlazor.Pbxs;

/// <summary>What an administrator enters about a PBX. A class, not a record: a record would print the secret.</summary>
public sealed class PbxDraft
{
    /// <summary>The most characters of a name.</summary>
    public const int LongestName = 40;

    /// <summary>The most characters of every other text.</summary>
    public const int LongestText = 200;

    private const int SecretBytes = 24;

    /// <summary>How the PBX is called on the page and in REST.</summary>
    public string Name { get; set; } = "";

    /// <summary>Its host name or IP address.</summary>
    public string Host { get; set; } = "";

    /// <summary>1–65535; null means 5038, or 5039 with <see cref="Tls"/>.</summary>
    public int? Port { get; set; }

    /// <summary>Whether its manager is spoken to with TLS.</summary>
    public bool Tls { get; set; }

    /// <summary>SHA-256 (hex) of the one certificate that is trusted; null means that the system's trust decides.</summary>
    public string? TlsCertificateSha256 { get; set; }

    /// <summary>The name of the manager account.</summary>
    public string Username { get; set; } = "amiblazor";

    /// <summary>The secret; empty for that of the PBX as it is saved.</summary>
    public string Secret { get; set; } = "";

    /// <summary>Whether feature codes and all but <c>ext-local</c> are left out.</summary>
    public bool IsFreePbx { get; set; }

    /// <summary>Whether the names of people are read from the PBX.</summary>
    public bool ReadsNames { get; set; } = true;

    /// <summary>The port that is used.</summary>
    public int EffectivePort => Port ?? (Tls ? AmiProtocol.DefaultTlsPort : AmiProtocol.DefaultPort);

    /// <summary>A secret that nobody can guess, of letters and digits, which need no quoting anywhere.</summary>
    public static string NewSecret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>The values of a saved PBX, without its secret.</summary>
    internal static PbxDraft Of(StoredPbx stored) => new()
    {
        Name = stored.Name,
        Host = stored.Host,
        Port = stored.Port,
        Tls = stored.Tls,
        TlsCertificateSha256 = stored.TlsCertificateSha256,
        Username = stored.Username,
        IsFreePbx = stored.IsFreePbx,
        ReadsNames = stored.ReadsNames,
    };

    /// <summary>Takes away what nobody meant to type, such as spaces around a host that was pasted.</summary>
    public void Tidy()
    {
        (Name, Host, Username) = (Name.Trim(), Host.Trim(), Username.Trim());
        if (!Tls) TlsCertificateSha256 = null;
    }

    /// <summary>What is wrong with the values; null if nothing is.</summary>
    /// <param name="hasSecret">Whether a saved secret stands in for an empty one.</param>
    public FormattableString? Problem(bool hasSecret)
    {
        if (!IsName(Name)) return $"Enter a name for the PBX: 1 to {LongestName} letters, digits, spaces, dots, hyphens or underscores, with at least one letter or digit.";
        if (Host.Length is 0 or > LongestText || Host.Any(static c => char.IsWhiteSpace(c) || char.IsControl(c)))
            return $"Enter the host name or the IP address of the PBX, without spaces.";
        if (Host.Contains('/', StringComparison.Ordinal)) return $"Enter the host name or the IP address of the PBX alone, without “http://” and without a path.";
        if (Host.Contains(':', StringComparison.Ordinal) && !IPAddress.TryParse(Host, out _)) return $"Enter the port in its own field, not behind the host.";
        if (Port is < 1 or > IPEndPoint.MaxPort) return $"Enter a port from 1 to {IPEndPoint.MaxPort}, or none for the usual one.";
        if (Username.Length is 0 or > LongestText || Username.Any(char.IsControl) || Username.Contains(']', StringComparison.Ordinal))
            return $"Enter the name of the manager account, as it stands between the brackets in manager.conf.";
        if (Secret.Length > LongestText || Secret.Any(char.IsControl)) return $"The secret must be on one line, with at most {LongestText} characters and no control characters.";
        if (Secret.Length == 0 && !hasSecret) return $"Enter the secret of the manager account.";
        return null;
    }

    /// <summary>Whether a name is one that an address of a page can hold.</summary>
    private static bool IsName(string name) =>
        name.Length is > 0 and <= LongestName
        && name.All(static c => char.IsLetterOrDigit(c) || c is ' ' or '.' or '-' or '_')
        && name.Any(char.IsLetterOrDigit);
}
