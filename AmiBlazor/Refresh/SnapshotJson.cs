using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using AmiBlazor.Ami;
using AmiBlazor.Audit;
using AmiBlazor.Board;
using AmiBlazor.Store;

namespace AmiBlazor.Refresh;

/// <summary>The content of a snapshot file: the run, its rows, and the PBX's raw answer. Streamed, never held in memory as a whole.</summary>
internal static class SnapshotJson
{
    private const int FlushAt = 48 * 1024;

    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,

        // A file, not a page: only what JSON itself forbids is escaped.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static async Task WriteAsync(Stream stream, RefreshResult result, PbxAnswer? answer, AmiTranscript transcript)
    {
        await using var json = new Utf8JsonWriter(stream, Options);
        json.WriteStartObject();
        WriteFacts(json, result);

        json.WriteStartArray("rows");
        for (var index = 0; index < (answer?.Rows.Length ?? 0); index++)
        {
            PbxAnswerJson.WriteRow(json, answer!.Rows.Span[index].With(answer.Devices));
            if (json.BytesPending > FlushAt) await json.FlushAsync();
        }

        json.WriteEndArray();

        json.WritePropertyName("raw");
        var decoder = Encoding.UTF8.GetDecoder();
        var characters = new char[16 * 1024];
        foreach (var block in transcript.Blocks)
        {
            for (var read = 0; read < block.Length;)
            {
                decoder.Convert(block.Span[read..], characters, flush: false, out var used, out var decoded, out _);
                json.WriteStringValueSegment(characters.AsSpan(0, decoded), isFinalSegment: false);
                read += used;
                if (json.BytesPending > FlushAt) await json.FlushAsync();
            }
        }

        decoder.Convert([], characters, flush: true, out _, out var rest, out _);
        json.WriteStringValueSegment(characters.AsSpan(0, rest), isFinalSegment: true);
        json.WriteEndObject();
        await json.FlushAsync();
    }

    private static void WriteFacts(Utf8JsonWriter json, RefreshResult result)
    {
        json.WriteString("connectionId", result.ConnectionId);
        json.WriteString("server", result.Server);
        json.WriteString("askedBy", result.AskedBy);
        json.WriteString("startedAt", result.StartedAt.UtcDateTime);
        json.WriteNumber("durationMs", Math.Round(result.Duration.TotalMilliseconds, 1));
        json.WriteString("outcome", result.Outcome.Word());
        json.WriteString("message", result.Message);
        if (result.PbxWords is { } words) json.WriteString("pbxWords", words);
        if (result.Warning is { } warning) json.WriteString("warning", warning);
        if (result.Saved is { } saved)
        {
            json.WriteNumber("extensionsChecked", saved.Known);
            json.WriteNumber("changed", saved.Changed);
            if (saved.Differing is { } differing)
                json.WriteNumber("differing", differing);
            else
                json.WriteNull("differing");
            json.WriteNumber("added", saved.Added);
            json.WriteNumber("markedOffline", saved.MarkedOffline);
            if (saved.Differing is not null) WriteDifferences(json, saved);
        }

        PbxAnswerJson.WriteStatistics(json, result.Statistics);
    }

    /// <summary>The rows in which the board differed from the PBX, with both states. No other place keeps all of them.</summary>
    private static void WriteDifferences(Utf8JsonWriter json, StoreResult saved)
    {
        json.WriteStartArray("differences");
        foreach (var (row, previousCode) in saved.Differing > 0 ? saved.ChangedRows : [])
        {
            WriteDifference(json, row, previousCode);
            json.WriteEndObject();
        }

        foreach (var (before, after) in saved.DifferingOtherwise)
        {
            WriteDifference(json, after, before.StatusCode);
            json.WriteString("boardHint", before.Hint);
            json.WriteBoolean("boardPresent", before.Present);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Begins an object and leaves it open.</summary>
    private static void WriteDifference(Utf8JsonWriter json, BoardRow row, int? boardCode)
    {
        json.WriteStartObject();
        json.WriteString("context", row.Key.Context);
        json.WriteString("extension", row.Key.Exten);
        json.WriteString("hint", row.Hint);
        json.WriteBoolean("present", row.Present);
        if (row.GoneSince is { } gone)
            json.WriteString("gone", IsoTime.Format(gone));
        else
            json.WriteNull("gone");
        json.WriteNumber("statusCode", row.AmiCode);
        if (boardCode is { } code)
            json.WriteNumber("boardStatusCode", ExtensionCodes.Ami(code));
        else
            json.WriteNull("boardStatusCode");
    }
}
