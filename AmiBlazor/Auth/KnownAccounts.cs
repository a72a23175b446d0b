using System.Collections.Frozen;
using System.Globalization;
using System.Security.Claims;
using AmiBlazor.Data;
using Microsoft.EntityFrameworkCore;

namespace AmiBlazor.Auth;

/// <summary>
/// All accounts as they are now, in memory: each request and each page asks for its own. Read anew after every change of this program, and by
/// <see cref="AccountWatch"/> for what others changed in the database.
/// </summary>
internal sealed class KnownAccounts(IDbContextFactory<AmiBlazorDbContext> contexts)
{
    private FrozenDictionary<int, KnownAccount> _accounts = FrozenDictionary<int, KnownAccount>.Empty;

    /// <summary>After each reading that found something changed, on the thread that read.</summary>
    public event EventHandler? Changed;

    /// <summary>Whether there is any account.</summary>
    public bool Any => _accounts.Count > 0;

    public IReadOnlyCollection<KnownAccount> All => _accounts.Values;

    public KnownAccount? Find(int id) => _accounts.GetValueOrDefault(id);

    /// <summary>The account of a person who came by cookie; null where it is none, is disabled, or his session was ended.</summary>
    public KnownAccount? Of(ClaimsPrincipal? user) => NumberOf(user) is { } id && Find(id) is { IsDisabled: false } account && HasStamp(user!, account) ? account : null;

    /// <summary>The same, asked of the database: for what must not rest on knowledge of some seconds ago.</summary>
    public async Task<KnownAccount?> NowOfAsync(ClaimsPrincipal? user, CancellationToken cancellationToken)
    {
        if (NumberOf(user) is not { } id) return null;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await context.Accounts.AsNoTracking().SingleOrDefaultAsync(account => account.Id == id, cancellationToken);
        return row is not null && KnownAccount.Of(row) is { IsDisabled: false } account && HasStamp(user!, account) ? account : null;
    }

    /// <summary>Reads all accounts from the database.</summary>
    public async Task ReloadAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await context.Accounts.AsNoTracking().ToListAsync(cancellationToken);
        var accounts = rows.Select(KnownAccount.Of).ToFrozenDictionary(account => account.Id);
        var before = Interlocked.Exchange(ref _accounts, accounts);
        if (before.Count != accounts.Count || accounts.Values.Any(account => before.GetValueOrDefault(account.Id)?.Version != account.Version))
            Changed?.Invoke(this, EventArgs.Empty);
    }

    private static int? NumberOf(ClaimsPrincipal? user) =>
        user?.Identity is { IsAuthenticated: true, AuthenticationType: AuthSchemes.Cookie }
        && int.TryParse(user.FindFirstValue(AuthClaims.Account), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    private static bool HasStamp(ClaimsPrincipal user, KnownAccount account) =>
        string.Equals(user.FindFirstValue(AuthClaims.Stamp), account.Stamp, StringComparison.Ordinal);
}
