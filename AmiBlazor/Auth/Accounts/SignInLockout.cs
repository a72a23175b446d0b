using AmiBlazor.Data;
using AmiBlazor.Data.Rows;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Auth.Accounts;

/// <summary>
/// Counts failed attempts under a name and locks it. A name is treated alike whether there is such an account or not, in every respect: one table, the same
/// queries, and the same limits of time and number. So nobody learns from it which accounts exist, not even after a restart.
/// </summary>
internal sealed class SignInLockout(IDbContextFactory<AmiBlazorDbContext> contexts, IOptions<IdentityOptions> options, TimeProvider time)
{
    /// <summary>How long failed attempts count.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromHours(24);

    /// <summary>The most names that are kept. Beyond it, those whose last failed attempt is the oldest are forgotten.</summary>
    public const int MostNames = 100_000;

    // How many are forgotten at once, so that not every attempt has to.
    private const int Spare = 1000;

    /// <summary>The end of the lockout; null if there is none.</summary>
    public async Task<DateTimeOffset?> LockedUntilAsync(LockoutKey key)
    {
        await using var context = await contexts.CreateDbContextAsync(CancellationToken.None);
        return await Row(context, key).Select(row => row.LockedUntil).SingleOrDefaultAsync(CancellationToken.None) is { } until && until > time.GetUtcNow()
            ? until : null;
    }

    /// <summary>The ends of the lockouts of all names, by <see cref="LockoutKey.HashOf"/>; those of known devices are not among them.</summary>
    public async Task<IReadOnlyDictionary<string, DateTimeOffset>> AllAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.FailedSignIns.AsNoTracking().Where(row => row.LockedUntil > now && row.Device == "")
            .ToDictionaryAsync(row => row.Name, row => row.LockedUntil!.Value, StringComparer.Ordinal, cancellationToken);
    }

    /// <summary>Counts a failed attempt. On one node, attempts under one name run one after the other.</summary>
    /// <returns>The end of the lockout that it caused; null if it caused none.</returns>
    public async Task<DateTimeOffset?> RecordFailureAsync(LockoutKey key)
    {
        var now = time.GetUtcNow();
        var lockout = options.Value.Lockout;
        await using var context = await contexts.CreateDbContextAsync(CancellationToken.None);
        if (!await Row(context, key).AnyAsync(CancellationToken.None)) await MakeRoomAsync(context, now);

        // One statement: another node may count a failure at the same moment. The count begins anew after what is forgotten, and after a lockout. A lockout
        // that began on another node while this attempt was checked stays.
        var most = lockout.MaxFailedAccessAttempts;
        var (at, remembered, until) =
            (UtcTime.ToStored(now), UtcTime.ToStored(now - Remembered), UtcTime.ToStored(now + lockout.DefaultLockoutTimeSpan));
        var locked = await context.Database.SqlQuery<long?>(
            $"""
            INSERT INTO "FailedSignIns" ("Name", "Device", "Count", "LastAt", "LockedUntil")
            VALUES ({key.Name}, {key.Device}, {(most > 1 ? 1 : 0)}, {at}, {(most > 1 ? null : (long?)until)})
            ON CONFLICT ("Name", "Device") DO UPDATE SET
                "Count" = CASE
                    WHEN "FailedSignIns"."LockedUntil" > {at} THEN "FailedSignIns"."Count"
                    WHEN "FailedSignIns"."LastAt" <= {remembered} THEN excluded."Count"
                    WHEN "FailedSignIns"."Count" + 1 < {most} THEN "FailedSignIns"."Count" + 1
                    ELSE 0 END,
                "LockedUntil" = CASE
                    WHEN "FailedSignIns"."LockedUntil" > {at} THEN "FailedSignIns"."LockedUntil"
                    WHEN "FailedSignIns"."LastAt" <= {remembered} THEN excluded."LockedUntil"
                    WHEN "FailedSignIns"."Count" + 1 < {most} THEN NULL
                    ELSE {until} END,
                "LastAt" = excluded."LastAt"
            RETURNING "LockedUntil" AS "Value"
            """).ToListAsync(CancellationToken.None);
        return locked[0] is { } end ? UtcTime.FromStored(end) : null;
    }

    /// <summary>Forgets the failed attempts after a successful one.</summary>
    public async Task ClearAsync(LockoutKey key)
    {
        await using var context = await contexts.CreateDbContextAsync(CancellationToken.None);
        await Row(context, key).ExecuteDeleteAsync(CancellationToken.None);
    }

    /// <summary>Forgets all failed attempts under a name, those of known devices too, with the changes of the caller's transaction.</summary>
    /// <param name="context">The caller's context.</param>
    /// <param name="name">Normalized by Identity.</param>
    public static Task ClearAsync(AmiBlazorDbContext context, string? name)
    {
        var hash = LockoutKey.HashOf(name);
        return context.FailedSignIns.Where(row => row.Name == hash).ExecuteDeleteAsync(CancellationToken.None);
    }

    private static IQueryable<FailedSignIn> Row(AmiBlazorDbContext context, LockoutKey key) =>
        context.FailedSignIns.AsNoTracking().Where(row => row.Name == key.Name && row.Device == key.Device);

    private static async Task MakeRoomAsync(AmiBlazorDbContext context, DateTimeOffset now)
    {
        var forgotten = now - Remembered;
        await context.FailedSignIns.Where(row => row.LastAt <= forgotten).ExecuteDeleteAsync(CancellationToken.None);
        if (await context.FailedSignIns.CountAsync(CancellationToken.None) < MostNames) return;
        var oldest = await context.FailedSignIns.OrderBy(row => row.LastAt).Select(row => row.LastAt).Skip(Spare).FirstAsync(CancellationToken.None);
        await context.FailedSignIns.Where(row => row.LastAt <= oldest).ExecuteDeleteAsync(CancellationToken.None);
    }
}
