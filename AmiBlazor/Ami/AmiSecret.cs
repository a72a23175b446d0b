using System.Security;
using System.Security.Cryptography;
using System.Text;

namespace AmiBlazor.Ami;

/// <summary>Reads a manager account's secret. A file is read at each login, so that a rotated secret is used at once.</summary>
internal static class AmiSecret
{
    public static async Task<string> ReadAsync(AmiServerOptions server, AmiErrors errors, CancellationToken cancellationToken)
    {
        if (server.SecretFile is not { Length: > 0 } file) return server.Secret ?? "";
        try
        {
            await foreach (var line in File.ReadLinesAsync(file, cancellationToken).ConfigureAwait(false))
                return line.Length > 0 ? line : throw errors.SecretEmpty();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or SecurityException or NotSupportedException)
        {
            throw errors.SecretUnreadable(failure);
        }

        throw errors.SecretEmpty();
    }

    /// <summary>Tells two secrets apart without keeping either; null where the file cannot be read or is empty.</summary>
    public static async Task<string?> FingerprintAsync(AmiServerOptions server, CancellationToken cancellationToken)
    {
        try
        {
            var secret = await ReadAsync(server, new AmiErrors(server, new AmiLimits()), cancellationToken).ConfigureAwait(false);
            return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
        }
        catch (AmiSecretException)
        {
            // The login says what is wrong with the file.
            return null;
        }
    }
}
