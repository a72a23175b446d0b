using AmiBlazor.Extensions;

namespace AmiBlazor.Api;

/// <summary>One extension, as <c>GET /api/extensions</c> gives it.</summary>
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
    DateTimeOffset UpdatedAt)
{
    public static ExtensionResponse Of(BoardRow row) => new(
        row.Key.Server,
        row.Key.Context,
        row.Key.Exten,
        row.Hint,
        row.Name,
        row.Department,
        row.Status.Word(),
        row.StatusCode,
        row.Status.DeviceState(),
        row.Present,
        row.LastSeen,
        row.LastStatusChange,
        row.UpdatedAt);
}
