using System.Collections.Frozen;
using System.Security.Claims;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Data;
using Microsoft.EntityFrameworkCore;

namespace AmiBlazor.Auth.Screens;

/// <summary>
/// The screens that are not revoked, by the hash of their token, in memory. Reloaded after every change that this program makes, and at intervals for changes
/// made elsewhere.
/// </summary>
internal sealed class ScreenCache(IDbContextFactory<AmiBlazorDbContext> contexts) : IDisposable
{
    // One reload at a time: an older one that ended later would bring back a revoked screen.
    private readonly SemaphoreSlim _reloading = new(1);
    private FrozenDictionary<string, CachedScreen> _byHash = FrozenDictionary<string, CachedScreen>.Empty;
    private FrozenDictionary<int, CachedScreen> _byId = FrozenDictionary<int, CachedScreen>.Empty;

    /// <summary>Raised after every reload that found a screen changed or revoked, on the thread that reloaded.</summary>
    public event EventHandler? Changed;

    /// <summary>The screen of a token; null if it is unknown or revoked. Hashes are compared: the time does not tell how close a guess was.</summary>
    public CachedScreen? Find(string token) => _byHash.GetValueOrDefault(Convert.ToHexString(ScreenToken.HashOf(token)));

    /// <summary>Whether a screen is unchanged since its request or circuit began, so that its page may still show what it shows.</summary>
    public bool IsUnchanged(ClaimsPrincipal? user) =>
        AuthClaims.GetScreenId(user) is { } id && _byId.GetValueOrDefault(id) is { } screen
        && string.Equals(user!.FindFirstValue(AuthClaims.Version), screen.Version, StringComparison.Ordinal);

    /// <summary>Reloads all screens from the database.</summary>
    public async Task ReloadAsync(CancellationToken cancellationToken)
    {
        bool changed;
        await _reloading.WaitAsync(cancellationToken);
        try
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var rows = await context.Screens.AsNoTracking().Where(screen => screen.RevokedAt == null).ToListAsync(cancellationToken);
            _byHash = rows.ToFrozenDictionary(row => Convert.ToHexString(row.Hash), CachedScreen.Of, StringComparer.Ordinal);
            var screens = rows.ToFrozenDictionary(row => row.Id, CachedScreen.Of);
            var before = Interlocked.Exchange(ref _byId, screens);
            changed = before.Values.Any(screen => screens.GetValueOrDefault(screen.Id)?.Version != screen.Version);
        }
        finally
        {
            _reloading.Release();
        }

        if (changed) Changed?.Invoke(this, EventArgs.Empty);
    }

    public void Dispose() => _reloading.Dispose();
}
