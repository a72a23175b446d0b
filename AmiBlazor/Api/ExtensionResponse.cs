using AmiBlazor.Board;
using AmiBlazor.Devices;

namespace AmiBlazor.Api;

/// <summary>One extension, as <c>GET /api/extensions</c> returns it.</summary>
/// <param name="ProvenAt">When the PBX last confirmed this state.</param>
/// <param name="ProvenBy">What confirmed it: <c>refresh</c>, <c>live</c> or <c>resync</c>.</param>
/// <param name="Name">The name that people gave it; null if there is none.</param>
/// <param name="Presence">Presence state in Asterisk's word; null if the PBX has reported none.</param>
/// <param name="Devices">The devices of its hint with their states and registrations; empty if the PBX does not report them.</param>
/// <param name="Gone">Since when the PBX no longer lists it; null while it does.</param>
/// <param name="Archived">Since when it is archived; null if it is not.</param>
/// <param name="PbxName">What the PBX calls it, shown if people gave it no name; null if the PBX reports none.</param>
/// <param name="Note">Note that people wrote, of one or more lines; null if there is none.</param>
/// <param name="Email">E-mail address that people entered; null if there is none.</param>
/// <param name="Voicemail">Its mailboxes; empty if the PBX reports none.</param>
/// <param name="PresenceMessage">The user's own presence message; null if there is none.</param>
internal sealed record ExtensionResponse(
    string Server,
    string Context,
    string Extension,
    string Hint,
    string? Name,
    string? Department,
    string Status,
    int StatusCode,
    string DeviceState,
    bool Present,
    DateTimeOffset LastSeen,
    DateTimeOffset? LastStatusChange,
    DateTimeOffset UpdatedAt,
    DateTimeOffset ProvenAt,
    string ProvenBy,
    string? Presence,
    string? PresenceMessage,
    IReadOnlyList<DeviceResponse> Devices,
    DateTimeOffset? Gone,
    DateTimeOffset? Archived,
    string? PbxName,
    string? Note,
    string? Email,
    IReadOnlyList<MailboxResponse> Voicemail)
{
    public static ExtensionResponse Of(VerifiedRow verified, ShownPhones phones) => Of(verified.Row, verified.VerifiedAt, verified.VerifiedBy, phones);

    private static ExtensionResponse Of(BoardRow row, DateTimeOffset provenAt, string provenBy, ShownPhones phones) => new(
        row.Key.Server,
        row.Key.Context,
        row.Key.Exten,
        row.Hint,
        row.Name,
        row.Department,
        row.Status.Word(),
        row.AmiCode,
        ExtensionStatusExtensions.DeviceStateOf(row.StatusCode),
        row.Present,
        row.LastSeen,
        row.LastStatusChange,
        row.UpdatedAt,
        provenAt,
        provenBy,
        row.Presence,
        row.PresenceMessage,
        [.. HintDevice.Of(row).Select(device => DeviceResponse.Of(device, phones.Find(device.Device)))],
        row.GoneSince,
        row.ArchivedAt,
        row.PbxName,
        row.Note,
        row.Email,
        [.. phones.Mailboxes.Select(mailbox => new MailboxResponse(mailbox.Name, mailbox.New, mailbox.Old))]);
}
