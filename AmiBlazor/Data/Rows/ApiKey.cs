namespace AmiBlazor.Data.Rows;

/// <summary>A key for scripts that an administrator made on the page. The key itself was shown once and is nowhere.</summary>
internal sealed class ApiKey
{
    public int Id { get; set; }

    /// <summary>How its doings are signed; unique among those that are not revoked.</summary>
    public required string Name { get; set; }

    /// <summary>SHA-256 of the key: it has 256 random bits, so that nothing slower is needed.</summary>
    public required byte[] Hash { get; set; }

    /// <summary>Its first characters, by which a person tells it from others.</summary>
    public required string Start { get; set; }

    public required string Role { get; set; }

    /// <summary>The name of the account that made it.</summary>
    public required string CreatedBy { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Null where it does not end by itself.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>To the minute; null where it was never used.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }

    /// <summary>Null while it is good.</summary>
    public DateTimeOffset? RevokedAt { get; set; }
}
