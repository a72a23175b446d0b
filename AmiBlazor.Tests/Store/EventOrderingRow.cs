using AmiBlazor.Board;

namespace AmiBlazor.Tests.Store;

/// <summary>Of a row on the board what does not depend on the clock.</summary>
internal sealed record EventOrderingRow
{
    public string Hint { get; init; } = "";

    public int Code { get; init; }

    public bool Present { get; init; }

    public string? Name { get; init; }

    public string? Presence { get; init; }

    public string? Message { get; init; }

    public static EventOrderingRow Of(BoardRow row) => new()
    {
        Hint = row.Hint,
        Code = row.StatusCode,
        Present = row.Present,
        Name = row.Name,
        Presence = row.Presence,
        Message = row.PresenceMessage,
    };
}
