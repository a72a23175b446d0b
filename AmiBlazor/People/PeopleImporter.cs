using AmiBlazor.Audit;
using AmiBlazor.Board;
using AmiBlazor.Store;

namespace AmiBlazor.People;

/// <summary>
/// Imports what people say about extensions from a CSV file, for the page and REST: first a plan that says what each line would do, then all of it in one
/// transaction or nothing.
/// </summary>
internal sealed class PeopleImporter(LiveBoard board, ExtensionStore store, AuditLog audit)
{
    private const int ManyLines = 2_000;

    /// <summary>Reads a file and judges its lines. The file is not kept, only what its lines ask of known extensions.</summary>
    /// <param name="file">The file; it is read while it arrives.</param>
    /// <param name="scope">The extensions that may be changed; others are unknown.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ImportException">The file cannot be imported at all.</exception>
    public async Task<ImportPlan> ReadAsync(Stream file, ExtensionScope scope, CancellationToken cancellationToken)
    {
        await using var reader = await ImportReader.OpenAsync(file, cancellationToken);
        var judge = new ImportJudge(board.Snapshot, scope);
        var lines = new List<ImportLine>();
        while (await reader.ReadAsync(cancellationToken) is { } line)
        {
            lines.Add(judge.Judge(line));

            // A page goes on meanwhile.
            if (lines.Count % ManyLines == 0) await Task.Yield();
        }

        return new ImportPlan(lines, reader.Header.Ignored);
    }

    /// <summary>The plan for the extensions as they are now.</summary>
    public ImportPlan Renew(ImportPlan plan, ExtensionScope scope)
    {
        var judge = new ImportJudge(board.Snapshot, scope);
        return new ImportPlan([.. plan.Lines.Select(judge.JudgeAgain)], plan.IgnoredColumns);
    }

    /// <summary>Does what a plan says, and nothing else.</summary>
    /// <param name="actor">Who imports; the caller has checked their right.</param>
    /// <param name="scope">The extensions that they may change, as the database has it now.</param>
    /// <param name="plan">The plan; one that is blocked is refused.</param>
    /// <param name="source">The name of the file, for the audit log.</param>
    /// <param name="cancellationToken">Ends the wait; has no effect once the transaction has begun.</param>
    /// <returns>How many extensions were changed; null if nothing was changed because the plan is no longer that of the extensions as they are now.</returns>
    /// <exception cref="StoreException">Nothing was changed; the audit log says so.</exception>
    public async Task<int?> TryApplyAsync(Actor actor, ExtensionScope scope, ImportPlan plan, string source, CancellationToken cancellationToken)
    {
        if (plan.IsBlocked) throw new ArgumentException("A file with wrong lines is not imported.", nameof(plan));
        var edits = plan.Edits.ToList();

        // The scope may have become smaller since the plan was made.
        if (edits.Exists(edit => !scope.IncludesDepartment(edit.After.Department))) return null;
        try
        {
            var changes = await store.TryApplyAsync(edits, row => scope.Includes(row.Key.Server, row.Department), cancellationToken);
            if (changes is null) return null;
            Record(actor, plan, source, changes);
            return changes.Count;
        }
        catch (StoreException refused)
        {
            audit.Note(actor, AuditAction.Import, AuditOutcome.Failed, source, refused.Message);
            throw;
        }
    }

    /// <summary>The import itself, and its changes one by one as far as they are few enough to be read.</summary>
    private void Record(Actor actor, ImportPlan plan, string source, IReadOnlyList<(BoardRow Before, BoardRow After)> changes)
    {
        var isDetailed = changes.Count <= ExtensionStore.MostAtOnce;
        audit.Note(
            actor,
            AuditAction.Import,
            AuditOutcome.Done,
            source,
            FormattableString.Invariant(
                $"{changes.Count} extensions changed, {plan.Count(ImportResult.Same)} as they were, {plan.Count(ImportResult.Unknown)} lines of unknown extensions left out{(isDetailed ? "" : "; too many to list each change")}."));
        if (!isDetailed) return;
        foreach (var (before, after) in changes)
            audit.Note(actor, AuditAction.NameEdit, AuditOutcome.Done, PersonChange.About(after.Key), PersonChange.Of(before, after));
    }
}
