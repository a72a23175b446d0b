using System.Threading.Channels;
using AmiBlazor.Ami;
using AmiBlazor.Board;
using AmiBlazor.Store;

namespace AmiBlazor.Live;

/// <summary>
/// Reads the names of people from one PBX over its main connection, a few at a time, beside lists and events. Every extension is asked about when it is new,
/// and again an hour later; what was asked counts across connections.
/// </summary>
internal sealed class NameReader(
    AmiServerOptions server, ExtensionStore store, LiveBoard board, ConnectionHealthReporter health, TimeProvider time)
{
    /// <summary>How many extensions are asked about at once; with <see cref="Pause"/>, at most 20 extensions in a second.</summary>
    private const int AtOnce = 4;

    /// <summary>How many answers are saved together.</summary>
    private const int MostUnsaved = 20;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>How long a name is believed.</summary>
    private static readonly TimeSpan AskAgain = TimeSpan.FromHours(1);

    /// <summary>How often it looks for extensions that are new.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(30);

    // When each extension was asked about, as a timestamp of the clock.
    private readonly Dictionary<(string Context, string Exten), long> _asked = [];
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>All states were requested: there may be new extensions.</summary>
    public void Wake() => _wake.Writer.TryWrite(true);

    /// <summary>Reads names until it is cancelled or the session has ended. A PBX that tells none is asked again an hour later.</summary>
    public async Task RunAsync(AmiSession session, CancellationToken cancellationToken)
    {
        if (server.Names == AmiNames.Off)
        {
            health.Named(new NamesHealth(NamesSource.Off, 0));
            return;
        }

        var sources = new NameSources();
        try
        {
            while (!session.Ended.IsCompleted)
            {
                await ReadDueAsync(session, sources, cancellationToken);
                if (!sources.IsEmpty)
                {
                    await WaitAsync(cancellationToken);
                    continue;
                }

                await Task.Delay(AskAgain, time, cancellationToken);
                sources = new NameSources();
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The session is over.
        }
        catch (Exception unexpected) when (unexpected is not OperationCanceledException)
        {
            health.NamesFailed(unexpected);
        }
    }

    private async Task ReadDueAsync(AmiSession session, NameSources sources, CancellationToken cancellationToken)
    {
        var isWhole = false;
        try
        {
            var unsaved = new List<(string Context, string Exten, string? Name)>();
            foreach (var rows in Due().Chunk(AtOnce))
            {
                await AskAsync(session, sources, rows, unsaved, cancellationToken);
                if (unsaved.Count >= MostUnsaved) await SaveAsync(unsaved, cancellationToken);
                if (sources.IsEmpty) break;
                await Task.Delay(Pause, time, cancellationToken);
                isWhole = true;
            }

            await SaveAsync(unsaved, cancellationToken);
        }
        catch (AmiException)
        {
            isWhole = false;

            // The session has ended, or is slow: the connection's own loop finds out and says why. What was not answered is asked again.
        }

        // A connection on which nothing was due says nothing new.
        if ((sources.Found ?? (isWhole ? NamesSource.None : null)) is { } source)
            health.Named(new NamesHealth(source, board.Rows(server.Name).Count(static row => row is { Present: true, PbxName: not null })));
    }

    /// <summary>The extensions to ask about, the likeliest people first.</summary>
    private List<BoardRow> Due()
    {
        var rows = board.Rows(server.Name).Where(NameSources.CanAsk).ToList();
        var present = rows.Select(row => (row.Key.Context, row.Key.Exten)).ToHashSet();
        foreach (var gone in _asked.Keys.Where(key => !present.Contains(key)).ToList()) _asked.Remove(gone);
        return
        [
            .. rows.Where(row => !_asked.TryGetValue((row.Key.Context, row.Key.Exten), out var at) || time.GetElapsedTime(at) >= AskAgain)
                .OrderByDescending(NameSources.IsLikely).ThenBy(row => row.Key.Exten, StringComparer.Ordinal),
        ];
    }

    private async Task AskAsync(
        AmiSession session, NameSources sources, BoardRow[] rows, List<(string Context, string Exten, string? Name)> unsaved, CancellationToken cancellationToken)
    {
        var answers = await Task.WhenAll(rows.Select(row => sources.AskAsync(session, row, cancellationToken)));

        // A caller ID is a text of others, after which no event is believed as it comes; the answer to a Ping ends that.
        await session.SendAsync(new AmiAction(AmiProtocol.Ping), cancellationToken);
        foreach (var (row, (isAnswered, name)) in rows.Zip(answers))
        {
            // Where the account may read nothing, the next connection asks again: somebody may have corrected its rights.
            if (isAnswered || !sources.IsEmpty) _asked[(row.Key.Context, row.Key.Exten)] = time.GetTimestamp();
            if (isAnswered) unsaved.Add((row.Key.Context, row.Key.Exten, name));
        }
    }

    private async Task SaveAsync(List<(string Context, string Exten, string? Name)> unsaved, CancellationToken cancellationToken)
    {
        if (unsaved.Count == 0) return;
        try
        {
            await store.SetPbxNamesAsync(server.Name, unsaved, cancellationToken);
        }
        catch (StoreException)
        {
            // The store has logged it. They are asked about again.
            foreach (var (context, exten, _) in unsaved) _asked.Remove((context, exten));
        }

        unsaved.Clear();
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        using var awake = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(_wake.Reader.WaitToReadAsync(awake.Token).AsTask(), Task.Delay(LookAgain, time, awake.Token));
        await awake.CancelAsync();
        _wake.Reader.TryRead(out _);
        cancellationToken.ThrowIfCancellationRequested();
    }
}
