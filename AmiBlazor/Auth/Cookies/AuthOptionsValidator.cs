using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Auth.Cookies;

/// <summary>Each message names the key, the value and what is allowed; no message holds a password.</summary>
internal sealed class AuthOptionsValidator(IHostEnvironment environment, TimeProvider time) : IValidateOptions<AuthOptions>
{
    public ValidateOptionsResult Validate(string? name, AuthOptions options)
    {
        string[] failures =
        [
            .. new[]
            {
                KeyFolderFailure(options),
                options.Certificate.Problem(environment.ContentRootPath),
                options.OldCertificate.Problem(environment.ContentRootPath),
            }.OfType<string>(),
        ];
        if (failures.Length == 0 && UndecryptableKeyFailure(options) is { } locked) failures = [locked];
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private string? KeyFolderFailure(AuthOptions options)
    {
        const string Key = $"{AuthOptions.Section}:KeyFolder";
        if (string.IsNullOrWhiteSpace(options.KeyFolder))
            return $"{Key} is empty; allowed is the path of a folder, relative to the content root or absolute.";

        try
        {
            DataProtectionKeyFolder.Prepare(DataProtectionKeyFolder.Of(options, environment));
            return null;
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException)
        {
            return $"{Key} is “{options.KeyFolder}”, which cannot be used; allowed is a folder that AmiBlazor may write. {unusable.Message}";
        }
    }

    private string? UndecryptableKeyFailure(AuthOptions options)
    {
        var certificates = new[] { options.Certificate, options.OldCertificate }
            .Where(one => one.IsGiven).Select(one => one.Load(environment.ContentRootPath)).ToList();
        try
        {
            return DataProtectionKeyCheck.MissingCertificate(DataProtectionKeyFolder.Of(options, environment), certificates, time.GetUtcNow()) is { } missing
                ? $"{AuthOptions.Section}:KeyCertificate is {(options.Certificate.IsGiven ? "another certificate" : "missing")}: "
                    + $"a key in “{options.KeyFolder}” is encrypted with the certificate “{missing}”. "
                    + $"Name it there, or as {AuthOptions.Section}:OldKeyCertificate where it has been replaced; "
                    + "or delete the keys, and everybody has to sign in again."
                : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return $"{AuthOptions.Section}:KeyFolder is “{options.KeyFolder}”, and a key in it cannot be read. {unreadable.Message}";
        }
        finally
        {
            foreach (X509Certificate2 certificate in certificates) certificate.Dispose();
        }
    }
}
