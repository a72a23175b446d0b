namespace AmiBlazor.Data.Rows;

/// <summary>A browser that is signed in. The row is the session: without it, no cookie opens anything.</summary>
internal sealed class Session
{
    public int Id { get; set; }

    public int AccountId { get; set; }

    /// <summary>SHA-256 of the token in the cookie, so that a reader of the database cannot make the cookie.</summary>
    public required byte[] Hash { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>To the minute.</summary>
    public DateTimeOffset LastSeenAt { get; set; }

    /// <summary>When it ends, however often it is used.</summary>
    public DateTimeOffset EndsAt { get; set; }

    /// <summary>When the person last proved who they are: at sign-in, and when they confirmed it since.</summary>
    public DateTimeOffset ProvenAt { get; set; }

    /// <summary>How the person signed in: one of the words of <c>Auth</c>.</summary>
    public required string Method { get; set; }

    /// <summary>The name of the browser; null if it is unknown.</summary>
    public string? Browser { get; set; }

    /// <summary>The operating system; null if it is unknown.</summary>
    public string? Platform { get; set; }

    /// <summary>The IP address at sign-in; null if there was none.</summary>
    public string? Address { get; set; }
}
