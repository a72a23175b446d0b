using AmiBlazor.Board;

namespace AmiBlazor.Components.Exports;

/// <summary>An extension as a line of a CSV file, in the words of the REST API.</summary>
internal static class ExtensionLine
{
    public static readonly string[] Titles =
    [
        "server", "context", "extension", "hint", "name", "department", "status", "deviceState", "present", "lastSeen", "lastStatusChange",
        "presence", "presenceMessage", "devices", "gone", "pbxName", "email", "note",
    ];

    /// <param name="row">The extension.</param>
    /// <param name="lastSeen">When the PBX last reported it.</param>
    public static string?[] Of(BoardRow row, DateTimeOffset lastSeen) =>
    [
        row.Key.Server,
        row.Key.Context,
        row.Key.Exten,
        row.Hint,
        row.ShownName,
        row.Department,
        row.Status.Word(),
        ExtensionStatusExtensions.DeviceStateOf(row.StatusCode),
        row.Present ? "true" : "false",
        IsoTime.Format(lastSeen),
        row.LastStatusChange is { } at ? IsoTime.Format(at) : null,
        row.Presence,
        row.PresenceMessage,
        HintDevice.Format(HintDevice.Of(row)),
        row.GoneSince is { } gone ? IsoTime.Format(gone) : null,
        row.PbxName,
        row.Email,
        row.Note,
    ];
}
