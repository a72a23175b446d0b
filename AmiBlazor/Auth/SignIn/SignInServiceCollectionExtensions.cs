using AmiBlazor.Data.Rows;
using AmiBlazor.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Auth.SignIn;

internal static class SignInServiceCollectionExtensions
{
    /// <summary>Signing in by password, second factor and passkey, invitations, and what people do with their own accounts.</summary>
    public static IServiceCollection AddSignIn(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SignInLimitOptions>().Bind(configuration.GetSection(Limits.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SignInLimitOptions>, SignInLimitOptionsValidator>();
        services.AddSingleton<SignInRateLimiter>();
        services.AddSingleton<AccountLocks>();
        services.AddScoped<SignInAttempts>();
        services.AddScoped<PersonProof>();
        services.AddScoped<AccountSignIn>();
        services.AddScoped<SignInService>();
        services.AddScoped<InvitationService>();
        services.AddScoped<ProfileService>();
        services.AddScoped<PasskeyService>();
        services.Configure<IdentityPasskeyOptions>(options =>
        {
            // The device verifies the person and stores the account, so a passkey replaces both user name and password.
            options.UserVerificationRequirement = "required";
            options.ResidentKeyRequirement = "required";
        });
        services.AddIdentityCore<Account>(options =>
        {
            options.Lockout.AllowedForNewUsers = true;
            options.Lockout.MaxFailedAccessAttempts = 5;
            options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
            options.Tokens.PasswordResetTokenProvider = InvitationTokens.Name;
        }).AddSignInManager<AccountSignIn>().AddDefaultTokenProviders()
            .AddTokenProvider<TotpProvider>(TokenOptions.DefaultAuthenticatorProvider)
            .AddTokenProvider<InvitationTokens>(InvitationTokens.Name);

        // The framework logs the address of each request, which may hold the token of an invitation: that line is off at every log level.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning));
        return services;
    }
}
