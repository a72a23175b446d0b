namespace AmiBlazor.Components.Walls;

/// <summary>How many departments stand on a page of a wall, and how many pages there are.</summary>
/// <param name="Rows">The departments on a page.</param>
/// <param name="HasNewsBeside">
/// Whether what is going on (who rings and waits longest, who is missing, what is in doubt) stands on each page; otherwise it has the last page for itself.
/// </param>
/// <param name="Count">The number of pages.</param>
internal sealed record WallPaging(int Rows, bool HasNewsBeside, int Count)
{
    /// <summary>Icons and totals at the top.</summary>
    private const int HeadLines = 3;

    /// <summary>Clock and dots at the bottom.</summary>
    private const int FootLines = 1;

    /// <summary>Fewer departments than these on a page would not be worth what stands beside them.</summary>
    private const int FewestRows = 3;

    /// <summary>The width in em from which two pieces of news stand side by side.</summary>
    private const double WidthForTwo = 26;

    /// <summary>The pages of a wall.</summary>
    /// <param name="letters">The letters.</param>
    /// <param name="departments">How many departments there are.</param>
    public static WallPaging Of(WallLetters letters, int departments)
    {
        var body = Math.Max(1, letters.Lines - HeadLines - FootLines);
        var news = HasTwoColumns(letters) ? 2 : 4;
        var isBeside = body - news >= Math.Min(departments, FewestRows);
        var rows = Math.Max(1, isBeside ? body - news : body);
        var pages = (departments + rows - 1) / rows;
        return new WallPaging(rows, isBeside, Math.Max(1, isBeside ? pages : pages + 1));
    }

    /// <summary>Whether two pieces of news stand side by side.</summary>
    public static bool HasTwoColumns(WallLetters letters) => letters.Width >= WidthForTwo;

    /// <summary>The page that is shown when a wall has run for so long.</summary>
    /// <param name="elapsed">Since it was opened.</param>
    /// <param name="each">How long a page is shown.</param>
    public int At(TimeSpan elapsed, TimeSpan each) => (int)(elapsed.Ticks / Math.Max(1, each.Ticks) % Count);

    /// <summary>Whether a page shows the news.</summary>
    public bool HasNews(int page) => HasNewsBeside || page == Count - 1;

    /// <summary>Whether a page shows departments.</summary>
    public bool HasDepartments(int page) => HasNewsBeside || page < Count - 1;
}
