using AmiBlazor.Data;
using Microsoft.EntityFrameworkCore;

namespace AmiBlazor.Board;

/// <summary>
/// Fills the board from the database: all of it before the first page, one PBX when it is not sure what the database holds.
/// </summary>
internal sealed partial class BoardLoader(IDbContextFactory<AmiBlazorDbContext> factory, LiveBoard board, ILogger<BoardLoader> logger)
    : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        try
        {
            Log.Loaded(logger, await LoadAsync(server: null, cancellationToken));
        }
        catch (Exception exception) when (DatabaseFailures.Of(exception) is not null)
        {
            throw new DatabaseInitializationException($"The extensions cannot be read from the database ({exception.GetBaseException().Message}).", exception);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Replaces what the board has of one PBX. Only for whoever has the PBX's turn to write.</summary>
    public async Task ReloadAsync(string server, CancellationToken cancellationToken) =>
        Log.Reloaded(logger, server, await LoadAsync(server, cancellationToken));

    /// <summary>Loads one PBX, or all when none is named; how many extensions there were.</summary>
    private async Task<int> LoadAsync(string? server, CancellationToken cancellationToken)
    {
        var rows = new Dictionary<string, List<BoardRow>>(StringComparer.Ordinal);
        if (server is not null)
            rows.Add(server, []);

        // Of ten thousand rows nearly all share a context: one string for it is enough, and one for the server.
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        var facts = await context.Pbxs.AsNoTracking().ToDictionaryAsync(
            pbx => pbx.Server,
            pbx => new BoardPbx(pbx.Server, pbx.LastListAt) { LastListBy = ChangeSource.Known(pbx.LastListBy) },
            StringComparer.Ordinal,
            cancellationToken);
        await foreach (var extension in context.Extensions.AsNoTracking()
            .Where(extension => server == null || extension.Server == server)
            .AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var key = new ExtensionKey(Shared(extension.Server), Shared(extension.Context), extension.Exten);
            if (!rows.TryGetValue(key.Server, out var ofServer))
                rows.Add(key.Server, ofServer = []);
            ofServer.Add(BoardRowMapper.Of(extension, key, extension.LastSeen));
        }

        var loaded = server is null ? rows.Keys.Union(facts.Keys, StringComparer.Ordinal) : [server];
        foreach (var name in loaded)
            board.Replace(name, rows.GetValueOrDefault(name) ?? [], facts.GetValueOrDefault(name) ?? new BoardPbx(name, null));
        return rows.Values.Sum(ofServer => ofServer.Count);

        string Shared(string word) => words.TryAdd(word, word) ? word : words[word];
    }
}
