using AmiBlazor.Auth.Authorization;

namespace AmiBlazor.Auth.ApiKeys;

/// <summary>What must be known of a key at each request.</summary>
/// <param name="Id">Its number; null for a key of the configuration.</param>
/// <param name="Name">How its doings are signed.</param>
/// <param name="Role">One of <see cref="Roles"/>.</param>
/// <param name="ExpiresAt">When it ends by itself; null for never.</param>
/// <param name="RevokedAt">When an administrator ended it; null while it is good.</param>
internal sealed record CachedApiKey(int? Id, string Name, string Role, DateTimeOffset? ExpiresAt = null, DateTimeOffset? RevokedAt = null)
{
    /// <summary>Whether it opens anything.</summary>
    public bool IsGood(DateTimeOffset now) => RevokedAt is null && !(ExpiresAt <= now);

    /// <summary>What its holder, and nobody else, is told of a key that opens nothing any more; null while it is good.</summary>
    public string? End(DateTimeOffset now) =>
        RevokedAt is { } revoked ? FormattableString.Invariant($"This key was revoked on {revoked.UtcDateTime:yyyy-MM-dd}. Ask an administrator for another.")
        : ExpiresAt is { } end && end <= now ? FormattableString.Invariant($"This key ended on {end.UtcDateTime:yyyy-MM-dd}. Ask an administrator for another.")
        : null;
}
