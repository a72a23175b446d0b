using AmiBlazor.Auth.Authorization;

namespace AmiBlazor.Auth.ApiKeys;

/// <summary>An API key as every request needs it, without the key itself.</summary>
/// <param name="Id">Its number; null for a configured key.</param>
/// <param name="Name">Name that appears in the audit log.</param>
/// <param name="Role">One of <see cref="Roles"/>.</param>
/// <param name="ExpiresAt">When it expires; null for never.</param>
/// <param name="RevokedAt">When an administrator revoked it; null if none did.</param>
internal sealed record CachedApiKey(int? Id, string Name, string Role, DateTimeOffset? ExpiresAt = null, DateTimeOffset? RevokedAt = null)
{
    /// <summary>Whether it may act on calls and queues, where the role allows it.</summary>
    public bool MayControlCalls { get; init; }

    /// <summary>Whether it is valid.</summary>
    public bool IsGood(DateTimeOffset now) => RevokedAt is null && !(ExpiresAt <= now);

    /// <summary>Why it is no longer valid, told only to its holder; null while it is valid.</summary>
    public string? End(DateTimeOffset now) =>
        RevokedAt is { } revoked ? FormattableString.Invariant($"This API key was revoked on {revoked.UtcDateTime:yyyy-MM-dd}. Ask an administrator for a new one.")
        : ExpiresAt is { } end && end <= now ? FormattableString.Invariant($"This API key expired on {end.UtcDateTime:yyyy-MM-dd}. Ask an administrator for a new one.")
        : null;
}
