using AmiBlazor.Auth.Authorization;

namespace AmiBlazor.Auth.ApiKeys;

/// <summary>What an administrator sees of an API key; never the key itself.</summary>
/// <param name="Id">Its number; null for a configured key, of which only name and role are known.</param>
/// <param name="Name">Name that appears in the audit log.</param>
/// <param name="Role">One of <see cref="Roles"/>.</param>
/// <param name="Start">Its first characters.</param>
/// <param name="CreatedBy">The name of the account that made it.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">Null if it does not expire.</param>
/// <param name="LastUsedAt">To the minute; null if it was never used.</param>
/// <param name="RevokedAt">Null if it is not revoked.</param>
/// <param name="IsGood">Whether it is valid now.</param>
internal sealed record ApiKeySummary(
    int? Id,
    string Name,
    string Role,
    string? Start,
    string? CreatedBy,
    DateTimeOffset? CreatedAt,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? LastUsedAt,
    DateTimeOffset? RevokedAt,
    bool IsGood)
{
    /// <summary>Whether it may act on calls and queues, where the role allows it.</summary>
    public bool MayControlCalls { get; init; }
}
