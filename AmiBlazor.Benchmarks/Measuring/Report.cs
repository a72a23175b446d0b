using System.Globalization;

namespace AmiBlazor.Benchmarks.Measuring;

/// <summary>Tables on standard output.</summary>
internal static class Report
{
    /// <summary>The medians of a contest; ratios are to the first contender.</summary>
    public static void Print(Standings standings)
    {
        var first = standings.Names.First();
        Print(standings.Title, ["", "ms", "25–75 %", "× first", "own CPU ms", "PBX CPU ms", "KB allocated"], standings.Names.Select(name => new[]
        {
            name,
            Show(standings.Time(name)),
            Show(standings.Quantile(name, sample => sample.Milliseconds, 0.25)) + "–"
                + Show(standings.Quantile(name, sample => sample.Milliseconds, 0.75)),
            standings.Ratio(name, first).ToString("0.00", CultureInfo.InvariantCulture),
            Show(standings.Median(name, sample => sample.OwnCpu)),
            Show(standings.Median(name, sample => sample.PbxCpu)),
            Show(standings.Median(name, sample => sample.Allocated / 1024.0)),
        }));
    }

    public static void Print(IEnumerable<Goal> goals)
    {
        Print($"Goals ({Machine.Describe()})", ["what", "goal", "measured", "met?"], goals.Select(goal => new[]
        {
            goal.What, goal.Limit, goal.Measured, goal.Met switch { true => "yes", false => "NO", null => "not measured" },
        }));
        if (Machine.Doubt() is { } doubt) Console.WriteLine(doubt);
    }

    public static void Print(string title, string[] heads, IEnumerable<string[]> rows)
    {
        var all = rows.Prepend(heads).ToList();
        var widths = heads.Select((_, column) => all.Max(row => row[column].Length)).ToList();
        Console.WriteLine();
        Console.WriteLine(title);
        Line(heads);
        Console.WriteLine("|" + string.Concat(widths.Select(width => new string('-', width + 2) + "|")));
        foreach (var row in all.Skip(1)) Line(row);

        void Line(string[] cells) => Console.WriteLine("|" + string.Concat(cells.Select((cell, column) =>
            " " + (column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column])) + " |")));
    }

    private static string Show(double figure) => figure.ToString(figure < 10 ? "0.00" : figure < 100 ? "0.0" : "#,0", CultureInfo.InvariantCulture);
}
