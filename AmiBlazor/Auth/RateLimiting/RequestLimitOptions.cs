namespace AmiBlazor.Auth.RateLimiting;

/// <summary>How much one may ask for: section <c>Limits</c>.</summary>
internal sealed class RequestLimitOptions
{
    /// <summary>The largest <see cref="RefreshesPerMinute"/> that is allowed.</summary>
    public const int MostRefreshesPerMinute = 100_000;

    /// <summary>The largest <see cref="RequestsPerMinute"/> that is allowed.</summary>
    public const int MostRequestsPerMinute = 1_000_000;

    /// <summary>
    /// How many refreshes one account or key may ask for in a minute. A click or a call counts once, however many PBXs it is for, and also where it joins
    /// a refresh that is under way.
    /// </summary>
    public int RefreshesPerMinute { get; set; } = 30;

    /// <summary>
    /// How many requests one account, one key or, of those who are not known, one address may send in a minute. Health, static files and the
    /// connections of pages do not count.
    /// </summary>
    public int RequestsPerMinute { get; set; } = 600;
}
