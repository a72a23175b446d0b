using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Auth.Sessions;
using AmiBlazor.Data;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Auth.Cookies;

internal static class CookiesServiceCollectionExtensions
{
    /// <summary>The name of the cookie of a signed-in account, without its prefix.</summary>
    public const string SessionName = "AmiBlazor";

    /// <summary>The cookies of browsers, and the data protection keys that protect them.</summary>
    public static IServiceCollection AddCookies(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AuthOptions>().Bind(configuration.GetSection(AuthOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AuthOptions>, AuthOptionsValidator>();
        return services.AddCookieSchemes().AddAntiforgeryCookie().AddDataProtectionKeys(configuration);
    }

    private static IServiceCollection AddCookieSchemes(this IServiceCollection services)
    {
        services.AddSingleton<BrowserCookieEvents>();
        services.AddAuthentication()
            .AddCookie(AuthSchemes.Cookie, options =>
            {
                options.Cookie.Name = SessionName;
                options.Cookie.HttpOnly = true;
                options.Cookie.SameSite = SameSiteMode.Lax;
                options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                options.CookieManager = new BrowserCookieManager();
                options.LoginPath = "/sign-in";
                options.ExpireTimeSpan = AccountSessionOptions.Idle;
                options.SlidingExpiration = true;
                options.EventsType = typeof(BrowserCookieEvents);
            })
            .AddCookie(IdentityConstants.TwoFactorUserIdScheme, options =>
            {
                // Between the password and the second factor.
                options.Cookie.Name = "AmiBlazor.SecondFactor";
                options.Cookie.HttpOnly = true;
                options.Cookie.SameSite = SameSiteMode.Strict;
                options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                options.CookieManager = new BrowserCookieManager();
                options.ExpireTimeSpan = TimeSpan.FromMinutes(5);
            })
            .AddCookie(AuthSchemes.Device, options =>
            {
                // Outlives the session, so that a device is recognised when its user signs in again.
                options.Cookie.Name = "AmiBlazor.Device";
                options.Cookie.HttpOnly = true;
                options.Cookie.SameSite = SameSiteMode.Strict;
                options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                options.CookieManager = new BrowserCookieManager();
                options.ExpireTimeSpan = TimeSpan.FromDays(180);
                options.SlidingExpiration = false;
            });
        return services;
    }

    private static IServiceCollection AddAntiforgeryCookie(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();

        // A cookie that anybody may send would write an error with its stack each time; the form is refused and says so.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.None));
        services.AddOptions<AntiforgeryOptions>().Configure<IHttpContextAccessor>(static (antiforgery, contexts) =>
        {
            antiforgery.Cookie = new AntiforgeryCookie(contexts);

            // The Content-Security-Policy of SecurityHeaders forbids all frames, which says more than X-Frame-Options.
            antiforgery.SuppressXFrameOptionsHeader = true;
        });
        return services;
    }

    /// <summary>The data protection keys: in a folder, or in the database of a cluster, and encrypted if a certificate is configured.</summary>
    private static IServiceCollection AddDataProtectionKeys(this IServiceCollection services, IConfiguration configuration)
    {
        // Needed while the services are composed, when validated options would throw. The validator reports a fault in one line at the start.
        var auth = configuration.GetSection(AuthOptions.Section).Get<AuthOptions>() ?? new AuthOptions();
        var contentRoot = configuration[HostDefaults.ContentRootKey] ?? Directory.GetCurrentDirectory();

        var protection = services.AddDataProtection().SetApplicationName("AmiBlazor");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(options =>
            options.XmlRepository = provider.GetRequiredService<IOptions<ClusterOptions>>().Value.Enabled
                ? new SharedKeyRepository(provider.GetRequiredService<IDbContextFactory<AmiBlazorDbContext>>())
                : new DataProtectionKeyRepository(
                    DataProtectionKeyFolder.Of(auth, provider.GetRequiredService<IHostEnvironment>()), provider.GetRequiredService<ILoggerFactory>())));
        services.AddHostedService<SharedKeyPreparation>();
        if (TryLoad(auth.Certificate, contentRoot) is { } certificate)
            protection.ProtectKeysWithCertificate(certificate);
        if (TryLoad(auth.OldCertificate, contentRoot) is { } old) protection.UnprotectKeysWithAnyCertificate(old);

        // Without a certificate the keys lie unencrypted in a folder that only this account may read: a decision, not a warning at every start.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error));
        return services;
    }

    /// <summary>The certificate; null if none is configured or it cannot be used, which <see cref="AuthOptionsValidator"/> reports.</summary>
    private static X509Certificate2? TryLoad(KeyCertificateOptions options, string contentRoot)
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
