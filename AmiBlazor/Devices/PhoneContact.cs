namespace AmiBlazor.Devices;

/// <summary>One place at which a phone is reached: one registration.</summary>
/// <param name="Uri">Where the PBX sends calls; for a phone that has none, its address.</param>
public sealed record PhoneContact(string Uri)
{
    /// <summary>The address that the PBX sends to; empty when there is none, as of a browser.</summary>
    public string Address { get; init; } = "";

    /// <summary>The port there; 0 for the usual one.</summary>
    public int Port { get; init; }

    /// <summary>The address in its own network, where it names another one than <see cref="Address"/>: it is behind a router. Else empty.</summary>
    public string OwnAddress { get; init; } = "";

    /// <summary>What the phone calls itself; empty when the PBX does not tell.</summary>
    public string UserAgent { get; init; } = "";

    /// <summary>Whether it answers; null when the PBX does not ask it.</summary>
    public bool? Answers { get; init; }

    /// <summary>How long its last answer took; null when it has not been measured.</summary>
    public TimeSpan? RoundTrip { get; init; }

    /// <summary>When the registration ends unless the phone renews it, by the PBX's clock; null when the PBX does not tell.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Whether the configuration of the PBX has it: then it does not register.</summary>
    public bool IsFixed { get; init; }

    /// <summary>How the PBX calls it; null when that is not known.</summary>
    internal string? Id { get; init; }

    /// <summary>Whether the PBX asks it now and then whether it answers.</summary>
    internal bool IsQualified { get; init; }

    /// <summary>Whether a list holds it: then one that lacks it says that it is gone.</summary>
    internal bool IsListed { get; init; }
}
