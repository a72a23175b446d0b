using System.Collections.Concurrent;
using AmiBlazor.Store;

namespace AmiBlazor.Cluster;

/// <summary>
/// Puts on this node's board what other nodes write. Their messages overtake each other, and may be lost: what does not follow on what the board has waits a
/// moment for what is missing; then the PBX is read from the database.
/// </summary>
internal sealed partial class BoardFollower(ExtensionStore store, TimeProvider time, ILogger<BoardFollower> logger)
{
    /// <summary>How long a message may overtake another one.</summary>
    private static readonly TimeSpan LongestOvertaking = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan AfterFailure = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<string, Inbox> _inboxes = new(StringComparer.Ordinal);

    /// <summary>Takes a message; returns at once.</summary>
    public void Take(PbxCommit commit) => Add(commit.Server, commit, commit.To);

    /// <summary>A PBX is known to have got as far as a sequence number: what the board lacks by now is lost.</summary>
    public void CatchUp(string server, long sequence)
    {
        if (store.HeadOf(server).Sequence < sequence) Add(server, commit: null, sequence);
    }

    private void Add(string server, PbxCommit? commit, long sequence)
    {
        var inbox = _inboxes.GetOrAdd(server, static _ => new Inbox());
        lock (inbox)
        {
            if (commit is not null) inbox.Waiting.Add(commit);
            if (commit?.Rows is null) inbox.MendTo = Math.Max(inbox.MendTo, sequence);
            inbox.Arrived.TrySetResult();
            if (inbox.IsRunning) return;
            inbox.IsRunning = true;
        }

        _ = Task.Run(() => RunAsync(server, inbox));
    }

    private async Task RunAsync(string server, Inbox inbox)
    {
        while (true)
        {
            PbxCommit[] waiting;
            Task arrived;
            long mendTo;
            lock (inbox)
            {
                var known = store.HeadOf(server).Sequence;
                inbox.Waiting.RemoveAll(commit => commit.To <= known);
                if (inbox.MendTo <= known) inbox.MendTo = 0;
                if (inbox.Waiting.Count == 0 && inbox.MendTo == 0)
                {
                    inbox.IsRunning = false;
                    return;
                }

                waiting = [.. inbox.Waiting.OrderBy(commit => commit.From)];
                mendTo = inbox.MendTo;
                if (inbox.Arrived.Task.IsCompleted) inbox.Arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                arrived = inbox.Arrived.Task;
            }

            try
            {
                if (mendTo == 0 && !await TryFollowAsync(waiting) && !await ArrivesAsync(arrived)) mendTo = waiting[^1].To;
                if (mendTo > 0) await store.MendAsync(server, mendTo, CancellationToken.None);
            }
            catch (Exception failure)
            {
                // The board of this node stays as it is, and the pages say that it cannot reach the database.
                Log.NotMended(logger, server, failure);
                await Task.Delay(AfterFailure, time);
            }
        }
    }

    /// <returns>Whether any of them followed on what the board has.</returns>
    private async Task<bool> TryFollowAsync(PbxCommit[] waiting)
    {
        var hasMoved = false;
        foreach (var commit in waiting) hasMoved |= await store.TryFollowAsync(commit, CancellationToken.None);
        return hasMoved;
    }

    private async Task<bool> ArrivesAsync(Task arrived)
    {
        try
        {
            await arrived.WaitAsync(LongestOvertaking, time);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private sealed class Inbox
    {
        public List<PbxCommit> Waiting { get; } = [];

        public long MendTo { get; set; }

        public bool IsRunning { get; set; }

        public TaskCompletionSource Arrived { get; set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private static partial class Log
    {
        [LoggerMessage(8000, LogLevel.Warning, "PBX {Server} could not be read from the database; the board of this node may be out of date.", EventName = "BoardNotMended")]
        public static partial void NotMended(ILogger logger, string server, Exception failure);
    }
}
