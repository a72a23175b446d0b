using System.Threading.Channels;
using AmiBlazor.Data;
using AmiBlazor.Data.Rows;
using Microsoft.EntityFrameworkCore;

namespace AmiBlazor.Audit;

/// <summary>Records who did what. An entry cannot be changed or deleted.</summary>
internal sealed partial class AuditLog(IDbContextFactory<AmiBlazorDbContext> contexts, TimeProvider time, ILogger<AuditLog> logger)
{
    private const int LongestText = 400;

    /// <summary>The most entries that wait to be saved. Beyond it, entries go to the program's log.</summary>
    private const int MostWaiting = 10_000;

    /// <summary>How often one actor's same action may fail in a minute before more of it is counted.</summary>
    private const int MostFailures = 10;

    /// <summary>The same for what is done and changes nothing.</summary>
    private const int MostHarmless = 5;

    private static readonly TimeSpan FlushTimeout = TimeSpan.FromSeconds(2);

    private readonly Channel<Waiting> _queue = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private readonly DenialAggregator _denials = new(time);
    private readonly DenialAggregator _failures = new(time, MostFailures);
    private readonly DenialAggregator _harmless = new(time, MostHarmless);

    /// <summary>
    /// Saves an entry at once. An entry that the database does not take goes to the program's log as an error, in full: the action has happened, and must
    /// not fail afterwards.
    /// </summary>
    public Task WriteAsync(Actor actor, AuditAction action, AuditOutcome outcome, string? about = null, string? detail = null) =>
        IsRepeat(actor, action, outcome, about, detail) ? Task.CompletedTask : SaveAsync([Entry(actor, action, outcome, about, detail)]);

    /// <summary>Queues an entry, without waiting. Entries are saved in the order of the calls. What repeats is counted, as for denials.</summary>
    public void Note(Actor actor, AuditAction action, AuditOutcome outcome, string? about = null, string? detail = null)
    {
        if (!IsRepeat(actor, action, outcome, about, detail)) Enqueue(Entry(actor, action, outcome, about, detail));
    }

    /// <summary>
    /// Queues an entry for a denied action. Repeated denials are counted and recorded once a minute: nobody can fill the disk, or hide among their own
    /// denials.
    /// </summary>
    /// <returns>False if it repeats one within a minute, which is only counted.</returns>
    public bool RecordDenial(Actor actor, AuditAction action, string? about = null, string? detail = null)
    {
        if (!_denials.IsFirst(new Denial(actor, action, about, detail))) return false;
        Enqueue(Entry(actor, action, AuditOutcome.Refused, about, detail));
        return true;
    }

    /// <summary>Records the result of a running action when it ends, even if the caller has stopped waiting.</summary>
    /// <param name="actor">Who started it.</param>
    /// <param name="action">The action.</param>
    /// <param name="about">Its object; null if there is none.</param>
    /// <param name="running">The running action. An exception is recorded and rethrown.</param>
    /// <param name="describe">Turns its result into the result for the audit log.</param>
    /// <param name="cancellationToken">Ends the wait, not the action.</param>
    public Task<T> RecordAsync<T>(
        Actor actor, AuditAction action, string? about, Task<T> running, Func<T, AuditResult> describe, CancellationToken cancellationToken)
    {
        _ = WatchAsync();
        return running.WaitAsync(cancellationToken);

        async Task WatchAsync()
        {
            try
            {
                var (outcome, detail) = describe(await running);
                Note(actor, action, outcome, about, detail);
            }
            catch (Exception fault)
            {
                Note(actor, action, AuditOutcome.Failed, about, Words(fault));
            }
        }
    }

    /// <summary>Adds an entry to a context, so that it is saved with the caller's changes or not at all.</summary>
    public void Add(AmiBlazorDbContext context, Actor actor, AuditAction action, string? about = null, string? detail = null) =>
        context.AuditEntries.Add(Entry(actor, action, AuditOutcome.Done, about, detail));

    /// <summary>Waits, for at most 2 s, until the entries queued so far are saved, so that a reader finds what has just been done.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        var passed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!_queue.Writer.TryWrite(new Waiting(Entry: null, passed))) return;
        try
        {
            await passed.Task.WaitAsync(FlushTimeout, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // The database is slow; the page shows what there is.
        }
    }

