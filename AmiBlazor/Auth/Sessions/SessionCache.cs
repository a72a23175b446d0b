using System.Collections.Frozen;
using System.Security.Claims;
using System.Security.Cryptography;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Auth.Sessions;

/// <summary>
/// All sessions, in memory, because every request and every event of a page needs one. Reloaded after every change that this program makes, and at
/// intervals for changes made elsewhere and for those whose time is over.
/// </summary>
internal sealed class SessionCache(
    IDbContextFactory<AmiBlazorDbContext> contexts, SessionUsage usage, IOptions<AccountSessionOptions> options, TimeProvider time) : IDisposable
{
    // One reload at a time: an older one that ended later would bring back old sessions.
    private readonly SemaphoreSlim _reloading = new(1);
    private FrozenDictionary<int, CachedSession> _sessions = FrozenDictionary<int, CachedSession>.Empty;

    /// <summary>Raised after every reload that found sessions ended, on the thread that reloaded.</summary>
    public event EventHandler? Ended;

    /// <summary>The session of a user who is signed in by cookie; null if it has ended.</summary>
    public CachedSession? Of(ClaimsPrincipal? user) =>
        AuthClaims.GetSessionId(user) is { } id && _sessions.GetValueOrDefault(id) is { } session && IsLive(session, user) ? session : null;

    /// <summary>The same, read from the database: for decisions that must not rest on a cache of some seconds ago.</summary>
    public async Task<CachedSession?> GetCurrentAsync(ClaimsPrincipal? user, CancellationToken cancellationToken)
    {
        if (AuthClaims.GetSessionId(user) is not { } id) return null;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await context.Sessions.AsNoTracking().SingleOrDefaultAsync(session => session.Id == id, cancellationToken);
        return row is not null && CachedSession.Of(row) is var session && IsLive(session, user) ? session : null;
    }

    /// <summary>Whether a cookie with this token belongs to the session.</summary>
    public static bool IsToken(CachedSession session, string? token) =>
        token is not null && CryptographicOperations.FixedTimeEquals(SessionToken.HashOf(token), session.Hash);

    /// <summary>Whether the person has proved within <see cref="AccountSessionOptions.ProofLifetime"/> who they are.</summary>
    public bool IsProven(CachedSession? session) => session is not null && time.GetUtcNow() < session.ProvenAt + options.Value.ProofLifetime;

    /// <summary>Reloads all sessions from the database, and deletes those whose time is over.</summary>
    public async Task ReloadAsync(CancellationToken cancellationToken)
    {
        bool ended;
        await _reloading.WaitAsync(cancellationToken);
        try
        {
            // Before the rows: what is saved in between is then in both.
            var seen = usage.Unsaved();
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var rows = await context.Sessions.AsNoTracking().ToListAsync(cancellationToken);
            var now = time.GetUtcNow();
            var over = rows.Where(row => row.EndsAt <= now || IsUnused(row.LastSeenAt, now) && IsUnused(seen.GetValueOrDefault(row.Id), now))
                .Select(row => row.Id).ToList();
            if (over.Count > 0)
                await context.Sessions.Where(row => over.Contains(row.Id)).ExecuteDeleteAsync(cancellationToken);

            var sessions = rows.Where(row => !over.Contains(row.Id)).Select(CachedSession.Of).ToFrozenDictionary(session => session.Id);
            var before = Interlocked.Exchange(ref _sessions, sessions);
            ended = before.Keys.Any(id => !sessions.ContainsKey(id));
        }
        finally
        {
            _reloading.Release();
        }

        if (ended) Ended?.Invoke(this, EventArgs.Empty);
    }

    public void Dispose() => _reloading.Dispose();

    private static bool IsUnused(DateTimeOffset lastSeen, DateTimeOffset now) => lastSeen <= now - AccountSessionOptions.Idle;

    private bool IsLive(CachedSession session, ClaimsPrincipal? user) =>
        session.EndsAt > time.GetUtcNow() && session.AccountId == AuthClaims.GetAccountId(user);
}
