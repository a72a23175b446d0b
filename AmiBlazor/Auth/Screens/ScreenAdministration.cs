using System.Globalization;
using System.Security.Claims;
using AmiBlazor.Audit;
using AmiBlazor.Auth.Accounts;
using AmiBlazor.Data;
using AmiBlazor.Data.Rows;
using Microsoft.EntityFrameworkCore;

namespace AmiBlazor.Auth.Screens;

/// <summary>What administrators do with wall screens. Scoped to a request.</summary>
internal sealed class ScreenAdministration(
    AmiBlazorDbContext context, AdministratorTransaction administration, ScreenCache screens, IScreenPairings pairings, ScreenCodeTries tries, ScreenUses uses,
    AuditLog audit, TimeProvider time)
{
    public const int LongestName = NameRules.Longest;

    private const int LongestView = 2000;
    private const int MostScreens = 1000;

    /// <summary>All screens, those in use first.</summary>
    public async Task<IReadOnlyList<ScreenSummary>> ListAsync(CancellationToken cancellationToken) =>
    [
        .. (await context.Screens.AsNoTracking().ToListAsync(cancellationToken)).Select(SummaryOf)
            .OrderBy(screen => screen.RevokedAt is not null).ThenBy(screen => screen.Name, StringComparer.OrdinalIgnoreCase).ThenByDescending(screen => screen.Id),
    ];

    /// <summary>One screen; null if there is none.</summary>
    public async Task<ScreenSummary?> FindAsync(int id, CancellationToken cancellationToken) =>
        await context.Screens.AsNoTracking().SingleOrDefaultAsync(screen => screen.Id == id, cancellationToken) is { } row ? SummaryOf(row) : null;

    /// <summary>Pairs the screen that shows a code.</summary>
    /// <param name="who">The administrator.</param>
    /// <param name="code">The code, as it was typed.</param>
    /// <param name="name">What the screen is called.</param>
    /// <param name="view">What it shows: the query of the wall's address.</param>
    /// <param name="scope">What it may see.</param>
    /// <returns>What the administrator is told; null if it succeeded.</returns>
    public async Task<FormattableString?> PairAsync(ClaimsPrincipal who, string? code, string? name, string view, AccountGrant scope)
    {
        name = name?.Trim();
        if (Problem(name, view, scope) is { } wrong) return wrong;
        if (!await tries.TryAcquireAsync(who)) return $"Too many codes were entered. Wait a minute, then try again.";
        if (await pairings.TakeAsync(code) is not { } taken)
            return $"No screen shows this code. A code works once and for {ScreenCode.Lifetime.TotalMinutes:0} minutes: check what the screen shows now.";

        var token = ScreenToken.New();
        var problem = await administration.DoAsync(who, AuditAction.ScreenPaired, name!, async actor =>
        {
            if (await TakenAsync(name!, except: null) is { } alike) return alike;
            if (await context.Screens.CountAsync(screen => screen.RevokedAt == null, CancellationToken.None) >= MostScreens)
                return $"There are already {MostScreens} screens. Revoke those that are no longer needed.";

            context.Screens.Add(new Screen
            {
                Name = name!,
                Hash = ScreenToken.HashOf(token),
                View = view,
                Servers = CachedAccount.ColumnOf(scope.Servers),
                Departments = CachedAccount.ColumnOf(scope.Departments),
                Origin = taken.Origin,
                PairedBy = actor.Name,
                PairedAt = time.GetUtcNow(),
            });
            audit.Add(context, actor, AuditAction.ScreenPaired, name, $"{taken.Origin}; {Words(view, scope)}");
            return null;
        });
        if (problem is not null)
        {
            await taken.ReleaseAsync();
            return problem;
        }

        await screens.ReloadAsync(CancellationToken.None);
        await taken.GiveAsync(token);
        return null;
    }

    /// <summary>Changes the name of a screen and what it shows. Its page loads itself anew.</summary>
    /// <returns>What the administrator is told; null if it succeeded.</returns>
    public async Task<FormattableString?> ChangeAsync(ClaimsPrincipal who, int id, string? name, string view, AccountGrant scope)
    {
        name = name?.Trim();
        if (Problem(name, view, scope) is { } wrong) return wrong;
        var problem = await administration.DoAsync(who, AuditAction.ScreenChanged, id.ToString(CultureInfo.InvariantCulture), async actor =>
        {
            if (await GetAsync(id) is not { } screen) return Gone;
            if (await TakenAsync(name!, except: id) is { } alike) return alike;
            var renamed = string.Equals(screen.Name, name, StringComparison.Ordinal) ? "" : $"“{screen.Name}” is now called “{name}”; ";
            (screen.Name, screen.View) = (name!, view);
            (screen.Servers, screen.Departments) = (CachedAccount.ColumnOf(scope.Servers), CachedAccount.ColumnOf(scope.Departments));
            audit.Add(context, actor, AuditAction.ScreenChanged, name, renamed + Words(view, scope));
            return null;
        });
        await screens.ReloadAsync(CancellationToken.None);
        return problem;
    }

    /// <summary>Revokes a screen: it shows nothing any more from now on.</summary>
    /// <returns>What the administrator is told; null if it succeeded.</returns>
    public async Task<FormattableString?> RevokeAsync(ClaimsPrincipal who, int id)
    {
        var problem = await administration.DoAsync(who, AuditAction.ScreenRevoked, id.ToString(CultureInfo.InvariantCulture), async actor =>
        {
            if (await GetAsync(id) is not { } screen) return Gone;
            screen.RevokedAt = time.GetUtcNow();
            audit.Add(context, actor, AuditAction.ScreenRevoked, screen.Name);
            return null;
        });
        await screens.ReloadAsync(CancellationToken.None);
        return problem;
    }

    private static FormattableString Gone => $"This screen does not exist, or was already revoked.";

    private static FormattableString? Problem(string? name, string view, AccountGrant scope) => name switch
    {
        null or "" => $"Enter a name for the screen, such as the place where it hangs.",
        { Length: > LongestName } => $"The name has {name.Length} characters; at most {LongestName} are allowed.",
        _ when NameRules.Problem(name) is { } problem => problem,
        _ when view.Length > LongestView => $"The address of the wall is too long: at most {LongestView} characters are allowed.",
        _ => scope.Problem,
    };

    private static string Words(string view, AccountGrant scope) =>
        $"{view}; PBXs: {AccountGrant.Words(scope.Servers)}; departments: {AccountGrant.Words(scope.Departments)}.";

    private Task<Screen?> GetAsync(int id) =>
        context.Screens.SingleOrDefaultAsync(screen => screen.Id == id && screen.RevokedAt == null, CancellationToken.None);

    private async Task<FormattableString?> TakenAsync(string name, int? except)
    {
        var names = await context.Screens.Where(screen => screen.RevokedAt == null && screen.Id != except).Select(screen => screen.Name)
            .ToListAsync(CancellationToken.None);
        if (names.Contains(name, StringComparer.OrdinalIgnoreCase)) return $"A screen named “{name}” already exists. Enter another name.";
        if (names.Find(known => LetterScripts.LookAlike(known, name)) is { } alike) return $"“{name}” looks like “{alike}”, which exists already. Enter another name.";
        return null;
    }

    private ScreenSummary SummaryOf(Screen row) => new(
        row.Id, row.Name, row.View, CachedAccount.NamesOf(row.Servers), CachedAccount.NamesOf(row.Departments), row.Origin, row.PairedBy, row.PairedAt,
        uses.LastDrawn(row.Id) is { } drawn && !(row.LastDrawnAt > drawn) ? drawn : row.LastDrawnAt, row.RevokedAt);
}
