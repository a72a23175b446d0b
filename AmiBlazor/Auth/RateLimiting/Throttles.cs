using System.Threading.RateLimiting;
using AmiBlazor.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Auth.RateLimiting;

/// <summary>Makes throttles that count where this program has to: in its memory, or in the database of the cluster that it is a node of.</summary>
internal sealed class Throttles(IOptions<ClusterOptions> cluster, IDbContextFactory<AmiBlazorDbContext> contexts, TimeProvider time)
{
    /// <summary>Makes one.</summary>
    /// <param name="name">What is tried, as the database calls it.</param>
    /// <param name="mostInMinute">How many are allowed in a minute.</param>
    /// <param name="inMemory">How they are counted in memory.</param>
    public IThrottle Create(string name, int mostInMinute, Func<string, RateLimitPartition<string>> inMemory) =>
        cluster.Value.Enabled ? new SharedThrottle(contexts, name, mostInMinute, time) : new MemoryThrottle(inMemory);
}
