using System.Collections.Frozen;
using System.Security.Claims;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Data;
using Microsoft.EntityFrameworkCore;

namespace AmiBlazor.Auth.Accounts;

/// <summary>
/// All accounts as they are now, in memory: each request and each page asks for its own. Read anew after every change of this program, and by
/// the cache refresher for what others changed in the database.
/// </summary>
internal sealed class AccountCache(IDbContextFactory<AmiBlazorDbContext> contexts) : IDisposable
{
    // One reading after the other: an older one that ended later would bring back what is no more.
    private readonly SemaphoreSlim _reading = new(1);
    private FrozenDictionary<int, CachedAccount> _accounts = FrozenDictionary<int, CachedAccount>.Empty;

    /// <summary>After each reading that found something changed, on the thread that read.</summary>
    public event EventHandler? Changed;

    /// <summary>Whether there is any account.</summary>
    public bool Any => _accounts.Count > 0;

    public IReadOnlyCollection<CachedAccount> All => _accounts.Values;

    public CachedAccount? Find(int id) => _accounts.GetValueOrDefault(id);

    /// <summary>The account of a person who came by cookie; null where it is none, is disabled, or his session was ended.</summary>
    public CachedAccount? Of(ClaimsPrincipal? user) => AuthClaims.GetAccountId(user) is { } id && Find(id) is { IsDisabled: false } account && HasStamp(user!, account) ? account : null;

    /// <summary>The same, asked of the database: for what must not rest on knowledge of some seconds ago.</summary>
    public async Task<CachedAccount?> GetCurrentAsync(ClaimsPrincipal? user, CancellationToken cancellationToken)
    {
        if (AuthClaims.GetAccountId(user) is not { } id) return null;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await context.Accounts.AsNoTracking().SingleOrDefaultAsync(account => account.Id == id, cancellationToken);
        return row is not null && CachedAccount.Of(row) is { IsDisabled: false } account && HasStamp(user!, account) ? account : null;
    }

    /// <summary>Whether the account of a person is still as it was when he came: what his page shows, it may still show.</summary>
    public bool IsUnchanged(ClaimsPrincipal? user) =>
        Of(user) is { } account && string.Equals(user!.FindFirstValue(AuthClaims.Version), account.Version, StringComparison.Ordinal);

    /// <summary>Whether both are the same account in the same state.</summary>
    public static bool IsSameVersion(ClaimsPrincipal? one, ClaimsPrincipal? other) =>
        AuthClaims.GetAccountId(one) == AuthClaims.GetAccountId(other)
        && string.Equals(one?.FindFirstValue(AuthClaims.Version), other?.FindFirstValue(AuthClaims.Version), StringComparison.Ordinal);

    /// <summary>Reads all accounts from the database.</summary>
    public async Task ReloadAsync(CancellationToken cancellationToken)
    {
        bool changed;
        await _reading.WaitAsync(cancellationToken);
        try
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var rows = await context.Accounts.AsNoTracking().ToListAsync(cancellationToken);
            var accounts = rows.Select(CachedAccount.Of).ToFrozenDictionary(account => account.Id);
            var before = Interlocked.Exchange(ref _accounts, accounts);
            changed = before.Count != accounts.Count || accounts.Values.Any(account => before.GetValueOrDefault(account.Id)?.Version != account.Version);
        }
        finally
        {
            _reading.Release();
        }

        if (changed) Changed?.Invoke(this, EventArgs.Empty);
    }

    public void Dispose() => _reading.Dispose();

    private static bool HasStamp(ClaimsPrincipal user, CachedAccount account) =>
        string.Equals(user.FindFirstValue(AuthClaims.Stamp), account.Stamp, StringComparison.Ordinal);
}
