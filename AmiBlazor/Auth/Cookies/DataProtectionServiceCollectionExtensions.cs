using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace AmiBlazor.Auth.Cookies;

internal static class DataProtectionServiceCollectionExtensions
{
    /// <summary>The keys that protect cookies: in a folder, and encrypted where a certificate is configured.</summary>
    public static IServiceCollection AddCookieKeys(this IServiceCollection services, IConfiguration configuration)
    {
        // Asked for while the application is composed. The validated options would throw here; at the start they are told in one line.
        var auth = configuration.GetSection(AuthOptions.Section).Get<AuthOptions>() ?? new AuthOptions();
        var contentRoot = configuration[HostDefaults.ContentRootKey] ?? Directory.GetCurrentDirectory();

        var protection = services.AddDataProtection().SetApplicationName("AmiBlazor");
        services.AddOptions<KeyManagementOptions>().Configure<IHostEnvironment, ILoggerFactory>((options, environment, loggers) =>
            options.XmlRepository = new DataProtectionKeyRepository(DataProtectionKeyFolder.Of(auth, environment), loggers));
        if (Opened(auth.Certificate, contentRoot) is { } certificate) protection.ProtectKeysWithCertificate(certificate);
        if (Opened(auth.OldCertificate, contentRoot) is { } old) protection.UnprotectKeysWithAnyCertificate(old);

        // That the keys lie unencrypted in a folder which only this account may read is a decision, not news at every start.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error));
        return services;
    }

    /// <summary>The certificate; null where there is none, or none that can be used, which the start tells.</summary>
    private static X509Certificate2? Opened(KeyCertificateOptions options, string contentRoot)
    {
        try
        {
            return options.IsGiven ? options.Load(contentRoot) : null;
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return null;
        }
    }
}
