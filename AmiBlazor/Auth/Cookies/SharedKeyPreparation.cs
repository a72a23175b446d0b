using System.Data.Common;
using System.Security.Cryptography.X509Certificates;
using System.Xml.Linq;
using AmiBlazor.Data;
using AmiBlazor.Data.Rows;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Auth.Cookies;

/// <summary>
/// Sees to it that the nodes of a cluster begin with the same data protection keys, before anything uses them: those that a former start left, or those of the
/// program that had the database to itself until now, or a new one. One node at a time: three that start at once would make three keys, and each would know its
/// own alone for a day.
/// </summary>
internal sealed partial class SharedKeyPreparation(
    IOptions<ClusterOptions> cluster,
    IOptions<DatabaseOptions> database,
    IOptions<AuthOptions> auth,
    IOptions<KeyManagementOptions> management,
    IDbContextFactory<AmiBlazorDbContext> contexts,
    IKeyManager keys,
    IHostEnvironment environment,
    TimeProvider time,
    ILogger<SharedKeyPreparation> logger) : StartingService
{
    public override async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (!cluster.Value.Enabled) return;
        try
        {
            await using var alone = await MigrationLock.TakeAsync(database.Value.ConnectionString, cancellationToken);
            await PrepareAsync(cancellationToken);
        }
        catch (Exception unusable) when (unusable is DbException or IOException or UnauthorizedAccessException)
        {
            var why = unusable.GetBaseException().Message.ReplaceLineEndings(" ").TrimEnd('.');
            throw new DatabaseInitializationException($"The data protection keys in the database cannot be prepared. ({why})", unusable);
        }
    }

    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var stored = await context.DataProtectionKeys.AsNoTracking().Select(key => key.Xml).ToListAsync(cancellationToken);
        if (stored.Count > 0)
        {
            Check(stored.Select(xml => XElement.Parse(xml)), "the database");
        }
        else if (TakenOver() is { Count: > 0 } former)
        {
            Check(former.Values, $"“{auth.Value.KeyFolder}”");
            foreach (var (name, key) in former)
                context.DataProtectionKeys.Add(new DataProtectionKey { Name = name, Xml = key.ToString(SaveOptions.DisableFormatting) });
            await context.SaveChangesAsync(cancellationToken);
            Log.TakenOver(logger, former.Count, auth.Value.KeyFolder);
        }

        var now = time.GetUtcNow();
        if (!keys.GetAllKeys().Any(key => !key.IsRevoked && key.ActivationDate <= now && now < key.ExpirationDate))
            keys.CreateNewKey(now, now + management.Value.NewKeyLifetime);
    }

    /// <summary>The keys of the program that had the database to itself, by their names: without them everybody would be signed out.</summary>
    private Dictionary<string, XElement> TakenOver()
    {
        var folder = DataProtectionKeyFolder.Of(auth.Value, environment);
        return folder.Exists
            ? DataProtectionKeyCheck.Read(folder).ToDictionary(
                file => Path.GetFileNameWithoutExtension(file.Name),
                file => PlainKeys.Encrypted(file.Key, management.Value.XmlEncryptor!),
                StringComparer.Ordinal)
            : [];
    }

    private void Check(IEnumerable<XElement> stored, string where)
    {
        var certificates = new[] { auth.Value.Certificate, auth.Value.OldCertificate }
            .Where(one => one.IsGiven).Select(one => one.Load(environment.ContentRootPath)).ToList();
        try
        {
            if (DataProtectionKeyCheck.MissingCertificate(stored, certificates, time.GetUtcNow()) is not { } missing) return;
            throw new DatabaseInitializationException(
                $"{AuthOptions.Section}:KeyCertificate is another certificate: a key in {where} is encrypted with the certificate “{missing}”. "
                + $"Name it there, as on the other nodes, or as {AuthOptions.Section}:OldKeyCertificate where it has been replaced; "
                + "or delete the keys, and everybody has to sign in again.");
        }
        finally
        {
            foreach (X509Certificate2 certificate in certificates) certificate.Dispose();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            5350,
            LogLevel.Information,
            "{Count} data protection keys were taken from {Folder} into the database, for all nodes of the cluster.",
            EventName = "KeysTakenOver")]
        public static partial void TakenOver(ILogger logger, int count, string folder);
    }
}
