using AmiBlazor.Data;
using Microsoft.EntityFrameworkCore;

namespace AmiBlazor.Extensions;

/// <summary>Fills the board from the database: all of it before the first page, one PBX when it is not sure what the database holds.</summary>
internal sealed partial class BoardLoader(IDbContextFactory<AmiBlazorDbContext> factory, Board board, ILogger<BoardLoader> logger) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        try
        {
            await LoadAllAsync(cancellationToken);
        }
        catch (Exception exception) when (DatabaseFailures.Of(exception) is not null)
        {
            throw new DatabaseStartException($"The extensions cannot be read from the database ({exception.GetBaseException().Message}).", exception);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Replaces what the board has of one PBX. Only for whoever has the PBX's turn to write.</summary>
    public async Task ReloadAsync(string server, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        Log.Reloaded(logger, server, await LoadAsync(context, server, cancellationToken));
    }

    private async Task LoadAllAsync(CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        var extensions = await context.Extensions.Select(extension => extension.Server).Distinct().ToListAsync(cancellationToken);
        var pbxs = await context.Pbxs.Select(pbx => pbx.Server).ToListAsync(cancellationToken);
        var total = 0;
        foreach (var server in extensions.Union(pbxs, StringComparer.Ordinal))
            total += await LoadAsync(context, server, cancellationToken);
        Log.Loaded(logger, total);
    }

    private async Task<int> LoadAsync(AmiBlazorDbContext context, string server, CancellationToken cancellationToken)
    {
        // Of ten thousand rows nearly all share a context: one string for it is enough.
        var contexts = new Dictionary<string, string>(StringComparer.Ordinal);
        var rows = new List<BoardRow>();
        await foreach (var extension in context.Extensions.AsNoTracking().Where(extension => extension.Server == server).OrderBy(extension => extension.Id)
            .AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (!contexts.TryGetValue(extension.Context, out var dialplanContext))
                contexts.Add(extension.Context, dialplanContext = extension.Context);
            rows.Add(BoardRows.Of(extension, new ExtensionKey(server, dialplanContext, extension.Exten), extension.LastSeen));
        }

        var lastListAt = await context.Pbxs.Where(pbx => pbx.Server == server).Select(pbx => pbx.LastListAt).SingleOrDefaultAsync(cancellationToken);
        board.Replace(server, rows, lastListAt);
        return rows.Count;
    }
}
