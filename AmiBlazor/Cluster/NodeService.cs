using AmiBlazor.Data;

namespace AmiBlazor.Cluster;

/// <summary>Takes what other nodes tell, and hands it to whoever keeps it. Never waits: the messages of all nodes come through here.</summary>
internal sealed class NodeService(
    GrainId id, Silo silo, ILoggerFactory loggers, BoardFollower board, ClusterRefreshes refreshes, PbxTidings tidings, OwnedPbxs owned,
    DatabaseWatch database)
    : GrainService(id, silo, loggers), INodeService
{
    public Task CommittedAsync(CommittedMessage committed)
    {
        board.Take(committed.ToCommit());
        return Task.CompletedTask;
    }

    public Task RefreshesAsync(RefreshMessage[] running)
    {
        foreach (var one in running) refreshes.Moved(one);
        return Task.CompletedTask;
    }

    public Task RefreshEndedAsync(byte[] result)
    {
        refreshes.Ended(result);
        return Task.CompletedTask;
    }

    public Task ToldAsync(TidingsMessage told)
    {
        tidings.Take(told);
        return Task.CompletedTask;
    }

    public Task<bool> ConnectAsync(string server) => owned.ConnectAheadAsync(server);

    public Task HungUpAsync(string server, bool hasHeardAll)
    {
        owned.HungUp(server, hasHeardAll);
        return Task.CompletedTask;
    }

    public Task<bool> IsFitAsync() => Task.FromResult(database.IsFit);
}
