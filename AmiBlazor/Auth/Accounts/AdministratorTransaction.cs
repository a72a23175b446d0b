using System.Security.Claims;
using AmiBlazor.Audit;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Auth.Sessions;
using AmiBlazor.Data;
using AmiBlazor.Data.Rows;
using AmiBlazor.Data.Sqlite;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace AmiBlazor.Auth.Accounts;

/// <summary>
/// Runs what administrators do one after the other, each in a transaction that first checks that the user still is an administrator and has lately proved
/// who they are. Two administrators who take the role from each other at the same time cannot both succeed, so there is always one left. Scoped to a
/// request.
/// </summary>
internal sealed class AdministratorTransaction(
    AmiBlazorDbContext context, AccountCache accounts, SessionCache sessions, AuditLog audit, SqliteWriteLock writeLock, IHttpContextAccessor requests)
{
    /// <summary>What an administrator is told whose last proof of who they are is too old.</summary>
    public static readonly FormattableString ProofNeeded = $"Confirm that it is you, then try again. Nothing was changed.";

    private static readonly FormattableString NotAllowed = $"This requires a signed-in administrator, and you no longer have that role.";
    private static readonly FormattableString Conflict =
        $"Someone else has changed this; nothing was saved. Check the current values and try again.";

    /// <summary>Runs an action in the transaction.</summary>
    /// <param name="who">The administrator; null for the command line.</param>
    /// <param name="action">The action, for the audit log if it is denied.</param>
    /// <param name="about">The account or API key that it is about.</param>
    /// <param name="act">Changes rows, adds the audit entry, and returns what is wrong; null commits all of it.</param>
    /// <returns>What the administrator is told; null if it succeeded.</returns>
    public async Task<FormattableString?> DoAsync(ClaimsPrincipal? who, AuditAction action, string about, Func<Actor, Task<FormattableString?>> act)
    {
        var actor = who is null ? Actor.Program : requests.HttpContext is { } http ? Actor.Of(http) : Actor.Of(who);
        var (problem, refused) = await WithWriteLockAsync(who, actor, act);

        // Rows that were tracked and not saved must not be read again.
        context.ChangeTracker.Clear();

        // After the transaction: SQLite makes a second connection that writes wait for the first.
        if (refused)
            await audit.WriteAsync(actor, action, AuditOutcome.Refused, about, FormattableString.Invariant(problem!));
        return problem;
    }

    /// <summary>The problem in a result of Identity, in our words; null if it succeeded.</summary>
    public static FormattableString? Sentence(IdentityResult result) =>
        result.Errors.Any(error => error.Code == nameof(IdentityErrorDescriber.ConcurrencyFailure)) ? Conflict : result.Sentence();

    /// <summary>Null if the account is unchanged since the form was shown; otherwise what the administrator is told.</summary>
    public static FormattableString? Check(Account account, string? concurrencyStamp) =>
        string.Equals(account.ConcurrencyStamp, concurrencyStamp, StringComparison.Ordinal) ? null : Conflict;

    private async Task<(FormattableString? Problem, bool Refused)> WithWriteLockAsync(
        ClaimsPrincipal? who, Actor actor, Func<Actor, Task<FormattableString?>> act)
    {
        await writeLock.EnterAsync(CancellationToken.None);
        try
        {
            await using var transaction = await context.Database.BeginTransactionAsync(CancellationToken.None);

            // SQLite locks the whole file for the transaction. PostgreSQL locks these rows: the next administrator waits here.
            await context.Accounts.Where(account => account.Role == Roles.Administrator)
                .ExecuteUpdateAsync(rows => rows.SetProperty(account => account.Role, account => account.Role), CancellationToken.None);
            if (who is not null && await accounts.GetCurrentAsync(who, CancellationToken.None) is not { Role: Roles.Administrator })
                return (NotAllowed, true);
            if (who is not null && !sessions.IsProven(await sessions.GetCurrentAsync(who, CancellationToken.None))) return (ProofNeeded, false);

            if (await act(actor) is { } problem) return (problem, false);
            await context.SaveChangesAsync(CancellationToken.None);
            if (!await context.Accounts.AnyAsync(account => account.Role == Roles.Administrator && account.DisabledAt == null, CancellationToken.None))
                return ($"This is the last administrator. Make another account an administrator first.", true);

            await transaction.CommitAsync(CancellationToken.None);
            return (null, false);
        }
        catch (DbUpdateConcurrencyException)
        {
            return (Conflict, false);
        }
        finally
        {
            writeLock.Leave();
        }
    }
}
