namespace AmiBlazor.Auth.RateLimiting;

/// <summary>How often one account, API key or address may ask: section <c>Limits</c>.</summary>
internal sealed class RequestLimitOptions
{
    /// <summary>The largest <see cref="RefreshesPerMinute"/> that is allowed.</summary>
    public const int MostRefreshesPerMinute = 100_000;

    /// <summary>The largest <see cref="RequestsPerMinute"/> that is allowed.</summary>
    public const int MostRequestsPerMinute = 1_000_000;

    /// <summary>The largest <see cref="ControlPerMinute"/> that is allowed.</summary>
    public const int MostControlPerMinute = 100_000;

    /// <summary>The most actions on calls and queues in a minute of one account or API key.</summary>
    public int ControlPerMinute { get; set; } = 60;

    /// <summary>
    /// The most refreshes in a minute of one account or API key. A click or a call counts once, whether it is for one PBX or for all, and even if it joins a
    /// running refresh.
    /// </summary>
    public int RefreshesPerMinute { get; set; } = 30;

    /// <summary>
    /// The most requests in a minute of one account, one API key or, for anonymous senders, one address. Health, static files and the connections of
    /// circuits do not count.
    /// </summary>
    public int RequestsPerMinute { get; set; } = 600;
}
