using AmiBlazor.Ami;
using AmiBlazor.Cli;
using AmiBlazor.Refresh;
using AmiBlazor.Store;

namespace AmiBlazor.Tests.Cli;

public sealed class QueryTableTests
{
    [Fact]
    public async Task Columns_are_aligned_and_the_figures_follow()
    {
        var report = Report(
            new RefreshStatistics(2, 0, 2, 3, 6, 5, 4215, CompletionEventDetected: true, Individual: false),
            new SnapshotRow("from-internal", "1001", "PJSIP/1001", 0),
            new SnapshotRow("lab", "20", "SIP/20&SIP/21", 17));

        Assert.Equal(
            """
            CONTEXT        EXTENSION  STATUS   CODE  HINT
            from-internal  1001       online   0     PJSIP/1001
            lab            20         on-hold  17    SIP/20&SIP/21

            main: 2 extensions in 41.3 ms, 2 known, 0 unknown, 3 of other contexts, 6 events, 4,215 bytes, completion seen (Events: off with ExtensionStateListComplete)

            """,
            await TextAsync(report));
    }

    [Fact]
    public async Task Single_queries_say_so()
    {
        var report = Report(
            new RefreshStatistics(1, 0, 1, 0, 0, 0, 300, CompletionEventDetected: false, Individual: true), new SnapshotRow("lab", "20", "", 4));

        Assert.EndsWith(
            "main: 1 extension in 41.3 ms, 1 known, 0 unknown, 0 events, 300 bytes (Individual ExtensionState queries)\n",
            await TextAsync(report),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hostile_value_neither_commands_the_terminal_nor_moves_the_other_rows()
    {
        var report = Report(
            RefreshStatistics.None, new SnapshotRow("\u001b]0;owned\u0007", new string('9', 5000), "", 0), new SnapshotRow("lab", "20", "SIP/20", 0));

        var text = await TextAsync(report);

        Assert.DoesNotContain('\u001b', text);
        Assert.DoesNotContain('\u0007', text);
        Assert.True(text.Split('\n').Single(line => line.StartsWith("lab", StringComparison.Ordinal)).Length < 120);
    }

    private static QueryReport Report(RefreshStatistics statistics, params SnapshotRow[] rows) => new(
        "main", "pbx.example", 5038, new DateTimeOffset(2026, 1, 1, 10, 30, 56, 789, TimeSpan.Zero), TimeSpan.FromMilliseconds(41.3), statistics, rows);

    private static async Task<string> TextAsync(QueryReport report)
    {
        await using var output = new StringWriter { NewLine = "\n" };
        await QueryTable.WriteAsync(output, report);
        return output.ToString();
    }
}
