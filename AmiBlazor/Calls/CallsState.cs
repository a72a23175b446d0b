namespace AmiBlazor.Calls;

/// <summary>Whether the calls of a PBX are known.</summary>
public enum CallsState
{
    /// <summary>Nobody wants to know: <c>Ami:Servers:N:Calls</c> or <c>Live</c> is false.</summary>
    Off,

    /// <summary>The main connection is down, or the first lists have not come yet.</summary>
    Waiting,

    /// <summary>They are known, and every change is received.</summary>
    Live,

    /// <summary>The PBX does not tell them to this account; <see cref="CallsHealth.Reason"/> says why.</summary>
    Unavailable,
}
