using System.Collections.Frozen;
using System.Security.Claims;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Auth.Sessions;
using AmiBlazor.Data;
using Microsoft.EntityFrameworkCore;

namespace AmiBlazor.Auth.Accounts;

/// <summary>
/// All accounts, in memory, because every request and every page needs one; what it says of a user holds for as long as their session. Reloaded after
/// every change that this program makes, and at intervals for changes made elsewhere.
/// </summary>
internal sealed class AccountCache : IDisposable
{
    // One reload at a time: an older one that ended later would bring back old accounts.
    private readonly SemaphoreSlim _reloading = new(1);
    private readonly IDbContextFactory<AmiBlazorDbContext> _contexts;
    private readonly SessionCache _sessions;
    private FrozenDictionary<int, CachedAccount> _accounts = FrozenDictionary<int, CachedAccount>.Empty;

    public AccountCache(IDbContextFactory<AmiBlazorDbContext> contexts, SessionCache sessions)
    {
        (_contexts, _sessions) = (contexts, sessions);
        sessions.Ended += (_, _) => Changed?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>Raised after every reload that found an account changed or a session ended, on the thread that reloaded.</summary>
    public event EventHandler? Changed;

    /// <summary>Whether there is at least one account.</summary>
    public bool Any => _accounts.Count > 0;

    public IReadOnlyCollection<CachedAccount> All => _accounts.Values;

    public CachedAccount? Find(int id) => _accounts.GetValueOrDefault(id);

    /// <summary>The account of a user who is signed in by cookie; null if it is gone or disabled, or the session has ended.</summary>
    public CachedAccount? Of(ClaimsPrincipal? user) =>
        AuthClaims.GetAccountId(user) is { } id && Find(id) is { IsDisabled: false } account && HasStamp(user!, account) && _sessions.Of(user) is not null
            ? account : null;

    /// <summary>The same, read from the database: for decisions that must not rest on a cache of some seconds ago.</summary>
    public async Task<CachedAccount?> GetCurrentAsync(ClaimsPrincipal? user, CancellationToken cancellationToken)
    {
        if (AuthClaims.GetAccountId(user) is not { } id || await _sessions.GetCurrentAsync(user, cancellationToken) is null) return null;
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        var row = await context.Accounts.AsNoTracking().SingleOrDefaultAsync(account => account.Id == id, cancellationToken);
        return row is not null && CachedAccount.Of(row) is { IsDisabled: false } account && HasStamp(user!, account) ? account : null;
    }

    /// <summary>
    /// Whether the account is unchanged since the user's request or circuit began, and the session has not ended, so that the page may still show what it
    /// shows.
    /// </summary>
    public bool IsUnchanged(ClaimsPrincipal? user) =>
        Of(user) is { } account && string.Equals(user!.FindFirstValue(AuthClaims.Version), account.Version, StringComparison.Ordinal);

    /// <summary>Whether both users are the same account in the same version and the same session, or the same screen in the same version.</summary>
    public static bool IsSameVersion(ClaimsPrincipal? one, ClaimsPrincipal? other) =>
        AuthClaims.GetAccountId(one) == AuthClaims.GetAccountId(other)
        && AuthClaims.GetScreenId(one) == AuthClaims.GetScreenId(other)
        && AuthClaims.GetSessionId(one) == AuthClaims.GetSessionId(other)
        && string.Equals(one?.FindFirstValue(AuthClaims.Version), other?.FindFirstValue(AuthClaims.Version), StringComparison.Ordinal);

    /// <summary>Reloads all accounts and sessions from the database.</summary>
    public async Task ReloadAsync(CancellationToken cancellationToken)
    {
        bool changed;
        await _reloading.WaitAsync(cancellationToken);
        try
        {
            await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
            var rows = await context.Accounts.AsNoTracking().ToListAsync(cancellationToken);
            var accounts = rows.Select(CachedAccount.Of).ToFrozenDictionary(account => account.Id);
            var before = Interlocked.Exchange(ref _accounts, accounts);
            changed = before.Count != accounts.Count || accounts.Values.Any(account => before.GetValueOrDefault(account.Id)?.Version != account.Version);
        }
        finally
        {
            _reloading.Release();
        }

        await _sessions.ReloadAsync(cancellationToken);
        if (changed) Changed?.Invoke(this, EventArgs.Empty);
    }

    public void Dispose() => _reloading.Dispose();

    private static bool HasStamp(ClaimsPrincipal user, CachedAccount account) =>
        string.Equals(user.FindFirstValue(AuthClaims.Stamp), account.Stamp, StringComparison.Ordinal);
}
