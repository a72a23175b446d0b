using System.Data.Common;
using AmiBlazor.Data;
using AmiBlazor.Data.Rows;
using AmiBlazor.Data.Sqlite;
using AmiBlazor.Store;
using Microsoft.EntityFrameworkCore;

namespace AmiBlazor.History;

/// <summary>
/// The gaps in the database. At most one gap of each PBX lasts. Only the main connection of a PBX writes its gaps.
/// </summary>
internal sealed class MonitoringGapStore(IDbContextFactory<AmiBlazorDbContext> factory, SqliteWriteLock writeLock)
{
    /// <summary>The gap that lasts; null when none does.</summary>
    public async Task<MonitoringGap?> LastingAsync(string server, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        var gap = await Lasting(context, server).AsNoTracking().FirstOrDefaultAsync(cancellationToken);
        return gap is null ? null : Of(gap);
    }

    /// <summary>Until when a PBX was followed, as far as that was recorded; null when it never was.</summary>
    public async Task<DateTimeOffset?> FollowedUntilAsync(string server, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        return await context.Pbxs.Where(pbx => pbx.Server == server).Select(pbx => pbx.FollowedUntil).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>The gaps that lasted at any moment between two times, oldest first.</summary>
    public async Task<IReadOnlyList<MonitoringGap>> BetweenAsync(string server, DateTimeOffset? from, DateTimeOffset? to, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        var gaps = context.Gaps.AsNoTracking().Where(gap => gap.Server == server);
        if (from is not null) gaps = gaps.Where(gap => gap.EndedAt == null || gap.EndedAt >= from);
        if (to is not null) gaps = gaps.Where(gap => gap.BeganAt <= to);
        return [.. (await gaps.OrderBy(gap => gap.Id).ToListAsync(cancellationToken)).Select(Of)];
    }

    /// <summary>The newest gaps that lasted at any moment since a time, newest first.</summary>
    public async Task<IReadOnlyList<MonitoringGap>> SinceAsync(string server, DateTimeOffset since, int count, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        var gaps = context.Gaps.AsNoTracking()
            .Where(gap => gap.Server == server && (gap.EndedAt == null || gap.EndedAt >= since))
            .OrderByDescending(gap => gap.Id);
        return [.. (await gaps.Take(count).ToListAsync(cancellationToken)).Select(Of)];
    }

    /// <summary>The newest gaps, newest first.</summary>
    public async Task<IReadOnlyList<MonitoringGap>> NewestAsync(string server, int count, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        var gaps = context.Gaps.AsNoTracking().Where(gap => gap.Server == server).OrderByDescending(gap => gap.Id);
        return [.. (await gaps.Take(count).ToListAsync(cancellationToken)).Select(Of)];
    }

    /// <summary>Records that a gap began; when one lasts already, it goes on instead.</summary>
    public Task BeginAsync(string server, DateTimeOffset beganAt, FormattableString reason, string? pbxWords, CancellationToken cancellationToken) =>
        WriteAsync(
            async context =>
            {
                if (await Lasting(context, server).AnyAsync(cancellationToken)) return;
                context.Gaps.Add(new Gap
                {
                    Server = server,
                    BeganAt = beganAt,
                    Reason = FormattableString.Invariant(reason),
                    ReasonSentence = StoredMessage.Write(reason),
                    PbxWords = pbxWords,
                });
                await context.SaveChangesAsync(cancellationToken);
            },
            cancellationToken);

    /// <summary>Records that all states were requested again and every change has been received since: the gap ends, and the PBX counts as followed.</summary>
    public Task EndAsync(string server, DateTimeOffset endedAt, int changed, CancellationToken cancellationToken) => WriteAsync(
        async context =>
        {
            await Lasting(context, server).ExecuteUpdateAsync(
                set => set.SetProperty(gap => gap.EndedAt, endedAt).SetProperty(gap => gap.Changed, changed), cancellationToken);
            await FollowedAsync(context, server, endedAt, cancellationToken);
        },
        cancellationToken);

    /// <summary>Records that every change was received until a time.</summary>
    public Task FollowedAsync(string server, DateTimeOffset until, CancellationToken cancellationToken) =>
        WriteAsync(context => FollowedAsync(context, server, until, cancellationToken), cancellationToken);

    private static async Task FollowedAsync(AmiBlazorDbContext context, string server, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var found = await context.Pbxs.Where(pbx => pbx.Server == server)
            .ExecuteUpdateAsync(set => set.SetProperty(pbx => pbx.FollowedUntil, until), cancellationToken);
        if (found > 0) return;
        context.Pbxs.Add(new Pbx { Server = server, FollowedUntil = until });
        await context.SaveChangesAsync(cancellationToken);
    }

    private static IQueryable<Gap> Lasting(AmiBlazorDbContext context, string server) => context.Gaps.Where(gap => gap.Server == server && gap.EndedAt == null);

    private static MonitoringGap Of(Gap gap) => new(gap.Server, gap.BeganAt, gap.EndedAt, gap.Reason, gap.Changed)
    {
        Sentence = StoredMessage.Read(gap.ReasonSentence),
        PbxWords = gap.PbxWords,
    };

    private async Task WriteAsync(Func<AmiBlazorDbContext, Task> write, CancellationToken cancellationToken)
    {
        await writeLock.EnterAsync(cancellationToken);
        try
        {
            await using var context = await factory.CreateDbContextAsync(cancellationToken);
            await write(context);
        }
        catch (Exception failure) when (DatabaseFailures.Of(failure) is { } kind)
        {
            throw StoreException.For(kind, failure);
        }
        catch (DbException failure)
        {
            throw StoreException.For(DatabaseFailure.Unreachable, failure);
        }
        finally
        {
            writeLock.Leave();
        }
    }
}
