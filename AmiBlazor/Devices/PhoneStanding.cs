namespace AmiBlazor.Devices;

/// <summary>Whether a phone is registered, as far as its PBX tells.</summary>
public enum PhoneStanding
{
    /// <summary>The PBX does not tell: a phone with a fixed address, or one of a kind that does not register.</summary>
    Unknown,

    /// <summary>It is registered, and answers if it is asked.</summary>
    Registered,

    /// <summary>It is registered or has a fixed address, and does not answer.</summary>
    Unreachable,

    /// <summary>It is not registered.</summary>
    Unregistered,
}
