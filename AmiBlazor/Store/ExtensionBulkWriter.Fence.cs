using System.Data;

namespace AmiBlazor.Store;

/// <content>Who may write the extensions of a PBX.</content>
internal sealed partial class ExtensionBulkWriter
{
    /// <summary>Takes a PBX over: from the end of this transaction on, whoever had it before is refused by <see cref="TryAdvanceAsync"/>.</summary>
    /// <param name="server">The PBX.</param>
    /// <param name="owner">Who takes it, for people.</param>
    /// <returns>The new epoch, and the sequence number of what the database holds.</returns>
    public async Task<(long Epoch, long Sequence)> ClaimAsync(string server, string owner)
    {
        await using var claim = await PrepareAsync(
            """
            INSERT INTO "Pbxs" ("Server", "Epoch", "Owner") VALUES (@p0, 1, @p1)
            ON CONFLICT ("Server") DO UPDATE SET "Epoch" = "Pbxs"."Epoch" + 1, "Owner" = excluded."Owner" RETURNING "Epoch"
            """,
            DbType.String, DbType.String);
        claim[0] = server;
        claim[1] = owner;
        var epoch = await claim.LongAsync();
        return (epoch, await SequenceAsync(server));
    }

    /// <summary>
    /// The first statement of each transaction that writes extensions of a PBX: counts the transaction, and keeps the row of the PBX until its end, so that
    /// nobody takes the PBX over in between.
    /// </summary>
    /// <param name="server">The PBX.</param>
    /// <param name="epoch">Under which epoch it is written.</param>
    /// <param name="sequence">Which state of the PBX is known.</param>
    /// <param name="step">By how much this transaction advances it.</param>
    /// <returns>False if somebody else has taken the PBX over, or the database holds another state of it than this one.</returns>
    public async Task<bool> TryAdvanceAsync(string server, long epoch, long sequence, int step)
    {
        await using var advance = await PrepareAsync(
            """UPDATE "Pbxs" SET "Sequence" = "Sequence" + @p3 WHERE "Server" = @p0 AND "Epoch" = @p1 AND "Sequence" = @p2""",
            DbType.String, DbType.Int64, DbType.Int64, DbType.Int32);
        advance[0] = server;
        advance[1] = epoch;
        advance[2] = sequence;
        advance[3] = step;
        return await advance.ExecuteAsync() == 1;
    }

    /// <summary>The epoch of whoever has the PBX; 0 if nobody ever had.</summary>
    public async Task<long> EpochAsync(string server)
    {
        await using var epoch = await PrepareAsync("""SELECT coalesce(max("Epoch"), 0) FROM "Pbxs" WHERE "Server" = @p0""", DbType.String);
        epoch[0] = server;
        return await epoch.LongAsync();
    }

    private async Task<long> SequenceAsync(string server)
    {
        await using var sequence = await PrepareAsync("""SELECT "Sequence" FROM "Pbxs" WHERE "Server" = @p0""", DbType.String);
        sequence[0] = server;
        return await sequence.LongAsync();
    }
}
