using AmiBlazor.Board;

namespace AmiBlazor.Store;

/// <content>The names that a PBX tells.</content>
internal sealed partial class ExtensionStore
{
    /// <summary>
    /// Keeps what a PBX calls its extensions, beside the names that people gave. Their status, history and times stay as they are.
    /// </summary>
    /// <param name="server">The PBX.</param>
    /// <param name="names">The names as the PBX tells them, null for none. Unknown extensions are left out.</param>
    /// <param name="cancellationToken">Ends the wait for the lock; has no effect once the transaction has begun.</param>
    /// <returns>How many were another before.</returns>
    /// <exception cref="StoreException">Nothing was changed: database locked, read-only, full or unreachable.</exception>
    public Task<int> SetPbxNamesAsync(
        string server, IReadOnlyCollection<(string Context, string Exten, string? Name)> names, CancellationToken cancellationToken) =>
        _transactions.WithWriteLockAsync(
            server,
            async pbx =>
            {
                var known = _board.For(server);
                var changed = new List<BoardRow>();
                foreach (var (context, exten, name) in names)
                {
                    if (known.Find(context, exten) is not (>= 0 and var slot)) continue;
                    var told = ExtensionNaming.Cut(name);
                    if (!string.Equals(known[slot].PbxName, told, StringComparison.Ordinal)) changed.Add(known[slot] with { PbxName = told });
                }

                if (changed.Count == 0) return 0;
                await _transactions.WriteAsync(
                    pbx,
                    async writer =>
                    {
                        foreach (var row in changed) await writer.UpdatePbxNameAsync(row.Id, row.PbxName);
                    },
                    cancellationToken);
                _board.Publish(server, changed, facts: null);
                return changed.Count;
            },
            cancellationToken);
}
