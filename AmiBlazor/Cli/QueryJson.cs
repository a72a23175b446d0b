using System.Text;
using System.Text.Json;
using AmiBlazor.Board;
using AmiBlazor.Data;

namespace AmiBlazor.Cli;

/// <summary>Prints a query as one JSON object, with the field names of REST. Promised to scripts: fields may be added, none goes.</summary>
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
        json.WriteString("lastQueryTime", UtcTime.ToIso(report.AskedAt));
        json.WriteNumber("durationMs", Math.Round(report.Duration.TotalMilliseconds, 1));
        json.WriteStartObject("statistics");
        json.WriteNumber("successfulQueries", report.Statistics.SuccessfulQueries);
        json.WriteNumber("failedQueries", report.Statistics.FailedQueries);
        json.WriteNumber("extensionsFound", report.Statistics.ExtensionsFound);
        json.WriteNumber("rowsOutsideContexts", report.Statistics.RowsOutsideContexts);
        json.WriteNumber("totalEvents", report.Statistics.TotalEvents);
        json.WriteNumber("extensionEvents", report.Statistics.ExtensionEvents);
        json.WriteNumber("bufferSize", report.Statistics.BufferSize);
        json.WriteBoolean("completionEventDetected", report.Statistics.CompletionEventDetected);
        json.WriteString("queryFormat", report.Statistics.QueryFormat);
        json.WriteEndObject();
        json.WriteStartArray("extensions");
        foreach (var row in report.Rows)
        {
            var status = ExtensionStatusExtensions.FromCode(row.StatusCode);
            json.WriteStartObject();
            json.WriteString("context", row.Context);
            json.WriteString("extension", row.Exten);
            json.WriteString("hint", row.Hint);
            json.WriteString("status", status.Word());
            json.WriteNumber("statusCode", row.StatusCode);
            json.WriteString("deviceState", status.DeviceState());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
