using AmiBlazor.Auth.Authorization;
using AmiBlazor.Data.Rows;
using Microsoft.AspNetCore.Identity;

namespace AmiBlazor.Auth.Accounts;

internal static class AccountsServiceCollectionExtensions
{
    /// <summary>Accounts: their store, their cache, their validators and their administration.</summary>
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddSingleton<AccountCache>();
        services.AddSingleton<CurrentScope>();
        services.AddSingleton<CurrentPhone>();
        services.AddSingleton<SignInLockout>();
        services.AddScoped<AdministratorTransaction>();
        services.AddScoped<AccountAdministration>();
        services.AddScoped<AccountStore>();
        services.AddScoped<IUserStore<Account>>(provider => provider.GetRequiredService<AccountStore>());
        services.AddScoped<IUserClaimsPrincipalFactory<Account>, AccountPrincipalFactory>();

        // Registered before Identity, which then leaves its own validators out.
        services.AddScoped<IUserValidator<Account>, AccountValidator>();
        services.AddScoped<IPasswordValidator<Account>, AccountValidator>();
        services.AddIdentityCore<Account>(options => options.ClaimsIdentity.UserIdClaimType = AuthClaims.Account);
        return services;
    }
}
