using AmiBlazor.Board;
using AmiBlazor.Store;

namespace AmiBlazor.Cluster;

/// <summary>
/// An extension, as one node tells it to the others. What is sent between nodes is only ever added to, with a new number: nodes of two versions run side by
/// side while a cluster is restarted.
/// </summary>
[GenerateSerializer, Immutable, Alias("row")]
internal sealed record RowMessage(
    [property: Id(0)] int Id,
    [property: Id(1)] string Context,
    [property: Id(2)] string Exten,
    [property: Id(3)] string Hint,
    [property: Id(4)] string? Name,
    [property: Id(5)] string? Department,
    [property: Id(6)] int StatusCode,
    [property: Id(7)] bool Present,
    [property: Id(8)] DateTimeOffset LastSeen,
    [property: Id(9)] DateTimeOffset? LastStatusChange,
    [property: Id(10)] DateTimeOffset UpdatedAt,
    [property: Id(11)] string SeenBy,
    [property: Id(12)] DateTimeOffset? GoneSince,
    [property: Id(13)] DateTimeOffset? ArchivedAt,
    [property: Id(14)] string? Devices,
    [property: Id(15)] string? Presence,
    [property: Id(16)] string? PresenceMessage,
    [property: Id(17)] string? Note,
    [property: Id(18)] string? Email,
    [property: Id(19)] string? PbxName)
{
    public static RowMessage Of(BoardRow row) => new(
        row.Id, row.Key.Context, row.Key.Exten, row.Hint, row.Name, row.Department, row.StatusCode, row.Present, row.LastSeen, row.LastStatusChange,
        row.UpdatedAt, row.SeenBy, row.GoneSince, row.ArchivedAt, row.Devices, row.Presence, row.PresenceMessage, row.Note, row.Email, row.PbxName);

    public BoardRow ToRow(string server) =>
        new(Id, new ExtensionKey(server, Context, Exten), Hint, Name, Department, StatusCode, Present, LastSeen, LastStatusChange, UpdatedAt)
        {
            SeenBy = SeenBy,
            GoneSince = GoneSince,
            ArchivedAt = ArchivedAt,
            Devices = Devices,
            Presence = Presence,
            PresenceMessage = PresenceMessage,
            Note = Note,
            Email = Email,
            PbxName = PbxName,
        };
}

/// <summary>What a node has written of a PBX.</summary>
/// <param name="Server">The PBX.</param>
/// <param name="From">The sequence number before.</param>
/// <param name="To">The sequence number after.</param>
/// <param name="Rows">The rows as the database holds them; null where rows were deleted.</param>
/// <param name="HasFacts">Whether the two that follow are new.</param>
/// <param name="LastListAt">When the last saved list was requested.</param>
/// <param name="LastListBy">What requested it.</param>
[GenerateSerializer, Immutable, Alias("committed")]
internal sealed record CommittedMessage(
    [property: Id(0)] string Server,
    [property: Id(1)] long From,
    [property: Id(2)] long To,
    [property: Id(3)] RowMessage[]? Rows,
    [property: Id(4)] bool HasFacts,
    [property: Id(5)] DateTimeOffset? LastListAt,
    [property: Id(6)] string LastListBy)
{
    public static CommittedMessage Of(PbxCommit commit) => new(
        commit.Server, commit.From, commit.To, commit.Rows?.Select(RowMessage.Of).ToArray(), commit.Facts is not null, commit.Facts?.LastListAt,
        commit.Facts?.LastListBy ?? "");

    public PbxCommit ToCommit() => new(
        Server, From, To, Rows?.Select(row => row.ToRow(Server)).ToList(),
        HasFacts ? new BoardPbx(Server, LastListAt) { LastListBy = ChangeSource.Known(LastListBy) } : null);
}
