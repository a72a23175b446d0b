using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.ApiKeys;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Auth.Circuits;
using AmiBlazor.Auth.Cookies;
using AmiBlazor.Auth.RateLimiting;
using AmiBlazor.Auth.Screens;
using AmiBlazor.Auth.Sessions;
using AmiBlazor.Auth.Setup;
using AmiBlazor.Auth.SignIn;
using AmiBlazor.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Auth;

internal static class AuthServiceCollectionExtensions
{
    /// <summary>Accounts, API keys, signing in, cookies, circuits, rate limits, roles and policies.</summary>
    public static IServiceCollection AddAuth(this IServiceCollection services, IConfiguration configuration)
    {
        // A request with an Authorization header is authenticated by API key, every other one by cookie: that of an account if it has one, else a screen's.
        services.AddAuthentication(AuthSchemes.KeyOrCookie).AddPolicyScheme(AuthSchemes.KeyOrCookie, displayName: null, options =>
            options.ForwardDefaultSelector = static context =>
                context.Request.Headers.Authorization.Count > 0 ? AuthSchemes.ApiKey
                : ScreenCookies.IsScreen(context) ? AuthSchemes.Screen
                : AuthSchemes.Cookie);

        services.AddPolicies(configuration)
            .AddSessions(configuration)
            .AddAccounts()
            .AddSignIn(configuration)
            .AddApiKeys(configuration)
            .AddScreens()
            .AddCookies(configuration)
            .AddCircuits(configuration)
            .AddRateLimits(configuration);
        services.AddOptions<CircuitTimings>().Configure<IOptions<ClusterOptions>>(static (timings, cluster) =>
        {
            if (cluster.Value.Enabled) timings.BeOneOfSeveral();
        });

        // Hosted services start in this order: the API keys are loaded here, the accounts by InitialSetup.
        services.AddHostedService<AccountCacheRefresher>();
        return services.AddInitialSetup(configuration);
    }

    private static IServiceCollection AddPolicies(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IAuthorizationHandler, MinimumRoleHandler>();
        services.AddSingleton<IAuthorizationHandler, CallControlHandler>();
        services.AddOptions<NumberPrivacyOptions>().Bind(configuration.GetSection(NumberPrivacyOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<NumberPrivacyOptions>, NumberPrivacyOptionsValidator>();
        services.AddSingleton<NumberPrivacies>();
        services.AddOptions<AddressPrivacyOptions>().Bind(configuration.GetSection(AddressPrivacyOptions.Section));
        services.AddSingleton<AddressPrivacy>();
        services.AddAuthorizationBuilder()
            .AddPolicy(Policies.See, policy => policy.AddRequirements(new MinimumRoleRequirement(Roles.Viewer, Now: false)))
            .AddPolicy(Policies.Wall, policy => policy.AddRequirements(new WallRequirement()))
            .AddPolicy(Policies.Refresh, policy => policy.AddRequirements(new MinimumRoleRequirement(Roles.Supervisor, Now: true)))
            .AddPolicy(Policies.Edit, policy => policy.AddRequirements(new MinimumRoleRequirement(Roles.Supervisor, Now: true)))
            .AddPolicy(Policies.Control, policy => policy.AddRequirements(
                new MinimumRoleRequirement(Roles.Supervisor, Now: true), new CallControlRequirement()))
            .AddPolicy(Policies.Own, policy => policy.AddRequirements(new MinimumRoleRequirement(Roles.Viewer, Now: false)).RequireAssertion(static context =>
                string.Equals(context.User.Identity?.AuthenticationType, AuthSchemes.Cookie, StringComparison.Ordinal)))
            .AddPolicy(Policies.Administer, policy => policy.AddRequirements(new MinimumRoleRequirement(Roles.Administrator, Now: true)))

            // An endpoint without a policy still needs a signed-in user.
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        return services;
    }
}
