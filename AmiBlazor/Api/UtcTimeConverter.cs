using System.Text.Json;
using System.Text.Json.Serialization;
using AmiBlazor.Board;

namespace AmiBlazor.Api;

/// <summary>Writes every time of a response as <see cref="IsoTime.Format"/> does.</summary>
internal sealed class UtcTimeConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(IsoTime.Format(value));
}
