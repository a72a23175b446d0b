using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using AmiBlazor.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Auth.ApiKeys;

/// <summary>
/// The hashes of all API keys, those in the configuration and those that administrators made, in memory; the keys themselves are not kept. Reloaded after
/// every change that this program makes, and at intervals for changes made elsewhere.
/// </summary>
internal sealed class ApiKeyCache(IDbContextFactory<AmiBlazorDbContext> contexts, IOptions<ApiOptions> options, IHostEnvironment environment)
{
    private readonly FrozenDictionary<string, CachedApiKey> _configured =
        options.Value.Keys.ToFrozenDictionary(
            key => Hash(key.ReadKey(environment.ContentRootPath)),
            key => new CachedApiKey(Id: null, key.Name, key.Role) { MayControlCalls = key.Control },
            StringComparer.Ordinal);

    private FrozenDictionary<string, CachedApiKey> _made = FrozenDictionary<string, CachedApiKey>.Empty;

    /// <summary>The keys in the configuration.</summary>
    public IEnumerable<CachedApiKey> Configured => _configured.Values;

    /// <summary>The names of the keys that open something.</summary>
    public IReadOnlyCollection<string> NamesAt(DateTimeOffset now) =>
        [.. Configured.Concat(_made.Values.Where(key => key.End(now) is null)).Select(key => key.Name)];

    /// <summary>The key, valid or not; null if it is unknown.</summary>
    /// <remarks>Hashes are compared: the time this takes does not tell how close a guess was.</remarks>
    public CachedApiKey? Find(string key)
    {
        var hash = Hash(key);
        return _configured.GetValueOrDefault(hash) ?? _made.GetValueOrDefault(hash);
    }

    /// <summary>Reloads the keys that administrators made from the database.</summary>
    public async Task ReloadAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await context.ApiKeys.AsNoTracking().ToListAsync(cancellationToken);
        _made = rows.ToFrozenDictionary(
            row => Convert.ToHexString(row.Hash), row => new CachedApiKey(row.Id, row.Name, row.Role, row.ExpiresAt, row.RevokedAt), StringComparer.Ordinal);
    }

    /// <summary>The hash of a key. A key has 256 random bits, so a fast hash is enough.</summary>
    public static byte[] HashOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    private static string Hash(string key) => Convert.ToHexString(HashOf(key));
}
