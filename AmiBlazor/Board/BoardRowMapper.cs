using AmiBlazor.Data.Rows;

namespace AmiBlazor.Board;

/// <summary>Makes the board's row from the database's.</summary>
internal static class BoardRowMapper
{
    public static BoardRow Of(Extension extension, ExtensionKey key, DateTimeOffset lastSeen) => new(
        extension.Id, key, extension.Hint, extension.Name, extension.Department, extension.StatusCode, extension.Present, lastSeen,
        extension.LastStatusChange, extension.UpdatedAt)
    {
        SeenBy = ChangeSource.Known(extension.SeenBy),
        Devices = extension.Devices,
        GoneSince = extension.GoneSince,
        ArchivedAt = extension.ArchivedAt,
        PbxName = extension.PbxName,
        Note = extension.Note,
        Email = extension.Email,
        Presence = extension.Presence,
        PresenceMessage = extension.PresenceMessage,
    };
}
