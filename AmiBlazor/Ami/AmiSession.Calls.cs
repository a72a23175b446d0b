namespace AmiBlazor.Ami;

/// <content>Lists of what a call is made of. All of them are to be had with <c>write=reporting</c>.</content>
internal sealed partial class AmiSession
{
    /// <summary>Requests all channels (<c>Status</c>).</summary>
    /// <exception cref="AmiException">Every failure; the type names it.</exception>
    public async Task<List<ChannelRow>> ListChannelsAsync(CancellationToken cancellationToken)
    {
        var action = new AmiAction("Status").With("Variables", PendingChannelList.Variables);
        using var list = new PendingChannelList(action, _pending, _errors, _limits);
        return await ListAsync(list, action, list.End, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Requests one channel (<c>Status</c> with its name).</summary>
    /// <returns>Null when there is none.</returns>
    /// <exception cref="AmiException">Every other failure; the type names it.</exception>
    public async Task<ChannelRow?> GetChannelAsync(string name, CancellationToken cancellationToken)
    {
        var action = new AmiAction("Status").With("Channel", name).With("Variables", PendingChannelList.Variables);
        using var list = new PendingChannelList(action, _pending, _errors, _limits);
        try
        {
            var rows = await ListAsync(list, action, list.End, cancellationToken).ConfigureAwait(false);
            return rows.Find(row => string.Equals(row.Channel.Name, name, StringComparison.Ordinal));
        }
        catch (AmiRefusedException)
        {
            return null;
        }
    }

    /// <summary>Requests all bridges (<c>BridgeList</c>).</summary>
    /// <exception cref="AmiException">Every failure; the type names it.</exception>
    public async Task<List<BridgeRow>> ListBridgesAsync(CancellationToken cancellationToken)
    {
        var action = new AmiAction("BridgeList");
        using var list = new PendingBridgeList(action, _pending, _errors, _limits);
        return await ListAsync(list, action, list.End, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Requests all queues with their members and who waits (<c>QueueStatus</c>).</summary>
    /// <exception cref="AmiException">Every failure; the type names it.</exception>
    public Task<List<QueueRow>> ListQueuesAsync(CancellationToken cancellationToken) => ListQueuesAsync(new AmiAction("QueueStatus"), cancellationToken);

    /// <summary>Requests one queue (<c>QueueStatus</c> with its name); no row for one that there is not.</summary>
    /// <exception cref="AmiException">Every failure; the type names it.</exception>
    public Task<List<QueueRow>> ListQueueAsync(string queue, CancellationToken cancellationToken) =>
        ListQueuesAsync(new AmiAction("QueueStatus").With("Queue", queue), cancellationToken);

    private async Task<List<QueueRow>> ListQueuesAsync(AmiAction action, CancellationToken cancellationToken)
    {
        using var list = new PendingQueueList(action, _pending, _errors, _limits);
        return await ListAsync(list, action, list.End, cancellationToken).ConfigureAwait(false);
    }
}
