namespace AmiBlazor.Plans;

/// <summary>Places for several extensions at once: side by side in rows, which begin at one point.</summary>
internal static class PlanRows
{
    /// <summary>The points, row by row. Rows that do not fit on the plan move together until they do.</summary>
    /// <param name="count">How many.</param>
    /// <param name="from">The point of the first one.</param>
    /// <param name="shape">The plan's.</param>
    public static IReadOnlyList<PlanPoint> Of(int count, PlanPoint from, PlanShape shape)
    {
        if (count <= 0) return [];

        // A place with its number and name is about three times as wide as it is high.
        var columns = Math.Clamp((int)Math.Ceiling(Math.Sqrt(count / 2.0)), 1, 8);
        var rows = (count + columns - 1) / columns;
        var stepX = Math.Min(100.0, columns == 1 ? 100 : (PlanPoint.Max - Edge(from.X)) / (double)(columns - 1));
        var usual = Math.Min(stepX, 100) * shape.Width / shape.Height / 2;
        var stepY = Math.Min(Math.Clamp(usual, 30, 100), rows == 1 ? 100 : (PlanPoint.Max - Edge(from.Y)) / (double)(rows - 1));
        return
        [
            .. Enumerable.Range(0, count).Select(place => PlanPoint.Within(
                from.X + (int)Math.Round(place % columns * stepX), from.Y + (int)Math.Round(place / columns * stepY))),
        ];
    }

    // As far from the right and lower edges as from the left and upper ones, where that is possible at all.
    private static int Edge(int at) => Math.Min(PlanPoint.Max - 1, at + 40);
}
