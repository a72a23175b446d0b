using System.Text;
using System.Text.Json;
using AmiBlazor.Board;
using AmiBlazor.Refresh;

namespace AmiBlazor.Cli;

/// <summary>
/// Prints the result of a query as one JSON object with the field names of the REST API. Scripts rely on it: fields may be added, but not removed.
/// </summary>
internal static class QueryJson
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true };

    public static async Task WriteAsync(TextWriter output, QueryReport report)
    {
        using var buffer = new MemoryStream();
        await using (var json = new Utf8JsonWriter(buffer, Indented)) Write(json, report);
        await output.WriteLineAsync(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
    }

    private static void Write(Utf8JsonWriter json, QueryReport report)
    {
        json.WriteStartObject();
        json.WriteString("server", report.Server);
        json.WriteString("host", report.Host);
        json.WriteNumber("port", report.Port);
        json.WriteString("lastQueryTime", IsoTime.Format(report.AskedAt));
        json.WriteNumber("durationMs", Math.Round(report.Duration.TotalMilliseconds, 1));
        PbxAnswerJson.WriteStatistics(json, report.Statistics);
        json.WriteStartArray("extensions");
        foreach (var row in report.Rows) PbxAnswerJson.WriteRow(json, row);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
