using AmiBlazor.Auth.Authorization;

namespace AmiBlazor.Auth.ApiKeys;

/// <summary>What an administrator sees of a key; never the key itself.</summary>
/// <param name="Id">Its number; null for a key of the configuration, of which nothing below is known.</param>
/// <param name="Name">How its doings are signed.</param>
/// <param name="Role">One of <see cref="Roles"/>.</param>
/// <param name="Start">Its first characters.</param>
/// <param name="CreatedBy">The name of the account that made it.</param>
/// <param name="CreatedAt">When.</param>
/// <param name="ExpiresAt">Null where it does not end by itself.</param>
/// <param name="LastUsedAt">To the minute; null where it was never used.</param>
/// <param name="RevokedAt">Null where nobody ended it.</param>
/// <param name="IsGood">Whether it opens anything now.</param>
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
    bool IsGood);
