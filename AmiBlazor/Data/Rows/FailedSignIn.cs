namespace AmiBlazor.Data.Rows;

/// <summary>Failed attempts to sign in under a name, whether there is such an account or not.</summary>
internal sealed class FailedSignIn
{
    /// <summary>A hash of the name: what was typed may be a password.</summary>
    public required string Name { get; set; }

    /// <summary>The device that was signed in to the account before and is counted for itself; empty for all other senders together.</summary>
    public required string Device { get; set; }

    public int Count { get; set; }

    public DateTimeOffset LastAt { get; set; }

    /// <summary>The end of the lockout; null if there was none.</summary>
    public DateTimeOffset? LockedUntil { get; set; }
}
