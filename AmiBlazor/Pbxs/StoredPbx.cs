using AmiBlazor.Ami;

namespace AmiBlazor.Pbxs;

/// <summary>A PBX that an administrator connected in the page, as <see cref="PbxFile"/> keeps it.</summary>
internal sealed class StoredPbx
{
    public string Name { get; init; } = "";

    public string Host { get; init; } = "";

    /// <summary>1–65535.</summary>
    public int Port { get; init; }

    public bool Tls { get; init; }

    /// <summary>SHA-256 (hex) of the one certificate that is trusted; null means that the system's trust decides.</summary>
    public string? TlsCertificateSha256 { get; init; }

    public string Username { get; init; } = "";

    /// <summary>The secret, encrypted with the data protection keys.</summary>
    public string ProtectedSecret { get; init; } = "";

    /// <summary>Whether feature codes and all but <c>ext-local</c> are left out, as for FreePBX.</summary>
    public bool IsFreePbx { get; init; }

    /// <summary>Whether the names of people are read from the PBX.</summary>
    public bool ReadsNames { get; init; } = true;

    /// <summary>The same as options.</summary>
    public AmiServerOptions ToServer(string secret) => new()
    {
        Name = Name,
        Host = Host,
        Port = Port,
        Tls = Tls,
        TlsCertificateSha256 = TlsCertificateSha256,
        Username = Username,
        Secret = secret,
        Preset = IsFreePbx ? AmiPreset.FreePbx : AmiPreset.None,
        Names = ReadsNames ? AmiNames.Auto : AmiNames.Off,
        IsOfPage = true,
    };

    /// <summary>Whether the secret of this one would be sent to the same place, for the same account.</summary>
    public bool IsSamePlace(PbxDraft draft) =>
        string.Equals(Host, draft.Host, StringComparison.OrdinalIgnoreCase)
        && Port == draft.EffectivePort
        && Tls == draft.Tls
        && string.Equals(TlsCertificateSha256, draft.TlsCertificateSha256, StringComparison.OrdinalIgnoreCase)
        && string.Equals(Username, draft.Username, StringComparison.Ordinal);
}
