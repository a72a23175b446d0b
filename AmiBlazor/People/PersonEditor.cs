using AmiBlazor.Audit;
using AmiBlazor.Board;
using AmiBlazor.Store;

namespace AmiBlazor.People;

/// <summary>Changes what people say about one extension, for pages and REST: with the same rules, and an entry in the audit log.</summary>
internal sealed class PersonEditor(ExtensionStore store, AuditLog audit)
{
    private const int MaxSeen = 300;

    /// <summary>Changes an extension.</summary>
    /// <param name="actor">Who does it; the caller has checked their right.</param>
    /// <param name="scope">The extensions that they may change, as the database has it now.</param>
    /// <param name="key">The extension.</param>
    /// <param name="edit">Makes the new details of those that there are at the time of writing.</param>
    /// <param name="cancellationToken">Ends the wait; has no effect once the transaction has begun.</param>
    /// <exception cref="StoreException">Nothing was changed; the audit log says so.</exception>
    public async Task<PersonResult> EditAsync(
        Actor actor, ExtensionScope scope, ExtensionKey key, Func<PersonDetails, PersonDetails> edit, CancellationToken cancellationToken)
    {
        BoardRow? before = null;
        (PersonField Field, FormattableString Sentence)? problem = null;
        try
        {
            var after = await store.EditAsync(key, ValidOrAsItIs, IsInScope, cancellationToken);
            if (after is null) return new PersonResult(null, null, null);
            if (problem is { } wrong) return new PersonResult(after, wrong.Field, wrong.Sentence);
            if (PersonChange.Of(before!, after) is { } change)
                audit.Note(actor, AuditAction.NameEdit, AuditOutcome.Done, PersonChange.About(key), change);
            return new PersonResult(after, null, null);
        }
        catch (StoreException refused)
        {
            audit.Note(actor, AuditAction.NameEdit, AuditOutcome.Failed, PersonChange.About(key), refused.Message);
            throw;
        }

        bool IsInScope(BoardRow row)
        {
            before = row;
            return scope.Includes(row.Key.Server, row.Department);
        }

        PersonDetails ValidOrAsItIs(PersonDetails details)
        {
            var edited = edit(details).Clean();
            problem = edited.Problem() ?? ScopeProblem(scope, edited.Department);
            return problem is null ? edited : details;
        }
    }

    /// <summary>What is wrong with a department for a user who is limited to some; null if nothing is.</summary>
    public static (PersonField Field, FormattableString Sentence)? ScopeProblem(ExtensionScope scope, string? department)
    {
        if (scope.IncludesDepartment(department)) return null;
        var seen = string.Join(", ", scope.Departments!.Order(StringComparer.Ordinal));
        if (seen.Length > MaxSeen) seen = string.Concat(seen.AsSpan(0, MaxSeen), "…");
        return (PersonField.Department, department is null
            ? (FormattableString)$"Your account is limited to certain departments, so you would no longer see an extension without one. Enter one of these: {seen}."
            : $"Your account has no access to the department “{department}”, so you would no longer see this extension. Enter one of these: {seen}.");
    }
}

/// <summary>How a change of one extension ended.</summary>
/// <param name="Row">The row as it is now; null if the extension is unknown, or not in the scope.</param>
/// <param name="Field">What is wrong; null if nothing is.</param>
/// <param name="Problem">Why nothing was changed; null if nothing is wrong.</param>
internal sealed record PersonResult(BoardRow? Row, PersonField? Field, FormattableString? Problem);
