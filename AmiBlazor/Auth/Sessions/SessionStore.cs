using AmiBlazor.Data;
using AmiBlazor.Data.Rows;
using AmiBlazor.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Auth.Sessions;

/// <summary>Starts sessions and ends them. What has ended takes its open pages along at once.</summary>
internal sealed class SessionStore(
    IDbContextFactory<AmiBlazorDbContext> contexts, SessionCache sessions, IOptions<AccountSessionOptions> options, TimeProvider time)
{
    /// <summary>The most sessions of one account. Starting one more ends the one that was seen least recently.</summary>
    public const int MostPerAccount = 100;

    /// <summary>Starts a session.</summary>
    /// <param name="context">The request, which tells the browser and the address.</param>
    /// <param name="accountId">The number of the account.</param>
    /// <param name="method">One of <see cref="SessionMethods"/>.</param>
    /// <returns>Its number, and the token for its cookie.</returns>
    public async Task<(int Id, string Token)> StartAsync(HttpContext context, int accountId, string method)
    {
        var now = time.GetUtcNow();
        var token = SessionToken.New();
        var (browser, platform) = UserAgent.Of(context.Request.Headers.UserAgent.ToString());
        var row = new Session
        {
            AccountId = accountId,
            Hash = SessionToken.HashOf(token),
            CreatedAt = now,
            LastSeenAt = now,
            EndsAt = now + options.Value.SessionLifetime,
            ProvenAt = now,
            Method = method,
            Browser = browser,
            Platform = platform,
            Address = ClientAddress.Of(context),
        };
        await using (var rows = await contexts.CreateDbContextAsync(CancellationToken.None))
        {
            var tooMany = await rows.Sessions.Where(session => session.AccountId == accountId)
                .OrderByDescending(session => session.LastSeenAt).ThenByDescending(session => session.Id)
                .Skip(MostPerAccount - 1).Select(session => session.Id).ToListAsync(CancellationToken.None);
            if (tooMany.Count > 0)
                await rows.Sessions.Where(session => tooMany.Contains(session.Id)).ExecuteDeleteAsync(CancellationToken.None);
            rows.Sessions.Add(row);
            await rows.SaveChangesAsync(CancellationToken.None);
        }

        await sessions.ReloadAsync(CancellationToken.None);
        return (row.Id, token);
    }

    /// <summary>The sessions of an account, the one that was seen last first.</summary>
    public async Task<IReadOnlyList<Session>> ListAsync(int accountId, CancellationToken cancellationToken)
    {
        await using var rows = await contexts.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        return await rows.Sessions.AsNoTracking().Where(session => session.AccountId == accountId && session.EndsAt > now)
            .OrderByDescending(session => session.LastSeenAt).ThenByDescending(session => session.Id).ToListAsync(cancellationToken);
    }

    /// <summary>Ends one session of an account.</summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> EndAsync(int accountId, int id)
    {
        int ended;
        await using (var rows = await contexts.CreateDbContextAsync(CancellationToken.None))
        {
            ended = await rows.Sessions.Where(session => session.Id == id && session.AccountId == accountId)
                .ExecuteDeleteAsync(CancellationToken.None);
        }

        await sessions.ReloadAsync(CancellationToken.None);
        return ended > 0;
    }

    /// <summary>Notes that the person of a session has just proved who they are.</summary>
    public async Task ProveAsync(int id)
    {
        var now = time.GetUtcNow();
        await using (var rows = await contexts.CreateDbContextAsync(CancellationToken.None))
        {
            await rows.Sessions.Where(session => session.Id == id)
                .ExecuteUpdateAsync(set => set.SetProperty(session => session.ProvenAt, now), CancellationToken.None);
        }

        await sessions.ReloadAsync(CancellationToken.None);
    }
}
