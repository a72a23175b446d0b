using System.Collections.Concurrent;
using AmiBlazor.Ami;
using AmiBlazor.Auth.Accounts;
using AmiBlazor.Board;
using AmiBlazor.Store;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Refresh;

/// <summary>
/// One refresh from click to commit: query the PBX, save, report. Every failure of the PBX or the database becomes a result; the extensions are
/// updated from a complete list or not at all.
/// </summary>
internal sealed partial class RefreshRunner(
    AmiConnector connector,
    ExtensionStore store,
    LiveBoard board,
    SnapshotFiles files,
    RefreshMetrics metrics,
    IOptions<RefreshOptions> options,
    TimeProvider time,
    ILogger<RefreshRunner> logger)
{
    // By PBX: the cached rows, which make unchanged rows cost nothing the next time.
    private readonly ConcurrentDictionary<string, ExtensionStateCache> _caches = new(StringComparer.Ordinal);

    /// <summary>Runs the refresh to its end.</summary>
    /// <param name="run">The refresh, whose phase is updated.</param>
    /// <param name="server">The PBX.</param>
    /// <param name="changed">Called when the phase has changed.</param>
    /// <returns>The result, and what the program must await before it exits: the logoff and the file. Neither faults.</returns>
    public async Task<(RefreshResult Result, Task Completion)> RunAsync(RunningRefresh run, AmiServerOptions server, Action changed)
    {
        Log.Started(logger, run.ConnectionId, run.Server, run.AskedBy);
        var started = time.GetTimestamp();
        var transcript = new AmiTranscript();
        var query = new PbxQuery(connector, server, time)
        {
            Known = Known(server),
            Cache = _caches.GetOrAdd(server.Name, static _ => new ExtensionStateCache()),
            Progress = run.Progress,
            Transcript = transcript,
            OnPhase = phase =>
            {
                run.Enter(phase);
                changed();
            },
        };

        var (answer, result) = await AskAsync(run, query);
        if (answer is not null)
        {
            result = answer.Rows.IsEmpty ? RefreshResult.Empty(run, answer.Statistics) : await SaveAsync(run, server, answer, started, changed);
            result = result with { Statistics = answer.Statistics };
        }

        if (result!.Saved is null)
        {
            await RecordAsync(run, result, answer?.Statistics);
            result = result with { Duration = time.GetElapsedTime(started) };
        }

        result = result with { File = files.WriteAsync(result, answer, transcript) };
        Tell(result);
        return (result, Task.WhenAll(result.File, query.Closing));
    }

    /// <returns>The answer, or the result of a refresh without one.</returns>
    private async Task<(PbxAnswer? Answer, RefreshResult? End)> AskAsync(RunningRefresh run, PbxQuery query)
    {
        using var deadline = new CancellationTokenSource(options.Value.Timeout, time);
        try
        {
            return (await query.RunAsync(run.StopToken, deadline.Token), null);
        }
        catch (OperationCanceledException) when (run.StopToken.IsCancellationRequested)
        {
            return (null, RefreshResult.Stopped(run));
        }
        catch (OperationCanceledException)
        {
            return (null, RefreshResult.TimedOut(run, options.Value.Timeout));
        }
        catch (AmiException failure) when (failure is not AmiFaultException)
        {
            return (null, RefreshResult.Failed(run, failure));
        }
        catch (Exception unexpected)
        {
            Log.UnexpectedFailure(logger, run.ConnectionId, run.Server, unexpected);
            return (null, RefreshResult.UnexpectedFailure(run));
        }
    }

    private async Task<RefreshResult> SaveAsync(RunningRefresh run, AmiServerOptions server, PbxAnswer answer, long started, Action changed)
    {
        var saving = run.TryBeginSaving();
        changed();
        if (!saving) return RefreshResult.Stopped(run);

        try
        {
            var record = Record(run, null, answer.Statistics);

            // Saving cannot be stopped.
            var saved = answer.Statistics.Individual
                ? await store.ApplyAnswersAsync(run.Server, answer.AskedAt, answer.AskedStamp, answer.Rows, record, CancellationToken.None)
                : await store.ApplySnapshotAsync(
                    new ExtensionSnapshot(run.Server, answer.AskedAt, server.ListedContexts, answer.Rows) { ListSentStamp = answer.AskedStamp, Devices = answer.Devices },
                        record, CancellationToken.None);
            return RefreshResult.Completed(run, saved, time.GetElapsedTime(started));
        }
        catch (StoreException failure)
        {
            Log.NotSaved(logger, run.ConnectionId, run.Server, failure);
            return RefreshResult.NotSaved(run, failure);
        }
        catch (Exception unexpected)
        {
            Log.UnexpectedFailure(logger, run.ConnectionId, run.Server, unexpected);
            return RefreshResult.UnexpectedFailure(run);
        }
    }

    private async Task RecordAsync(RunningRefresh run, RefreshResult end, RefreshStatistics? statistics)
    {
        try
        {
            await store.RecordRunAsync(Record(run, end, statistics), CancellationToken.None);
        }
        catch (Exception failure)
        {
            // The user is shown the first failure; that it could not be recorded either goes to the log.
            Log.NotRecorded(logger, run.ConnectionId, run.Server, failure);
        }
    }

    private RunRecord Record(RunningRefresh run, RefreshResult? end, RefreshStatistics? statistics) => new(
        run.ConnectionId,
        run.Server,
        run.AskedBy,
        run.StartedAt,
        time.GetUtcNow(),
        end?.Outcome ?? RefreshOutcome.Completed,
        statistics?.ExtensionsFound ?? run.Rows,
        run.Progress.Bytes,
        end?.Message,
        SnapshotFiles.NameFor(run.ConnectionId))
    {
        ErrorSentence = end?.Sentence,
        PbxWords = end?.PbxWords,
        Individual = statistics?.Individual ?? run.Phase == RefreshPhase.Asking,
    };

    private List<(string Context, string Exten)> Known(AmiServerOptions server)
    {
        var known = new List<(string, string)>();
        foreach (var row in board.Rows(server.Name))
        {
            if (server.Keeps(row.Key.Context, row.Key.Exten)) known.Add((row.Key.Context, row.Key.Exten));
        }

        return known;
    }

    private void Tell(RefreshResult result)
    {
        metrics.Ended(result);
        var milliseconds = result.Duration.TotalMilliseconds;
        if (result.Saved is { } saved)
        {
            Log.Completed(
                logger, result.ConnectionId, result.Server, saved.Known, saved.Changed, saved.Added, saved.MarkedOffline,
                    result.Statistics.BufferSize, milliseconds);
            if (result.Warning is not null)
                Log.Collapsed(logger, result.ConnectionId, result.Server, saved.MarkedOffline, saved.Known);
        }
        else if (result.Outcome == RefreshOutcome.Empty)
        {
            Log.Empty(logger, result.ConnectionId, result.Server);
        }
        else if (result.Outcome == RefreshOutcome.Stopped)
        {
            Log.Stopped(logger, result.ConnectionId, result.Server, milliseconds);
        }
        else
        {
            Log.Failed(logger, result.ConnectionId, result.Server, result.Message, milliseconds);
        }

        if (result.Statistics is { ExtensionEvents: > 0, CompletionEventDetected: false, Individual: false })
            Log.CompletionMissing(logger, result.ConnectionId, result.Server, result.Statistics.ExtensionEvents);
    }
}
