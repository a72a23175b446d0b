using System.Collections.Concurrent;
using AmiBlazor.Data;
using Microsoft.EntityFrameworkCore;

namespace AmiBlazor.Board;

/// <summary>
/// Fills the board from the database: all of it before the first page, and one PBX when it is not certain what the database holds.
/// </summary>
internal sealed partial class BoardLoader(IDbContextFactory<AmiBlazorDbContext> factory, LiveBoard board, ILogger<BoardLoader> logger)
    : StartingService
{
    private readonly ConcurrentDictionary<string, (long Epoch, long Sequence, string? Owner)> _fences = new(StringComparer.Ordinal);

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

    /// <summary>The sequence number of what was last loaded of a PBX; 0 for a PBX that the database did not know.</summary>
    public long SequenceOf(string server) => _fences.GetValueOrDefault(server).Sequence;

    /// <summary>Brings what the board has of one PBX to what the database holds. Only for the holder of the PBX's write lock.</summary>
    /// <returns>Under which epoch, with which sequence number, and who owns the PBX; zeros and null for a PBX that the database does not know.</returns>
    public async Task<(long Epoch, long Sequence, string? Owner)> ReloadAsync(string server, CancellationToken cancellationToken)
    {
        Log.Reloaded(logger, server, await LoadAsync(server, cancellationToken));
        return _fences.GetValueOrDefault(server);
    }

    /// <summary>Loads one PBX, or all of them when none is named, and returns how many extensions there are.</summary>
    private async Task<int> LoadAsync(string? server, CancellationToken cancellationToken)
    {
        var rows = new Dictionary<string, List<BoardRow>>(StringComparer.Ordinal);
        if (server is not null) rows.Add(server, []);

        // Nearly all rows share their context and their server: one string for each is enough.
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        await using var context = await factory.CreateDbContextAsync(cancellationToken);

        // Sequence numbers and rows of one moment, whoever writes meanwhile.
        await using var moment = await context.BeginReadingAsync(cancellationToken);
        var pbxs = await context.Pbxs.AsNoTracking().Where(pbx => server == null || pbx.Server == server).ToListAsync(cancellationToken);
        if (server is not null) _fences.TryRemove(server, out _);
        foreach (var pbx in pbxs) _fences[pbx.Server] = (pbx.Epoch, pbx.Sequence, pbx.Owner);
        var facts = pbxs.ToDictionary(
            pbx => pbx.Server,
            pbx => new BoardPbx(pbx.Server, pbx.LastListAt) { LastListBy = ChangeSource.Known(pbx.LastListBy) },
            StringComparer.Ordinal);
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
        {
            var (ofName, about) = (rows.GetValueOrDefault(name) ?? [], facts.GetValueOrDefault(name) ?? new BoardPbx(name, null));
            if (server is null)
                board.Replace(name, ofName, about);
            else
                board.Mend(name, ofName, about);
        }

        return rows.Values.Sum(ofServer => ofServer.Count);

        string Shared(string word) => words.TryAdd(word, word) ? word : words[word];
    }
}
