using System.Threading.Channels;
using AmiBlazor.Data;
using AmiBlazor.Data.Rows;
using Microsoft.EntityFrameworkCore;

namespace AmiBlazor.Audit;

/// <summary>Writes down who did what. There is no way to change or remove what it wrote.</summary>
internal sealed partial class AuditLog(IDbContextFactory<AmiBlazorDbContext> contexts, TimeProvider time, ILogger<AuditLog> logger)
{
    private const int LongestText = 400;

    /// <summary>More than this cannot wait to be written; what comes then goes to the log.</summary>
    private const int MostWaiting = 10_000;

    private static readonly TimeSpan FlushTimeout = TimeSpan.FromSeconds(2);

    private readonly Channel<Waiting> _queue = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private readonly DenialAggregator _tally = new(time);

    /// <summary>
    /// Writes at once. What the database does not take goes to the log as an error, whole: what was done is done, and must not be undone by that.
    /// </summary>
    public Task WriteAsync(Actor actor, AuditAction action, AuditOutcome outcome, string? about = null, string? detail = null) =>
        SaveAsync([Entry(actor, action, outcome, about, detail)]);

    /// <summary>Writes soon, in the order of the calls, without making anybody wait: for what a person does on a page.</summary>
    public void Note(Actor actor, AuditAction action, AuditOutcome outcome, string? about = null, string? detail = null) =>
        Enqueue(Entry(actor, action, outcome, about, detail));

    /// <summary>
    /// Writes soon that somebody may not do what he asked for: the first time, and once a minute how often it came again. So nobody fills the disk by
    /// asking, nor hides among his own refusals.
    /// </summary>
    public void RecordDenial(Actor actor, AuditAction action, string? about = null, string? detail = null)
    {
        if (_tally.IsFirst(new Denial(actor, action, about, detail))) Note(actor, action, AuditOutcome.Refused, about, detail);
    }

    /// <summary>Writes how something ended, when it has, also when nobody waits for it any more.</summary>
    /// <param name="actor">Who wanted it.</param>
    /// <param name="action">What.</param>
    /// <param name="about">To what.</param>
    /// <param name="doing">Begun already. What it throws is written down and thrown on.</param>
    /// <param name="end">What to say of its end.</param>
    /// <param name="cancellationToken">Ends only the waiting.</param>
    public Task<T> RecordAsync<T>(Actor actor, AuditAction action, string? about, Task<T> doing, Func<T, AuditResult> end, CancellationToken cancellationToken)
    {
        _ = WatchAsync();
        return doing.WaitAsync(cancellationToken);

        async Task WatchAsync()
        {
            try
            {
                var (outcome, detail) = end(await doing);
                Note(actor, action, outcome, about, detail);
            }
            catch (Exception fault)
            {
                Note(actor, action, AuditOutcome.Failed, about, Words(fault));
            }
        }
    }

    /// <summary>Adds an entry to what somebody saves, so that both come to be or neither.</summary>
    public void Add(AmiBlazorDbContext context, Actor actor, AuditAction action, string? about = null, string? detail = null) =>
        context.AuditEntries.Add(Entry(actor, action, AuditOutcome.Done, about, detail));

    /// <summary>Returns when what was noted before is written, or after 2 s: whoever reads the audit shall find what has just been done.</summary>
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

    /// <summary>Writes how often refusals came again, of those whose minute is over.</summary>
    /// <param name="all">True to wait for no minute.</param>
    internal void RecordDenials(bool all)
    {
        foreach (var (refusal, times) in _tally.Take(all))
        {
            var more = FormattableString.Invariant($"{times} more within a minute.");
            Note(refusal.Actor, refusal.Action, AuditOutcome.Refused, refusal.About, refusal.Detail is null ? more : $"{more} {refusal.Detail}");
        }
    }

    /// <summary>Saves what is noted, until <see cref="End"/>.</summary>
    internal async Task SaveNotedAsync()
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

    /// <summary>Nothing is noted any more; <see cref="SaveNotedAsync"/> ends with what waits.</summary>
    internal void End() => _queue.Writer.TryComplete();

    private static string Words(Exception fault) =>
        // Ours are sentences; another's message may tell what does not belong here.
        fault.GetType().Assembly == typeof(AuditLog).Assembly ? fault.Message : $"A fault of this program: {fault.GetType().Name}.";

    private void Enqueue(AuditEntry entry)
    {
        if (!_queue.Writer.TryWrite(new Waiting(entry, Passed: null))) LogLost(entry, new InvalidOperationException("Too many entries wait to be written."));
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

    /// <summary>No longer than anybody reads, and without what PostgreSQL cannot store: NUL and halves of characters.</summary>
    private static string? Bounded(string? text)
    {
        if (text is null) return null;
        if (text.Length > LongestText) text = text[..(char.IsHighSurrogate(text[LongestText - 1]) ? LongestText - 1 : LongestText)] + "…";
        return text.Any(character => character == '\0' || char.IsSurrogate(character))
            ? string.Concat(text.EnumerateRunes().Select(rune => rune.Value == 0 ? "\u2400" : rune.ToString()))
            : text;
    }

    /// <summary>What waits to be written, or somebody who waits until what is before him is.</summary>
    private sealed record Waiting(AuditEntry? Entry, TaskCompletionSource? Passed);

    private static partial class Log
    {
        [LoggerMessage(
            5020,
            LogLevel.Error,
            "The database did not take an entry of the audit: {At} {Who} ({Kind}, {Address}) {Action} {About}: {Outcome}. {Detail}",
            EventName = "AuditNotWritten")]
        public static partial void NotWritten(
            ILogger logger, DateTimeOffset at, string who, string kind, string? address, string action, string? about, string outcome, string? detail, Exception failure);
    }
}
