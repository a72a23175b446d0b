using Microsoft.EntityFrameworkCore;

namespace AmiBlazor.History;

/// <content>Calls.</content>
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

    private async Task<List<long>> OldCallsAsync(DateTimeOffset cutoff, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        return await context.Calls.Where(call => call.StartedAt <= cutoff).OrderBy(call => call.StartedAt).Take(Batch).Select(call => call.Id)
            .ToListAsync(cancellationToken);
    }
}
