using AmiBlazor.Ami;

namespace AmiBlazor.Calls;

/// <summary>What is requested of a PBX about its calls.</summary>
internal static class CallRequests
{
    /// <summary>Requests everything.</summary>
    /// <exception cref="AmiException">Every failure but that of queues, which a PBX need not have.</exception>
    public static async Task<CallLists> ReadAsync(AmiSession session, CancellationToken cancellationToken)
    {
        var channels = await session.ListChannelsAsync(cancellationToken);
        var bridges = await session.ListBridgesAsync(cancellationToken);
        IReadOnlyList<QueueRow> queues;
        try
        {
            queues = await session.ListQueuesAsync(cancellationToken);
        }
        catch (AmiException refused) when (refused is AmiRefusedException or AmiCommandUnknownException or AmiPermissionException)
        {
            // A PBX without queues.
            queues = [];
        }

        return new CallLists(channels, bridges, queues);
    }

    /// <summary>Asks about some channels.</summary>
    /// <exception cref="AmiException">Every failure but that there is no such channel.</exception>
    public static async Task<Answers> AskAsync(AmiSession session, IReadOnlyCollection<string> names, CancellationToken cancellationToken)
    {
        var rows = new List<ChannelRow>();
        foreach (var name in names)
        {
            if (await session.GetChannelAsync(name, cancellationToken) is { } row) rows.Add(row);
        }

        return new Answers(names, rows);
    }

    /// <summary>What the PBX has answered about some channels.</summary>
    /// <param name="Names">Those that it was asked about.</param>
    /// <param name="Rows">Those of them that there are.</param>
    internal sealed record Answers(IReadOnlyCollection<string> Names, IReadOnlyList<ChannelRow> Rows);
}