    /// <summary>Queues the counts of what was repeated and whose minute is over.</summary>
    /// <param name="all">True to include those whose minute is not over.</param>
    internal void RecordDenials(bool all)
    {
        foreach (var (last, times) in _denials.Take(all).Concat(_failures.Take(all)).Concat(_harmless.Take(all)))
        {
            var more = FormattableString.Invariant($"{times} more within a minute.");
            Enqueue(Entry(last.Actor, last.Action, last.Outcome, last.About, last.Detail is null ? more : $"{more} {last.Detail}"));
        }
    }

    /// <summary>
    /// Whether the entry is one of so many that it is only counted. What changes something, and who has come in, is never left out: that is bounded by what
    /// it takes. All else could fill the disk.
    /// </summary>
    private bool IsRepeat(Actor actor, AuditAction action, AuditOutcome outcome, string? about, string? detail)
    {
        var counted = outcome != AuditOutcome.Done ? _failures
            : action is AuditAction.Export or AuditAction.Download or AuditAction.SignOut ? _harmless
            : null;
        return counted is not null && !counted.IsFirst(new Denial(actor, action, about, detail) { Outcome = outcome });
    }

    /// <summary>Saves queued entries until <see cref="End"/> is called and the queue is empty.</summary>
    internal async Task SaveQueuedAsync()
    {
        const int Batch = 200;
        var entries = new List<AuditEntry>();
        var passed = new List<TaskCompletionSource>();
        while (await _queue.Reader.WaitToReadAsync(CancellationToken.None))
        {
            while (entries.Count < Batch && _queue.Reader.TryRead(out var next))
            {
                if (next.Entry is { } entry) entries.Add(entry);
                if (next.Passed is { } reader) passed.Add(reader);
            }

            if (entries.Count > 0) await SaveAsync(entries);
            passed.ForEach(reader => reader.TrySetResult());
            entries.Clear();
            passed.Clear();
        }
    }

    /// <summary>Closes the queue. <see cref="SaveQueuedAsync"/> saves what is in it and ends.</summary>
    internal void End() => _queue.Writer.TryComplete();

    private static string Words(Exception fault) =>
        // Messages of our exceptions are sentences for people; others may hold what does not belong here.
        fault.GetType().Assembly == typeof(AuditLog).Assembly ? fault.Message : $"Internal error: {fault.GetType().Name}.";

    private void Enqueue(AuditEntry entry)
    {
        if (!_queue.Writer.TryWrite(new Waiting(entry, Passed: null)))
            LogLost(entry, new InvalidOperationException("Too many entries are waiting to be saved."));
    }

    private async Task SaveAsync(IReadOnlyList<AuditEntry> entries)
    {
        try
        {
            await using var context = await contexts.CreateDbContextAsync(CancellationToken.None);
            context.AuditEntries.AddRange(entries);
            await context.SaveChangesAsync(CancellationToken.None);
        }
        catch (Exception failure)
        {
            foreach (var entry in entries) LogLost(entry, failure);
        }
    }

    private void LogLost(AuditEntry entry, Exception failure) =>
        Log.NotWritten(logger, entry.At, entry.Who, entry.Kind, entry.Address, entry.Action, entry.About, entry.Outcome, entry.Detail, failure);

    private AuditEntry Entry(Actor actor, AuditAction action, AuditOutcome outcome, string? about, string? detail) => new()
    {
        At = time.GetUtcNow(),
        Who = Bounded(actor.Name)!,
        Kind = actor.Kind,
        Address = actor.Address,
        Action = action.Word(),
        About = Bounded(about),
        Outcome = outcome.Word(),
        Detail = Bounded(detail),
    };

    /// <summary>Truncates, and replaces what PostgreSQL cannot store: NUL and lone surrogates.</summary>
    private static string? Bounded(string? text)
    {
        if (text is null) return null;
        if (text.Length > LongestText)
            text = text[..(char.IsHighSurrogate(text[LongestText - 1]) ? LongestText - 1 : LongestText)] + "…";
        return StorableText.Of(text);
    }

    /// <summary>A queued entry, or a caller who waits until the entries before it are saved.</summary>
    private sealed record Waiting(AuditEntry? Entry, TaskCompletionSource? Passed);

    private static partial class Log
    {
        [LoggerMessage(
            5020,
            LogLevel.Error,
            "An audit log entry could not be saved to the database: {At} {Who} ({Kind}, {Address}) {Action} {About}: {Outcome}. {Detail}",
            EventName = "AuditNotWritten")]
        public static partial void NotWritten(
            ILogger logger,
            DateTimeOffset at,
            string who,
            string kind,
            string? address,
            string action,
            string? about,
            string outcome,
            string? detail,
            Exception failure);
    }
}
