namespace AmiBlazor.Devices;

/// <summary>How well the phones and mailboxes of one PBX are known.</summary>
/// <param name="Server">The PBX.</param>
/// <param name="State">Whether they are.</param>
public sealed record DevicesHealth(string Server, DevicesState State)
{
    /// <summary>Why they are not known, and what to do; null while they are.</summary>
    public FormattableString? Reason { get; init; }

    /// <summary>When the contacts were last requested; UTC. Null before the first time.</summary>
    public DateTimeOffset? ListedAt { get; init; }

    /// <summary>How many phones are registered.</summary>
    public int Registered { get; init; }

    /// <summary>How many phones the hints have.</summary>
    public int Phones { get; init; }
}
