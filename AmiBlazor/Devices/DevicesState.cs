namespace AmiBlazor.Devices;

/// <summary>Whether the phones and mailboxes of a PBX are known.</summary>
public enum DevicesState
{
    /// <summary>Nobody wants to know: <c>Ami:Servers:N:Devices</c> or <c>Live</c> is false.</summary>
    Off,

    /// <summary>The main connection is down, or the first list has not come yet.</summary>
    Waiting,

    /// <summary>They are known, and every change is received.</summary>
    Live,

    /// <summary>The PBX does not tell them to this account; <see cref="DevicesHealth.Reason"/> says why.</summary>
    Unavailable,
}
