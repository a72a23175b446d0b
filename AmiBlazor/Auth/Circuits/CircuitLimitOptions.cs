namespace AmiBlazor.Auth.Circuits;

/// <summary>How much pages may take: section <c>Limits</c>.</summary>
internal sealed class CircuitLimitOptions
{
    /// <summary>The largest <see cref="PagesPerUser"/> that is allowed.</summary>
    public const int MostPagesPerUser = 10_000;

    /// <summary>How many pages one account may have open at once, in all its browsers together.</summary>
    public int PagesPerUser { get; set; } = 20;

    /// <summary>How many bytes one message from a browser may have; the connection of a page that sends more is cut.</summary>
    public int CircuitMessageBytes { get; set; } = 32 * 1024;

    /// <summary>How many drawings may be on their way to a browser; with so many unanswered, its page waits with the next.</summary>
    public int CircuitBufferedBatches { get; set; } = 10;

    /// <summary>How many pages are kept whose browser has lost its connection; those past it are loaded anew when their browser comes back.</summary>
    public int RetainedPages { get; set; } = 200;

    /// <summary>
    /// For so long a page is kept whose browser has lost its connection: long enough for a train's tunnel, not for the rest of the day, since it holds
    /// memory.
    /// </summary>
    public TimeSpan RetainedTime { get; set; } = TimeSpan.FromSeconds(60);
}
