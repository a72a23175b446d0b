using AmiBlazor.Cli;
using AmiBlazor.Refresh;
using AmiBlazor.Store;

namespace AmiBlazor.Tests.Cli;

public sealed class QueryJsonTests
{
    [Fact]
    public async Task The_object_keeps_its_promised_shape_and_hides_nothing_hostile_from_a_parser()
    {
        var report = new QueryReport(
            "main",
            "pbx.example",
            5038,
            new DateTimeOffset(2026, 1, 1, 12, 30, 56, 789, TimeSpan.FromHours(2)),
            TimeSpan.FromMilliseconds(41.3),
            new RefreshStatistics(1, 0, 1, 0, 2, 1, 215, CompletionEventDetected: true, Individual: false),
            [new SnapshotRow("lab", "20", "SIP/\u001b<20>", 17)]);

        await using var output = new StringWriter { NewLine = "\n" };
        await QueryJson.WriteAsync(output, report);

        Assert.Equal(
            """
            {
              "server": "main",
              "host": "pbx.example",
              "port": 5038,
              "lastQueryTime": "2026-01-01T10:30:56.789Z",
              "durationMs": 41.3,
              "statistics": {
                "successfulQueries": 1,
                "failedQueries": 0,
                "extensionsFound": 1,
                "rowsOutsideContexts": 0,
                "totalEvents": 2,
                "extensionEvents": 1,
                "bufferSize": 215,
                "completionEventDetected": true,
                "queryFormat": "Events: off with ExtensionStateListComplete"
              },
              "extensions": [
                {
                  "context": "lab",
                  "extension": "20",
                  "hint": "SIP/\u001B\u003C20\u003E",
                  "status": "on-hold",
                  "statusCode": 17,
                  "deviceState": "ONHOLD"
                }
              ]
            }

            """,
            output.ToString());
    }
}
