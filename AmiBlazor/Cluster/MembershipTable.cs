using System.Globalization;
using AmiBlazor.Data;
using AmiBlazor.Data.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Cluster;

/// <summary>
/// The nodes of the cluster in two tables of the database. Orleans' contract (<see cref="IMembershipTable"/>): a row changes together with the version of the
/// table, and only from the state that its writer knows; <see cref="UpdateIAmAlive"/> alone writes without looking.
/// </summary>
internal sealed class MembershipTable(IDbContextFactory<AmiBlazorDbContext> factory, IOptions<Orleans.Configuration.ClusterOptions> cluster) : IMembershipTable
{
    private readonly string _cluster = cluster.Value.ClusterId;

    public async Task InitializeMembershipTable(bool tryInitTableVersion)
    {
        await using var context = await factory.CreateDbContextAsync();
        if (await context.ClusterVersions.AnyAsync(version => version.Cluster == _cluster)) return;
        context.ClusterVersions.Add(new ClusterVersion { Cluster = _cluster });
        try
        {
            await context.SaveChangesAsync();
        }
        catch (DbUpdateException) when (IsMadeMeanwhile())
        {
            // Another node has made it.
        }

        bool IsMadeMeanwhile()
        {
            using var again = factory.CreateDbContext();
            return again.ClusterVersions.Any(version => version.Cluster == _cluster);
        }
    }

    public Task<MembershipTableData> ReadAll() => ReadAsync(silo: null);

    public Task<MembershipTableData> ReadRow(SiloAddress key) => ReadAsync(key.ToParsableString());

    public Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion) => WriteAsync(tableVersion, async context =>
    {
        var address = entry.SiloAddress.ToParsableString();
        if (await context.ClusterNodes.AnyAsync(member => member.Cluster == _cluster && member.Address == address)) return false;
        context.ClusterNodes.Add(new ClusterNode
        {
            Cluster = _cluster,
            Address = address,
            Status = (int)entry.Status,
            Name = entry.SiloName ?? "",
            Host = entry.HostName ?? "",
            Suspects = Suspects(entry),
            StartedAt = Utc(entry.StartTime),
            AliveAt = Utc(entry.IAmAliveTime),
        });
        return await context.SaveChangesAsync() == 1;
    });

    public Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion) => WriteAsync(tableVersion, async context =>
    {
        var (address, count) = (entry.SiloAddress.ToParsableString(), int.Parse(etag, CultureInfo.InvariantCulture));
        var (suspects, startedAt, aliveAt, status) = (Suspects(entry), Utc(entry.StartTime), Utc(entry.IAmAliveTime), (int)entry.Status);
        return await context.ClusterNodes
            .Where(member => member.Cluster == _cluster && member.Address == address && member.ChangeCount == count)
            .ExecuteUpdateAsync(row => row
                .SetProperty(member => member.Status, status)
                .SetProperty(member => member.Suspects, suspects)
                .SetProperty(member => member.StartedAt, startedAt)
                .SetProperty(member => member.AliveAt, aliveAt)
                .SetProperty(member => member.ChangeCount, count + 1)) == 1;
    });

    public async Task UpdateIAmAlive(MembershipEntry entry)
    {
        var (address, aliveAt) = (entry.SiloAddress.ToParsableString(), Utc(entry.IAmAliveTime));
        await using var context = await factory.CreateDbContextAsync();
        await context.ClusterNodes.Where(member => member.Cluster == _cluster && member.Address == address)
            .ExecuteUpdateAsync(row => row.SetProperty(member => member.AliveAt, aliveAt));
    }

    public async Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate)
    {
        await using var context = await factory.CreateDbContextAsync();
        await context.ClusterNodes.Where(member => member.Cluster == _cluster && member.Status == (int)SiloStatus.Dead && member.AliveAt < beforeDate)
            .ExecuteDeleteAsync();
    }

    public async Task DeleteMembershipTableEntries(string clusterId)
    {
        await using var context = await factory.CreateDbContextAsync();
        await context.ClusterNodes.Where(member => member.Cluster == clusterId).ExecuteDeleteAsync();
    }

    private async Task<MembershipTableData> ReadAsync(string? silo)
    {
        await using var context = await factory.CreateDbContextAsync();

        // Version and rows of one moment.
        await using var moment = await context.BeginReadingAsync(CancellationToken.None);
        var version = await context.ClusterVersions.AsNoTracking().Where(one => one.Cluster == _cluster).Select(one => one.Version).FirstOrDefaultAsync();
        var members = await context.ClusterNodes.AsNoTracking()
            .Where(member => member.Cluster == _cluster && (silo == null || member.Address == silo)).ToListAsync();
        return new MembershipTableData(
            [.. members.Select(member => Tuple.Create(Entry(member), member.ChangeCount.ToString(CultureInfo.InvariantCulture)))],
            new TableVersion(version, version.ToString(CultureInfo.InvariantCulture)));
    }

    /// <returns>False if the table, or the row, is not as its writer knows it.</returns>
    private async Task<bool> WriteAsync(TableVersion version, Func<AmiBlazorDbContext, Task<bool>> write)
    {
        var known = int.Parse(version.VersionEtag, CultureInfo.InvariantCulture);
        await using var context = await factory.CreateDbContextAsync();
        await using var transaction = await context.Database.BeginTransactionAsync();
        var isNewest = await context.ClusterVersions.Where(one => one.Cluster == _cluster && one.Version == known)
            .ExecuteUpdateAsync(row => row.SetProperty(one => one.Version, known + 1)) == 1;
        if (!isNewest || !await write(context)) return false;
        await transaction.CommitAsync();
        return true;
    }

    private static MembershipEntry Entry(ClusterNode member)
    {
        var entry = new MembershipEntry
        {
            SiloAddress = SiloAddress.FromParsableString(member.Address),
            Status = (SiloStatus)member.Status,
            SiloName = member.Name,
            HostName = member.Host,
            StartTime = member.StartedAt.UtcDateTime,
            IAmAliveTime = member.AliveAt.UtcDateTime,
        };
        foreach (var vote in member.Suspects.Split('|', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = vote.Split(',');
            entry.AddSuspector(
                SiloAddress.FromParsableString(parts[0]), DateTime.Parse(parts[1], CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind));
        }

        return entry;
    }

    private static string Suspects(MembershipEntry entry) => string.Join('|', (entry.SuspectTimes ?? []).Select(vote =>
        string.Create(CultureInfo.InvariantCulture, $"{vote.Item1.ToParsableString()},{vote.Item2:o}")));

    private static DateTimeOffset Utc(DateTime time) => new(DateTime.SpecifyKind(time, DateTimeKind.Utc));
}
