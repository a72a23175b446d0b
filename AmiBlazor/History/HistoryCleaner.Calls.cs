using Microsoft.EntityFrameworkCore;

namespace AmiBlazor.History;

/// <content>Calls, and the log-in history of agents.</content>
internal sealed partial class HistoryCleaner
{
    /// <summary>Removes calls that began at or before a time, with their legs.</summary>
    /// <returns>How many.</returns>
    public async Task<int> CleanCallsAsync(DateTimeOffset cutoff, CancellationToken cancellationToken)
    {
        var removed = 0;
        while (await OldCallsAsync(cutoff, cancellationToken) is { Count: > 0 } ids)
            removed += await RemoveAsync(context => context.Calls.Where(call => ids.Contains(call.Id)), cancellationToken);
        return removed;
    }

    /// <summary>Removes times of agents that ended at or before a time.</summary>
    /// <returns>How many.</returns>
    public async Task<int> CleanAgentLogAsync(DateTimeOffset cutoff, CancellationToken cancellationToken)
    {
        var removed = 0;
        while (await OldAgentLogAsync(cutoff, cancellationToken) is { Count: > 0 } ids)
            removed += await RemoveAsync(context => context.AgentLog.Where(entry => ids.Contains(entry.Id)), cancellationToken);
        return removed;
    }

    /// <summary>Found by their beginning, which is earlier than their end and in the index.</summary>
    private async Task<List<long>> OldAgentLogAsync(DateTimeOffset cutoff, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        return await context.AgentLog.Where(entry => entry.Since <= cutoff && entry.Until <= cutoff).OrderBy(entry => entry.Since).Take(Batch)
            .Select(entry => entry.Id).ToListAsync(cancellationToken);
    }

    private async Task<List<long>> OldCallsAsync(DateTimeOffset cutoff, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        return await context.Calls.Where(call => call.StartedAt <= cutoff).OrderBy(call => call.StartedAt).Take(Batch).Select(call => call.Id)
            .ToListAsync(cancellationToken);
    }
}
