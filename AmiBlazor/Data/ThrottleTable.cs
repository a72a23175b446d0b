using Microsoft.EntityFrameworkCore;

namespace AmiBlazor.Data;

/// <summary>Counts tries for all nodes of a cluster, in PostgreSQL: by its clock, because those of the nodes may differ.</summary>
internal static class ThrottleTable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>Counts a try, in one statement: of two at once on two nodes neither is lost.</summary>
    /// <param name="context">For the database.</param>
    /// <param name="key">What is tried, and who tries it.</param>
    /// <param name="mostInMinute">How many are allowed at once, and again in each minute that follows.</param>
    /// <returns>Whether it may be made. One that may not is not counted.</returns>
    public static async Task<bool> TryAcquireAsync(AmiBlazorDbContext context, string key, int mostInMinute)
    {
        var step = (Minute / mostInMinute).Ticks / TimeSpan.TicksPerMicrosecond;
        var room = (Minute.Ticks / TimeSpan.TicksPerMicrosecond) - (2 * step);

        // The row that would be inserted is full a step from now, which tells the update what time it is.
        var counted = await context.Database.SqlQuery<long>(
            $"""
            INSERT INTO "Throttles" ("Key", "FullAt") VALUES ({key}, (extract(epoch FROM clock_timestamp()) * 1000000)::bigint + {step})
            ON CONFLICT ("Key") DO UPDATE SET "FullAt" = greatest("Throttles"."FullAt" + {step}, excluded."FullAt")
            WHERE "Throttles"."FullAt" <= excluded."FullAt" + {room}
            RETURNING "FullAt" AS "Value"
            """).ToListAsync(CancellationToken.None);
        return counted.Count > 0;
    }

    /// <summary>Removes what means nothing any more.</summary>
    /// <param name="context">For the database.</param>
    /// <param name="now">The time of this node: it may be a minute ahead.</param>
    public static Task CleanAsync(AmiBlazorDbContext context, DateTimeOffset now)
    {
        var old = now - Minute;
        return context.Throttles.Where(throttle => throttle.FullAt < old).ExecuteDeleteAsync(CancellationToken.None);
    }
}
