using AmiBlazor.Data;
using Microsoft.EntityFrameworkCore;

namespace AmiBlazor.Board;

/// <summary>
/// Fills the board from the database: all of it before the first page, and one PBX when it is not certain what the database holds.
/// </summary>
internal sealed partial class BoardLoader(IDbContextFactory<AmiBlazorDbContext> factory, LiveBoard board, ILogger<BoardLoader> logger)
    : StartingService
{
    public override async Task StartingAsync(CancellationToken cancellationToken)
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

    /// <summary>Replaces what the board has of one PBX. Only for the holder of the PBX's write lock.</summary>
    public async Task ReloadAsync(string server, CancellationToken cancellationToken) =>
        Log.Reloaded(logger, server, await LoadAsync(server, cancellationToken));

    /// <summary>Loads one PBX, or all of them when none is named, and returns how many extensions there are.</summary>
    private async Task<int> LoadAsync(string? server, CancellationToken cancellationToken)
    {
        var rows = new Dictionary<string, List<BoardRow>>(StringComparer.Ordinal);
        if (server is not null) rows.Add(server, []);

        // Nearly all rows share their context and their server: one string for each is enough.
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
            if (!rows.TryGetValue(key.Server, out var ofServer)) rows.Add(key.Server, ofServer = []);
            ofServer.Add(BoardRowMapper.Of(extension, key, extension.LastSeen));
        }

        var loaded = server is null ? rows.Keys.Union(facts.Keys, StringComparer.Ordinal) : [server];
        foreach (var name in loaded)
            board.Replace(name, rows.GetValueOrDefault(name) ?? [], facts.GetValueOrDefault(name) ?? new BoardPbx(name, null));
        return rows.Values.Sum(ofServer => ofServer.Count);

        string Shared(string word) => words.TryAdd(word, word) ? word : words[word];
    }
}
