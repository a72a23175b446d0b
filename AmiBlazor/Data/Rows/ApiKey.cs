namespace AmiBlazor.Data.Rows;

/// <summary>A key for scripts that an administrator created. The key itself was shown once and is stored nowhere.</summary>
internal sealed class ApiKey
{
    public int Id { get; set; }

    /// <summary>The name under which its actions are recorded; unique among keys that are not revoked.</summary>
    public required string Name { get; set; }

    /// <summary>SHA-256 of the key. The key has 256 random bits, so no slower hash is needed.</summary>
    public required byte[] Hash { get; set; }

    /// <summary>The key's first characters, by which people recognise it.</summary>
    public required string Start { get; set; }

    public required string Role { get; set; }

    /// <summary>The name of the account that created it.</summary>
    public required string CreatedBy { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Null when it does not expire.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>To the minute; null before the first use.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }

    /// <summary>Null while it is valid.</summary>
    public DateTimeOffset? RevokedAt { get; set; }
}
