using System.Security.Claims;
using AmiBlazor.Audit;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Data;
using AmiBlazor.Data.Rows;
using AmiBlazor.Data.Sqlite;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace AmiBlazor.Auth.Accounts;

/// <summary>
/// Lets administrators act one after the other, each in one transaction that begins by asking whether he still is one. So two who take the role from
/// each other at the same time do not both succeed, and there is always one left. One for each request.
/// </summary>
internal sealed class AdministratorTransaction(
    AmiBlazorDbContext context, AccountCache accounts, AuditLog audit, SqliteWriteLock turn, IHttpContextAccessor requests)
{
    private static readonly FormattableString NotAllowed = $"This is for signed-in administrators only, and you are none any more.";
    private static readonly FormattableString Outrun = $"Somebody else has changed this in the meantime; nothing was changed. Look at it as it is now, and try again.";

    /// <summary>Does it.</summary>
    /// <param name="who">Whoever wants it; null where this program itself does, told to by who runs it.</param>
    /// <param name="action">What the audit calls it where it is refused.</param>
    /// <param name="about">What it is done to.</param>
    /// <param name="act">Changes rows, adds to the audit, and says what is wrong with the wish; null lets all of it come to be.</param>
    /// <returns>What to say; null where it is done.</returns>
    public async Task<FormattableString?> DoAsync(ClaimsPrincipal? who, AuditAction action, string about, Func<Actor, Task<FormattableString?>> act)
    {
        var actor = who is null ? Actor.Program : requests.HttpContext is { } http ? Actor.Of(http) : Actor.Of(who);
        var (problem, refused) = await WithWriteLockAsync(who, actor, act);

        // What was tracked and not saved must not be taken for what is.
        context.ChangeTracker.Clear();

        // Not within the transaction: of two connections that write, SQLite lets one wait.
        if (refused) await audit.WriteAsync(actor, action, AuditOutcome.Refused, about, FormattableString.Invariant(problem!));
        return problem;
    }

    /// <summary>What Identity made of it, with words for what it says in its own.</summary>
    public static FormattableString? Sentence(IdentityResult result) =>
        result.Errors.Any(error => error.Code == nameof(IdentityErrorDescriber.ConcurrencyFailure)) ? Outrun : result.Sentence();

    /// <summary>Whether a form showed what is still so; otherwise what to say.</summary>
    public static FormattableString? Check(Account account, string? edition) =>
        string.Equals(account.ConcurrencyStamp, edition, StringComparison.Ordinal) ? null : Outrun;

    private async Task<(FormattableString? Problem, bool Refused)> WithWriteLockAsync(ClaimsPrincipal? who, Actor actor, Func<Actor, Task<FormattableString?>> act)
    {
        await turn.EnterAsync(CancellationToken.None);
        try
        {
            await using var transaction = await context.Database.BeginTransactionAsync(CancellationToken.None);

            // SQLite gives the transaction the whole file. PostgreSQL locks these rows: the next administrator waits here until this one is done.
            await context.Accounts.Where(account => account.Role == Roles.Administrator)
                .ExecuteUpdateAsync(rows => rows.SetProperty(account => account.Role, account => account.Role), CancellationToken.None);
            if (who is not null && await accounts.GetCurrentAsync(who, CancellationToken.None) is not { Role: Roles.Administrator }) return (NotAllowed, true);

            if (await act(actor) is { } problem) return (problem, false);
            await context.SaveChangesAsync(CancellationToken.None);
            if (!await context.Accounts.AnyAsync(account => account.Role == Roles.Administrator && account.DisabledAt == null, CancellationToken.None))
                return ($"This is the last administrator. Make another account administrator first.", true);

            await transaction.CommitAsync(CancellationToken.None);
            return (null, false);
        }
        catch (DbUpdateConcurrencyException)
        {
            return (Outrun, false);
        }
        finally
        {
            turn.Leave();
        }
    }
}
