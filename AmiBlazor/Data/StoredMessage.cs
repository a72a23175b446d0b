using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AmiBlazor.Data;

/// <summary>A sentence with its values, as the database keeps it: <c>{"template":"{0} did not answer within {1:0.###} s.","values":["main",0.5]}</c>.</summary>
internal static class StoredMessage
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a sentence. Numbers stay numbers, so that each reader's language can format them; everything else becomes text.</summary>
    public static string Write(FormattableString sentence)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Readable))
        {
            json.WriteStartObject();
            json.WriteString("template", sentence.Format);
            json.WriteStartArray("values");
            foreach (var value in sentence.GetArguments()) Write(json, value);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>Reads a sentence; null when there is none, or the text is not one.</summary>
    public static FormattableString? Read(string? stored)
    {
        if (stored is null) return null;
        try
        {
            using var json = JsonDocument.Parse(stored);
            var values = json.RootElement.GetProperty("values").EnumerateArray().Select(Value).ToArray();
            var sentence = FormattableStringFactory.Create(json.RootElement.GetProperty("template").GetString()!, values);

            // A template whose values are missing fails here and not on the page.
            _ = FormattableString.Invariant(sentence);
            return sentence;
        }
        catch (Exception unreadable) when (
            unreadable is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    private static void Write(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case byte or short or int or long:
                json.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case decimal number:
                json.WriteNumberValue(number);
                break;
            case double number when double.IsFinite(number):
                json.WriteNumberValue(number);
                break;
            default:
                json.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }

    private static object? Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.Number when value.TryGetInt64(out var whole) => whole,
        JsonValueKind.Number when value.TryGetDecimal(out var exact) => exact,
        JsonValueKind.Number => value.GetDouble(),
        _ => value.GetString(),
    };
}
