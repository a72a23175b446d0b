using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using AmiBlazor.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Auth.ApiKeys;

/// <summary>
/// All keys for scripts, those of the configuration and those that administrators made, in memory and as hashes: the keys themselves are nowhere. Read
/// anew after every change of this program, and by the cache refresher for what others changed in the database.
/// </summary>
internal sealed class ApiKeyCache(IDbContextFactory<AmiBlazorDbContext> contexts, IOptions<ApiOptions> options, IHostEnvironment environment)
{
    private readonly FrozenDictionary<string, CachedApiKey> _configured =
        options.Value.Keys.ToFrozenDictionary(key => Hash(key.ReadKey(environment.ContentRootPath)), key => new CachedApiKey(Id: null, key.Name, key.Role), StringComparer.Ordinal);

    private FrozenDictionary<string, CachedApiKey> _made = FrozenDictionary<string, CachedApiKey>.Empty;

    /// <summary>Those of the configuration.</summary>
    public IEnumerable<CachedApiKey> Configured => _configured.Values;

    /// <summary>Whose key it is, good or not; null when it is nobody's.</summary>
    /// <remarks>What is compared is the hash: how long that takes tells of no key how near a guess came.</remarks>
    public CachedApiKey? Find(string key)
    {
        var hash = Hash(key);
        return _configured.GetValueOrDefault(hash) ?? _made.GetValueOrDefault(hash);
    }

    /// <summary>Reads the keys that administrators made from the database.</summary>
    public async Task ReloadAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await context.ApiKeys.AsNoTracking().ToListAsync(cancellationToken);
        _made = rows.ToFrozenDictionary(
            row => Convert.ToHexString(row.Hash), row => new CachedApiKey(row.Id, row.Name, row.Role, row.ExpiresAt, row.RevokedAt), StringComparer.Ordinal);
    }

    /// <summary>The hash that stands for a key: it has 256 random bits, so that nothing slower is needed.</summary>
    public static byte[] HashOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    private static string Hash(string key) => Convert.ToHexString(HashOf(key));
}
