using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Auth;

/// <summary>The configured keys, as hashes: the keys themselves are not kept in memory longer than the start takes.</summary>
internal sealed class ApiKeys
{
    private readonly (byte[] Hash, string Name, string Role)[] _keys;

    public ApiKeys(IOptions<ApiOptions> options, IHostEnvironment environment) =>
        _keys = [.. options.Value.Keys.Select(key => (Hash(ApiKeyText.Read(key, environment.ContentRootPath)), key.Name, key.Role))];

    /// <summary>Whose key it is; null when it is nobody's.</summary>
    public (string Name, string Role)? Find(string key)
    {
        // Equal lengths, no early end and every key looked at: the time tells nothing about how near a guess came.
        var hash = Hash(key);
        (string, string)? found = null;
        foreach (var candidate in _keys)
        {
            if (CryptographicOperations.FixedTimeEquals(hash, candidate.Hash)) found = (candidate.Name, candidate.Role);
        }

        return found;
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
