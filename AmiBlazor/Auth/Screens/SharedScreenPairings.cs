using System.Security.Cryptography;
using AmiBlazor.Data;
using AmiBlazor.Data.Rows;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace AmiBlazor.Auth.Screens;

/// <summary>
/// The screens that wait, in the database of a cluster: a code that one node shows may be entered on another. Old ones are removed whenever a screen begins.
/// </summary>
internal sealed class SharedScreenPairings(IDbContextFactory<AmiBlazorDbContext> contexts, IDataProtectionProvider protection, TimeProvider time)
    : IScreenPairings
{
    private readonly IDataProtector _protector = protection.CreateProtector("AmiBlazor.ScreenPairing");

    private DateTimeOffset Oldest => time.GetUtcNow() - ScreenCode.Lifetime;

    public async ValueTask<string?> BeginAsync(string addressKey, string origin)
    {
        var oldest = Oldest;
        await using var context = await contexts.CreateDbContextAsync(CancellationToken.None);
        await context.ScreenPairings.Where(one => one.BegunAt <= oldest).ExecuteDeleteAsync(CancellationToken.None);
        if (await context.ScreenPairings.CountAsync(CancellationToken.None) >= ScreenCode.Most
            || await context.ScreenPairings.CountAsync(one => one.AddressKey == addressKey, CancellationToken.None) >= ScreenCode.MostForAddress)
        {
            return null;
        }

        string code;
        do
            code = ScreenCode.New();
        while (await context.ScreenPairings.AnyAsync(one => one.Code == code, CancellationToken.None));
        var secret = ScreenToken.New();
        context.ScreenPairings.Add(new ScreenPairing
        {
            Code = code,
            Hash = ScreenToken.HashOf(secret),
            AddressKey = addressKey,
            Origin = origin,
            BegunAt = time.GetUtcNow(),
        });
        await context.SaveChangesAsync(CancellationToken.None);
        return secret;
    }

    public async ValueTask<(string Code, TimeSpan Left)?> FindAsync(string? secret) =>
        await OfAsync(secret) is { IsTaken: false } found ? (found.Code, found.BegunAt - Oldest) : null;

    public async ValueTask<bool> IsWaitingAsync(string? secret) => await OfAsync(secret) is not null;

    public async ValueTask<TakenPairing?> TakeAsync(string? code)
    {
        var (typed, oldest) = (ScreenCode.Clean(code), Oldest);
        await using var context = await contexts.CreateDbContextAsync(CancellationToken.None);

        // Of two who enter it at once, on two nodes, one changes the row.
        var taken = await context.ScreenPairings.Where(one => one.Code == typed && !one.IsTaken && one.BegunAt > oldest)
            .ExecuteUpdateAsync(rows => rows.SetProperty(one => one.IsTaken, true), CancellationToken.None);
        if (taken == 0) return null;
        var origins = context.ScreenPairings.Where(one => one.Code == typed).Select(one => one.Origin);
        if (await origins.SingleOrDefaultAsync(CancellationToken.None) is not { } origin) return null;
        return new TakenPairing(origin, token => SetAsync(typed, isTaken: true, _protector.Protect(token)), () => SetAsync(typed, isTaken: false, token: null));
    }

    public async ValueTask<string?> PickUpAsync(string? secret)
    {
        if (await OfAsync(secret) is not { Token: { } kept } found) return null;
        await using var context = await contexts.CreateDbContextAsync(CancellationToken.None);
        if (await context.ScreenPairings.Where(one => one.Code == found.Code && one.Token == kept).ExecuteDeleteAsync(CancellationToken.None) == 0) return null;
        try
        {
            return _protector.Unprotect(kept);
        }
        catch (CryptographicException)
        {
            // The keys were deleted in these minutes: the screen asks for a new code.
            return null;
        }
    }

    private async Task<ScreenPairing?> OfAsync(string? secret)
    {
        if (secret is null) return null;
        var (hash, oldest) = (ScreenToken.HashOf(secret), Oldest);
        await using var context = await contexts.CreateDbContextAsync(CancellationToken.None);
        return await context.ScreenPairings.AsNoTracking().SingleOrDefaultAsync(one => one.Hash == hash && one.BegunAt > oldest, CancellationToken.None);
    }

    private async Task SetAsync(string code, bool isTaken, string? token)
    {
        await using var context = await contexts.CreateDbContextAsync(CancellationToken.None);
        await context.ScreenPairings.Where(one => one.Code == code)
            .ExecuteUpdateAsync(rows => rows.SetProperty(one => one.IsTaken, isTaken).SetProperty(one => one.Token, token), CancellationToken.None);
    }
}
