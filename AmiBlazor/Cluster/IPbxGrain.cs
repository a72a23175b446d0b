using Orleans.Concurrency;

namespace AmiBlazor.Cluster;

/// <summary>
/// A PBX in the cluster, by its name: it is followed where its one activation is. Orleans may have two for a moment, when its view of the nodes changes; the
/// fence in the database lets only one of them write (docs/decisions/ADR-013-fence.md).
/// </summary>
[Alias("pbx")]
internal interface IPbxGrain : IGrainWithStringKey
{
    /// <summary>How far its owner is. Being asked keeps the activation, or brings it back after the end of its node.</summary>
    [Alias("head"), AlwaysInterleave]
    Task<HeadMessage> HeadAsync();

    /// <summary>Starts a refresh, or joins the running one; returns at once.</summary>
    [Alias("refresh"), AlwaysInterleave]
    Task<RefreshMessage> RefreshAsync(string askedBy);

    /// <summary>Stops a refresh, unless it is being saved.</summary>
    [Alias("stop"), AlwaysInterleave]
    Task StopAsync(string connectionId);

    /// <summary>Tells all nodes everything about the PBX again: one of them has missed something.</summary>
    [Alias("whole"), AlwaysInterleave]
    Task TellWholeAsync();

    /// <summary>Gives the PBX to another node.</summary>
    [Alias("leave"), AlwaysInterleave]
    Task LeaveAsync(SiloAddress to);
}

/// <summary>How far the owner of a PBX is.</summary>
/// <param name="Epoch">Under which epoch it writes; 0 before its first write.</param>
/// <param name="Sequence">Which state of the PBX it has.</param>
/// <param name="Node">Where it is.</param>
[GenerateSerializer, Immutable, Alias("head")]
internal sealed record HeadMessage([property: Id(0)] long Epoch, [property: Id(1)] long Sequence, [property: Id(2)] SiloAddress Node);

/// <summary>A refresh that runs.</summary>
/// <param name="ConnectionId">Its id.</param>
/// <param name="Server">The PBX.</param>
/// <param name="AskedBy">Who asked for it first.</param>
/// <param name="StartedAt">When; UTC.</param>
/// <param name="ExpectedRows">How many rows are expected.</param>
/// <param name="Phase">How far it is.</param>
/// <param name="Rows">Rows so far.</param>
/// <param name="Bytes">Bytes so far.</param>
/// <param name="IsJoined">Whether it was already running.</param>
/// <param name="Node">Where it runs.</param>
[GenerateSerializer, Immutable, Alias("refresh")]
internal sealed record RefreshMessage(
    [property: Id(0)] string ConnectionId,
    [property: Id(1)] string Server,
    [property: Id(2)] string AskedBy,
    [property: Id(3)] DateTimeOffset StartedAt,
    [property: Id(4)] int ExpectedRows,
    [property: Id(5)] int Phase,
    [property: Id(6)] int Rows,
    [property: Id(7)] long Bytes,
    [property: Id(8)] bool IsJoined,
    [property: Id(9)] SiloAddress Node);
