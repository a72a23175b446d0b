using System.Globalization;
using AmiBlazor.Board;
using AmiBlazor.Store;

namespace AmiBlazor.Cli;

/// <summary>Prints the result of a query as an aligned table with a line of figures below.</summary>
internal static class QueryTable
{
    /// <summary>A longer value shifts only its own line.</summary>
    private const int WidestColumn = 40;

    private static readonly string[] Titles = ["CONTEXT", "EXTENSION", "STATUS", "CODE", "HINT"];

    public static async Task WriteAsync(TextWriter output, QueryReport report)
    {
        var lines = report.Rows.Select(Cells).Prepend(Titles).ToList();
        var widths = Enumerable.Range(0, Titles.Length - 1).Select(column => lines.Max(line => Math.Min(line[column].Length, WidestColumn))).ToArray();
        foreach (var line in lines)
        {
            var cells = line.Select((cell, column) => column < widths.Length ? cell.PadRight(widths[column]) : cell);
            await output.WriteLineAsync(string.Join("  ", cells).TrimEnd());
        }

        await output.WriteLineAsync();
        await output.WriteLineAsync(Figures(report));
    }

    private static string[] Cells(SnapshotRow row) =>
    [
        TerminalText.Escape(row.Context),
        TerminalText.Escape(row.Exten),
        ExtensionStatusExtensions.FromCode(row.StatusCode).Word(),
        ExtensionCodes.Ami(row.StatusCode).ToString(CultureInfo.InvariantCulture),
        TerminalText.Escape(row.Hint),
    ];

    private static string Figures(QueryReport report)
    {
        var statistics = report.Statistics;
        var completion = statistics.Individual ? "" : statistics.CompletionEventDetected ? ", completion seen" : ", completion not seen";
        var outside = statistics.RowsOutsideContexts == 0
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $", {statistics.RowsOutsideContexts:N0} of other contexts");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Server}: {report.Rows.Count:N0} {(report.Rows.Count == 1 ? "extension" : "extensions")} in {report.Duration.TotalMilliseconds:0.0} ms, "
            + $"{statistics.SuccessfulQueries:N0} known, {statistics.FailedQueries:N0} unknown{outside}, {statistics.TotalEvents:N0} events, "
            + $"{statistics.BufferSize:N0} bytes{completion} ({statistics.QueryFormat})");
    }
}
