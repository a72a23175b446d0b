using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using AmiBlazor.Data;

namespace AmiBlazor.Api;

/// <summary>Times go out as ISO 8601 in UTC with a Z, to the millisecond: <c>2026-01-01T10:30:56.789Z</c>.</summary>
internal sealed class UtcTimeConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
}
