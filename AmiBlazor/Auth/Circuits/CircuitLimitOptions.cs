namespace AmiBlazor.Auth.Circuits;

/// <summary>What circuits may use: section <c>Limits</c>.</summary>
internal sealed class CircuitLimitOptions
{
    /// <summary>The largest <see cref="PagesPerUser"/> that is allowed.</summary>
    public const int MostPagesPerUser = 10_000;

    /// <summary>The most pages that one account may have open, in all its browsers together.</summary>
    public int PagesPerUser { get; set; } = 20;

    /// <summary>
    /// The most events (clicks, letters typed, scrolling) that the pages of one account may send in a second, after five seconds' worth at once. What
    /// comes faster waits.
    /// </summary>
    public int PageEventsPerSecond { get; set; } = 200;

    /// <summary>The largest message from a browser in bytes. A connection that sends a larger one is closed.</summary>
    public int CircuitMessageBytes { get; set; } = 32 * 1024;

    /// <summary>The most render batches that a browser has not acknowledged; at this number its page waits before it renders again.</summary>
    public int CircuitBufferedBatches { get; set; } = 10;

    /// <summary>The most circuits that are kept for a browser that has lost its connection. Beyond it, a browser that reconnects has to reload.</summary>
    public int RetainedPages { get; set; } = 200;

    /// <summary>
    /// How long a circuit is kept for a browser that has lost its connection: long enough for a tunnel on a train, but no longer, because it holds memory.
    /// </summary>
    public TimeSpan RetainedTime { get; set; } = TimeSpan.FromSeconds(60);
}
