using System.Collections.Frozen;

namespace AmiBlazor.Ami;

/// <summary>One Asterisk PBX and the manager account on it: <c>Ami:Servers:N</c>. A class, not a record: a record would print its secret.</summary>
internal sealed class AmiServerOptions
{
    private FrozenSet<string>? _kept;

    /// <summary>The PBX's name on the page and in REST: unique, 1–40 characters.</summary>
    public string Name { get; set; } = "";

    public string Host { get; set; } = "";

    /// <summary>1–65535; null means 5038, or 5039 with <see cref="Tls"/>.</summary>
    public int? Port { get; set; }

    public string Username { get; set; } = "";

    /// <summary>The manager account's secret; null where <see cref="SecretFile"/> holds it.</summary>
    public string? Secret { get; set; }

    /// <summary>A file whose first line is the secret, read at each login so that a rotated secret is used at once.</summary>
    public string? SecretFile { get; set; }

    public AmiAuthentication Authentication { get; set; } = AmiAuthentication.Md5;

    public bool Tls { get; set; }

    /// <summary>
    /// SHA-256 (hex, colons allowed) of the one certificate that is trusted, whatever its issuer; null means that the system's trust decides.
    /// </summary>
    public string? TlsCertificateSha256 { get; set; }

    /// <summary>The dialplan contexts whose extensions are kept; empty means all.</summary>
    public List<string> Contexts { get; set; } = [];

    /// <summary>Whether to keep a main connection open and follow live events.</summary>
    public bool Live { get; set; } = true;

    public int EffectivePort => Port ?? (Tls ? AmiProtocol.DefaultTlsPort : AmiProtocol.DefaultPort);

    /// <summary>
    /// Whether the extensions of a dialplan context are kept. Compared ordinally, as Asterisk does. The first call fixes the contexts: options do not change
    /// while the program runs.
    /// </summary>
    public bool Keeps(string context)
    {
        var kept = _kept ??= Contexts.ToFrozenSet(StringComparer.Ordinal);
        return kept.Count == 0 || kept.Contains(context);
    }
}
