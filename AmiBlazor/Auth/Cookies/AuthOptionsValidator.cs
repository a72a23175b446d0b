using System.Security.Cryptography.X509Certificates;
using AmiBlazor.Data;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Auth.Cookies;

/// <summary>Each message names the key, the value and what is allowed; no message holds a password.</summary>
internal sealed class AuthOptionsValidator(IHostEnvironment environment, IOptions<ClusterOptions> cluster, TimeProvider time) : IValidateOptions<AuthOptions>
{
    /// <summary>The nodes of a cluster have their keys in the database, which is looked at once it is open (<see cref="SharedKeyPreparation"/>).</summary>
    private bool IsCluster
    {
        get
        {
            try
            {
                return cluster.Value.Enabled;
            }
            catch (Exception wrong) when (wrong is OptionsValidationException or InvalidOperationException)
            {
                // Reported for the section itself.
                return false;
            }
        }
    }

    public ValidateOptionsResult Validate(string? name, AuthOptions options)
    {
        var isCluster = IsCluster;
        string[] failures =
        [
            .. new[]
            {
                isCluster ? MissingCertificateFailure(options) : KeyFolderFailure(options),
                options.Certificate.Problem(environment.ContentRootPath),
                options.OldCertificate.Problem(environment.ContentRootPath),
            }.OfType<string>(),
        ];
        if (failures.Length == 0 && !isCluster && UndecryptableKeyFailure(options) is { } locked) failures = [locked];
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static string? MissingCertificateFailure(AuthOptions options) => options.Certificate.IsGiven
        ? null
        : $"{AuthOptions.Section}:KeyCertificate is not set, but Cluster:Enabled is true, and the nodes have their data protection keys in the database; "
            + "allowed is a PFX file with an RSA certificate and its private key that encrypts them, the same on all nodes.";

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
            var keys = DataProtectionKeyCheck.Read(DataProtectionKeyFolder.Of(options, environment)).Select(file => file.Key);
            return DataProtectionKeyCheck.MissingCertificate(keys, certificates, time.GetUtcNow()) is { } missing
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
