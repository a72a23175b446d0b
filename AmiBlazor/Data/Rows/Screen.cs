namespace AmiBlazor.Data.Rows;

/// <summary>A browser on a wall that an administrator paired. Its token is in the browser's cookie and stored nowhere else.</summary>
internal sealed class Screen
{
    public int Id { get; set; }

    /// <summary>What it is called; unique among screens that are not revoked.</summary>
    public required string Name { get; set; }

    /// <summary>SHA-256 of the token. The token has 256 random bits, so no slower hash is needed.</summary>
    public required byte[] Hash { get; set; }

    /// <summary>What it shows: the query of the wall's address.</summary>
    public required string View { get; set; }

    /// <summary>The PBXs that it sees, as a JSON array of names; null for all.</summary>
    public string? Servers { get; set; }

    /// <summary>The departments that it sees, as a JSON array; null for all.</summary>
    public string? Departments { get; set; }

    /// <summary>The IP address from which it asked for its code, and what the browser called itself.</summary>
    public required string Origin { get; set; }

    /// <summary>The name of the account that paired it.</summary>
    public required string PairedBy { get; set; }

    public DateTimeOffset PairedAt { get; set; }

    /// <summary>When it last drew its wall, at most a minute late; null before the first time.</summary>
    public DateTimeOffset? LastDrawnAt { get; set; }

    /// <summary>Null while it is valid.</summary>
    public DateTimeOffset? RevokedAt { get; set; }
}
