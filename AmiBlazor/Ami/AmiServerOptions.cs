using System.Collections.Frozen;

namespace AmiBlazor.Ami;

/// <summary>One Asterisk PBX and the manager account on it: <c>Ami:Servers:N</c>. A class, not a record: a record would print its secret.</summary>
internal sealed class AmiServerOptions
{
    /// <summary>Where FreePBX has the hints of its extensions; feature codes have contexts of their own.</summary>
    public const string FreePbxContext = "ext-local";

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

    /// <summary>What else is left out: feature codes and patterns, for one.</summary>
    public AmiPreset Preset { get; set; }

    /// <summary>Whether to keep a main connection open and follow live events.</summary>
    public bool Live { get; set; } = true;

    /// <summary>Whether calls are followed as well; only where <see cref="Live"/> is set, because the main connection follows them.</summary>
    public bool Calls { get; set; } = true;

    /// <summary>
    /// Whether phones and mailboxes are followed as well; only where <see cref="Live"/> is set, because the main connection follows them.
    /// </summary>
    public bool Devices { get; set; } = true;

    /// <summary>Whether the names of people are read from the PBX; only where <see cref="Live"/> is set, because the main connection reads them.</summary>
    public AmiNames Names { get; set; } = AmiNames.Auto;

    /// <summary>The account that acts on calls, and what it may do.</summary>
    public AmiControlOptions Control { get; set; } = new();

    /// <summary>Whether this is the account that acts on calls, and not the one that watches.</summary>
    internal bool IsOfControl { get; private init; }

    /// <summary>Whether an administrator connected it in the page; it is not in the configuration then.</summary>
    internal bool IsOfPage { get; init; }

    public int EffectivePort => Port ?? (Tls ? AmiProtocol.DefaultTlsPort : AmiProtocol.DefaultPort);

    /// <summary>
    /// The contexts of which a list tells all, so that what it lacks is gone; empty for all contexts. What is known of others stays as it is, unless a preset
    /// leaves it out on purpose.
    /// </summary>
    public IReadOnlyCollection<string> ListedContexts => Preset == AmiPreset.None ? Contexts : [];

    /// <summary>The same PBX, with the account that acts on calls.</summary>
    public AmiServerOptions ForControl() => new()
    {
        Name = Name,
        Host = Host,
        Port = Port,
        Username = Control.Username,
        Secret = Control.Secret,
        SecretFile = Control.SecretFile,
        Authentication = Authentication,
        Tls = Tls,
        TlsCertificateSha256 = TlsCertificateSha256,
        IsOfControl = true,
    };

    /// <summary>
    /// Whether an extension is kept. Contexts are compared ordinally, as Asterisk does. The first call fixes them: options do not change while the program
    /// runs.
    /// </summary>
    public bool Keeps(string context, string exten)
    {
        var kept = _kept ??= (Preset == AmiPreset.FreePbx && Contexts.Count == 0 ? [FreePbxContext] : Contexts).ToFrozenSet(StringComparer.Ordinal);
        return (kept.Count == 0 || kept.Contains(context)) && (Preset == AmiPreset.None || !IsFeatureCode(exten));
    }

    /// <summary>Whether a name is a feature code or a pattern, and no extension of a person.</summary>
    public static bool IsFeatureCode(string exten) => exten is ['*' or '#' or '_', ..];
}
