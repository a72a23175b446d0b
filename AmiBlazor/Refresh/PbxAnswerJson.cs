using System.Text.Json;
using AmiBlazor.Board;
using AmiBlazor.Store;

namespace AmiBlazor.Refresh;

/// <summary>The parts of a <see cref="PbxAnswer"/> in the promised field names, for the snapshot file and the command line alike.</summary>
internal static class PbxAnswerJson
{
    /// <summary>Writes the property <c>statistics</c> with its object.</summary>
    public static void WriteStatistics(Utf8JsonWriter json, RefreshStatistics statistics)
    {
        json.WriteStartObject("statistics");
        json.WriteNumber("successfulQueries", statistics.SuccessfulQueries);
        json.WriteNumber("failedQueries", statistics.FailedQueries);
        json.WriteNumber("extensionsFound", statistics.ExtensionsFound);
        json.WriteNumber("rowsOutsideContexts", statistics.RowsOutsideContexts);
        json.WriteNumber("totalEvents", statistics.TotalEvents);
        json.WriteNumber("extensionEvents", statistics.ExtensionEvents);
        json.WriteNumber("bufferSize", statistics.BufferSize);
        json.WriteBoolean("completionEventDetected", statistics.CompletionEventDetected);
        json.WriteString("queryFormat", statistics.QueryFormat);
        json.WriteEndObject();
    }

    /// <summary>Writes one row as an object.</summary>
    public static void WriteRow(Utf8JsonWriter json, SnapshotRow row)
    {
        var status = ExtensionStatusExtensions.FromCode(row.StatusCode);
        json.WriteStartObject();
        json.WriteString("context", row.Context);
        json.WriteString("extension", row.Exten);
        json.WriteString("hint", row.Hint);
        json.WriteString("status", status.Word());
        json.WriteNumber("statusCode", ExtensionCodes.Ami(row.StatusCode));
        json.WriteString("deviceState", ExtensionStatusExtensions.DeviceStateOf(row.StatusCode));
        if (row.Devices is not null) WriteDevices(json, HintDevice.Parse(row.Devices));
        json.WriteEndObject();
    }

    private static void WriteDevices(Utf8JsonWriter json, IReadOnlyList<HintDevice> devices)
    {
        json.WriteStartArray("devices");
        foreach (var (device, state) in devices)
        {
            json.WriteStartObject();
            json.WriteString("device", device);
            json.WriteString("state", state);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
