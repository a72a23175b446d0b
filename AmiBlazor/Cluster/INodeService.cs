using Orleans.Concurrency;
using Orleans.Services;

namespace AmiBlazor.Cluster;

/// <summary>One on each node: takes what the others tell.</summary>
[Alias("node")]
internal interface INodeService : IGrainService
{
    /// <summary>Something was written.</summary>
    [Alias("committed"), OneWay]
    Task CommittedAsync(CommittedMessage committed);

    /// <summary>Refreshes have begun or moved on.</summary>
    [Alias("refreshes"), OneWay]
    Task RefreshesAsync(RefreshMessage[] running);

    /// <summary>A refresh has ended.</summary>
    /// <param name="result">A <see cref="Refresh.RefreshResult"/>, as <see cref="MessageJson"/> writes it.</param>
    [Alias("ended"), OneWay]
    Task RefreshEndedAsync(byte[] result);

    /// <summary>What the owner of a PBX knows beyond what the database holds.</summary>
    [Alias("told"), OneWay]
    Task ToldAsync(TidingsMessage told);

    /// <summary>Connects to a PBX that is about to be given to this node, so that it is heard without a break.</summary>
    /// <returns>Whether the PBX is heard.</returns>
    [Alias("connect")]
    Task<bool> ConnectAsync(string server);

    /// <summary>The node that gives a PBX to this one has hung up.</summary>
    /// <param name="server">The PBX.</param>
    /// <param name="hasHeardAll">Whether it had heard everything until then, and has written it.</param>
    [Alias("hung-up")]
    Task HungUpAsync(string server, bool hasHeardAll);

    /// <summary>Whether the node reaches the database.</summary>
    [Alias("fit")]
    Task<bool> IsFitAsync();
}

/// <summary>What the owner of a PBX knows beyond what the database holds: how well it hears it, its calls, queues and phones.</summary>
/// <param name="Server">The PBX.</param>
/// <param name="Epoch">Under which epoch it was told: a former owner's is out of date.</param>
/// <param name="Kind">What it is about: see <see cref="PbxTidings"/>.</param>
/// <param name="Json">As <see cref="MessageJson"/> writes it.</param>
[GenerateSerializer, Immutable, Alias("tidings")]
internal sealed record TidingsMessage(
    [property: Id(0)] string Server, [property: Id(1)] long Epoch, [property: Id(2)] string Kind, [property: Id(3)] byte[] Json);
