using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using AmiBlazor.Board;
using AmiBlazor.Calls;
using AmiBlazor.Data;

namespace AmiBlazor.Cluster;

/// <summary>
/// What nodes tell each other of calls, queues, phones, health and results, as JSON: a node of another version leaves out what it does not know, and takes the
/// default for what it is not told.
/// </summary>
internal static class MessageJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        // Tuples have fields.
        IncludeFields = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new SentenceConverter(), new ContradictionsConverter() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutWhatIsWorkedOut } },
    };

    public static byte[] Write<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Options);

    /// <summary>Reads what a node told.</summary>
    /// <exception cref="JsonException">It is not what was expected.</exception>
    public static T Read<T>(byte[] json) => JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException("A node told nothing.");

    /// <summary>What a type works out from its other properties is not sent, nor what only this process can wait for.</summary>
    private static void LeaveOutWhatIsWorkedOut(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object) return;
        for (var index = type.Properties.Count - 1; index >= 0; index--)
        {
            var property = type.Properties[index];
            if (property.Set is null && !type.Type.IsValueType || typeof(Task).IsAssignableFrom(property.PropertyType)) type.Properties.RemoveAt(index);
        }
    }

    private sealed class SentenceConverter : JsonConverter<FormattableString>
    {
        public override FormattableString? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            StoredMessage.Read(reader.GetString()) ?? throw new JsonException("A node told a sentence that cannot be read.");

        public override void Write(Utf8JsonWriter writer, FormattableString value, JsonSerializerOptions options) =>
            writer.WriteStringValue(StoredMessage.Write(value));
    }

    private sealed class ContradictionsConverter : JsonConverter<IReadOnlyDictionary<ExtensionKey, Contradiction>>
    {
        public override IReadOnlyDictionary<ExtensionKey, Contradiction> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            (JsonSerializer.Deserialize<Contradiction[]>(ref reader, options) ?? []).ToDictionary(one => one.Extension);

        public override void Write(Utf8JsonWriter writer, IReadOnlyDictionary<ExtensionKey, Contradiction> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.Values.ToArray(), options);
    }
}
