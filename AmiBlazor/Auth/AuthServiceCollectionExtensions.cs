using AmiBlazor.Audit;
using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.ApiKeys;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Auth.Cookies;
using AmiBlazor.Auth.RateLimiting;
using AmiBlazor.Auth.Setup;
using AmiBlazor.Auth.SignIn;
using AmiBlazor.Data.Rows;
using AmiBlazor.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Auth;

internal static class AuthServiceCollectionExtensions
{
    /// <summary>The host names that are answered where <c>AllowedHosts</c> is silent: with any other, a foreign name could be pointed at this machine.</summary>
    private static readonly string[] OwnHostNames = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>API keys, the browser's cookie, roles and policies.</summary>
    public static IServiceCollection AddAuth(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ApiOptions>().Bind(configuration.GetSection(ApiOptions.Section)).ValidateOnStart();
        services.AddOptions<AuthOptions>().Bind(configuration.GetSection(AuthOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ApiOptions>, ApiOptionsValidator>();
        services.AddSingleton<IValidateOptions<AuthOptions>, AuthOptionsValidator>();
        services.AddSingleton<ApiKeyCache>();
        services.AddOptions<SetupOptions>().Bind(configuration.GetSection(SetupOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SetupOptions>, SetupOptionsValidator>();
        services.AddSingleton<ApiKeyUsageRecorder>();
        services.AddHostedService(provider => provider.GetRequiredService<ApiKeyUsageRecorder>());
        services.AddScoped<ApiKeyAdministration>();
        services.AddSingleton<AuditLog>();
        services.AddSingleton<AuditQueries>();
        services.AddHostedService<AuditWriter>();
        services.AddProblemDetails();

        return services.AddLimits(configuration)
            .AddAccounts(configuration)
            .AddHostNames(configuration)
            .AddTransport(configuration)
            .AddSchemes()
            .AddPolicies()
            .AddCookieKeys(configuration);
    }

    private static IServiceCollection AddAccounts(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<AccountCache>();
        services.AddSingleton<CurrentScope>();
        services.AddHostedService<AccountCacheRefresher>();
        services.AddSingleton<InitialSetup>();
        services.AddHostedService(provider => provider.GetRequiredService<InitialSetup>());
        services.AddOptions<SignInLimitOptions>().Bind(configuration.GetSection(SignInLimitOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SignInLimitOptions>, SignInLimitOptionsValidator>();
        services.AddSingleton<SignInRateLimiter>();
        services.AddSingleton<UnknownUserLockout>();
        services.AddSingleton<AccountLocks>();
        services.AddScoped<SignInAttempts>();
        services.AddScoped<AccountSignIn>();
        services.AddScoped<SignInService>();
        services.AddScoped<AdministratorTransaction>();
        services.AddScoped<AccountAdministration>();
        services.AddScoped<InvitationService>();
        services.AddScoped<ProfileService>();
        services.AddScoped<PasskeyService>();
        services.Configure<IdentityPasskeyOptions>(options =>
        {
            // The device itself must know the person, and the account: then it replaces both name and password.
            options.UserVerificationRequirement = "required";
            options.ResidentKeyRequirement = "required";
        });
        services.AddScoped<IUserClaimsPrincipalFactory<Account>, AccountPrincipalFactory>();
        services.AddHttpContextAccessor();

        // Of Identity's own rules none is used: AccountValidator has ours.
        services.AddScoped<IUserValidator<Account>, AccountValidator>();
        services.AddScoped<IPasswordValidator<Account>, AccountValidator>();
        services.AddIdentityCore<Account>(options =>
        {
            options.Lockout.AllowedForNewUsers = true;
            options.Lockout.MaxFailedAccessAttempts = 5;
            options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
            options.ClaimsIdentity.UserIdClaimType = AuthClaims.Account;
            options.Tokens.PasswordResetTokenProvider = InvitationTokens.Name;
        }).AddSignInManager<AccountSignIn>().AddDefaultTokenProviders()
            .AddTokenProvider<TotpProvider>(TokenOptions.DefaultAuthenticatorProvider)
            .AddTokenProvider<InvitationTokens>(InvitationTokens.Name);
        services.AddScoped<AccountStore>();
        services.AddScoped<IUserStore<Account>>(provider => provider.GetRequiredService<AccountStore>());

        // The framework's line for each request shows its address, and with it the token of a link: not even whoever wants all lines gets that one.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning));
        return services;
    }

    private static IServiceCollection AddHostNames(this IServiceCollection services, IConfiguration configuration)
    {
        var configured = !string.IsNullOrWhiteSpace(configuration["AllowedHosts"]);
        services.Configure<HostFilteringOptions>(options =>
        {
            options.IncludeFailureMessage = false;
            if (!configured) options.AllowedHosts = OwnHostNames;
        });

        // The first startup filter is the outermost: before the host filter, which the framework has registered already.
        services.Insert(0, ServiceDescriptor.Singleton<IStartupFilter, HostFilteringMessage>());
        return services;
    }

    private static IServiceCollection AddSchemes(this IServiceCollection services)
    {
        services.AddSingleton<BrowserCookieEvents>();
        services.AddAuthentication(AuthSchemes.KeyOrCookie)
            .AddPolicyScheme(AuthSchemes.KeyOrCookie, displayName: null, options => options.ForwardDefaultSelector =
                static context => context.Request.Headers.Authorization.Count > 0 ? AuthSchemes.ApiKey : AuthSchemes.Cookie)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(AuthSchemes.ApiKey, configureOptions: null)
            .AddCookie(AuthSchemes.Cookie, options =>
            {
                options.Cookie.Name = "AmiBlazor";
                options.Cookie.Path = "/";
                options.Cookie.HttpOnly = true;
                options.Cookie.SameSite = SameSiteMode.Lax;
                options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                options.CookieManager = new BrowserCookieManager();
                options.LoginPath = "/sign-in";
                options.ExpireTimeSpan = TimeSpan.FromDays(14);
                options.SlidingExpiration = true;
                options.EventsType = typeof(BrowserCookieEvents);
            })
            .AddCookie(IdentityConstants.TwoFactorUserIdScheme, options =>
            {
                // Between the password and the second factor.
                options.Cookie.Name = "AmiBlazor.SecondFactor";
                options.Cookie.Path = "/";
                options.Cookie.HttpOnly = true;
                options.Cookie.SameSite = SameSiteMode.Strict;
                options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                options.CookieManager = new BrowserCookieManager();
                options.ExpireTimeSpan = TimeSpan.FromMinutes(5);
            });
        return services;
    }

    private static IServiceCollection AddPolicies(this IServiceCollection services)
    {
        services.AddSingleton<IAuthorizationHandler, MinimumRoleHandler>();
        services.AddAuthorizationBuilder()
            .AddPolicy(Policies.See, policy => policy.AddRequirements(new MinimumRoleRequirement(Roles.Viewer, Now: false)))
            .AddPolicy(Policies.Refresh, policy => policy.AddRequirements(new MinimumRoleRequirement(Roles.Supervisor, Now: true)))
            .AddPolicy(Policies.Edit, policy => policy.AddRequirements(new MinimumRoleRequirement(Roles.Supervisor, Now: true)))
            .AddPolicy(Policies.Own, policy => policy.AddRequirements(new MinimumRoleRequirement(Roles.Viewer, Now: false)).RequireAssertion(static context =>
                string.Equals(context.User.Identity?.AuthenticationType, AuthSchemes.Cookie, StringComparison.Ordinal)))
            .AddPolicy(Policies.Administer, policy => policy.AddRequirements(new MinimumRoleRequirement(Roles.Administrator, Now: true)))

            // Whatever nobody thought of stays closed.
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        return services;
    }
}
