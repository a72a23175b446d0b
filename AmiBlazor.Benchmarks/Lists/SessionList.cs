using AmiBlazor.Ami;
using AmiBlazor.Benchmarks.Measuring;
using AmiBlazor.Benchmarks.Wire;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Benchmarks.Lists;

/// <summary>Reads a list into records with our session: from the action to the complete list, without connect and login.</summary>
internal static class SessionList
{
    /// <param name="name">Its name in the tables.</param>
    /// <param name="product">A product in which the PBX is configured.</param>
    /// <param name="pbx">The PBX.</param>
    /// <param name="known">The cached rows of earlier lists; null for a list of new rows only.</param>
    /// <param name="then">What is read after it on the same session, and counts; null for nothing.</param>
    public static Contender Contender(
        string name, Product product, IBenchPbx pbx, ExtensionStateCache? known = null, Func<AmiSession, ExtensionStateList, Task>? then = null)
    {
        var connector = product.Get<AmiConnector>();
        var server = product.Get<IOptions<AmiOptions>>().Value.Servers.Single(each => string.Equals(each.Name, pbx.Name, StringComparison.Ordinal));
        return new Contender(name, async () =>
        {
            await using var session = await connector.ConnectAsync(server, "off", progress: null, transcript: null, CancellationToken.None);
            var cache = known ?? new ExtensionStateCache();
            var clock = Stopclock.Start(pbx.ProcessId);
            using var list = await session.ListExtensionStatesAsync("list-1", cache, CancellationToken.None);
            if (then is not null) await then(session, list);
            var sample = clock.Read();
            if (list.RowsReceived != pbx.Rows)
                throw new InvalidOperationException($"The list held {list.RowsReceived} rows, not {pbx.Rows}.");
            await session.LogoffAsync("list-1-complete");
            return sample;
        });
    }
}
