using System.Globalization;
using System.Security.Cryptography;
using AmiBlazor.Data;
using AmiBlazor.Data.Rows;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Auth.Accounts;

/// <summary>
/// Identity's store, which keeps second factors so that who reads the database cannot use them: the key encrypted for its account, the recovery codes as
/// hashes. As everywhere in it, what is set is saved when the account is updated.
/// </summary>
internal sealed partial class AccountStore(
    AmiBlazorDbContext context, IDataProtectionProvider protection, IOptions<PasswordHasherOptions> hashing, ILogger<AccountStore> logger)
    : UserOnlyStore<Account, AmiBlazorDbContext, int>(context)
{
    private const string Provider = "AmiBlazor";
    private const string KeyName = "AuthenticatorKey";
    private const string CodesName = "RecoveryCodes";
    private const string StepName = "LastStep";

    public override Task SetAuthenticatorKeyAsync(Account user, string key, CancellationToken cancellationToken) =>
        SetTokenAsync(user, Provider, KeyName, ProtectorOf(user).Protect(key), cancellationToken);

    /// <summary>The key in base 32; null where there is none, or none that can be read any more.</summary>
    public override async Task<string?> GetAuthenticatorKeyAsync(Account user, CancellationToken cancellationToken)
    {
        if (await GetTokenAsync(user, Provider, KeyName, cancellationToken) is not { } kept) return null;
        try
        {
            return ProtectorOf(user).Unprotect(kept);
        }
        catch (CryptographicException failure)
        {
            // The account still asks for its second factor; a recovery code opens it.
            Log.KeyNotRead(logger, user.UserName!, failure);
            return null;
        }
    }

    public override Task ReplaceCodesAsync(Account user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) =>
        SetTokenAsync(user, Provider, CodesName, RecoveryCodes.Of(recoveryCodes, hashing.Value.IterationCount).ToString(), cancellationToken);

    public override async Task<bool> RedeemCodeAsync(Account user, string code, CancellationToken cancellationToken)
    {
        if ((await CodesAsync(user, cancellationToken))?.Without(code) is not { } left) return false;
        await SetTokenAsync(user, Provider, CodesName, left.ToString(), cancellationToken);
        return true;
    }

    public override async Task<int> CountCodesAsync(Account user, CancellationToken cancellationToken) =>
        (await CodesAsync(user, cancellationToken))?.Hashes.Count ?? 0;

    /// <summary>The step of the last code that was used: neither it nor an older one is taken again. 0 where there is none.</summary>
    public async Task<long> GetLastStepAsync(Account user, CancellationToken cancellationToken) =>
        await GetTokenAsync(user, Provider, StepName, cancellationToken) is { } kept ? long.Parse(kept, CultureInfo.InvariantCulture) : 0;

    public Task SetLastStepAsync(Account user, long step, CancellationToken cancellationToken) =>
        SetTokenAsync(user, Provider, StepName, step.ToString(CultureInfo.InvariantCulture), cancellationToken);

    /// <summary>Takes the second factor away, whole.</summary>
    public async Task RemoveSecondFactorAsync(Account user, CancellationToken cancellationToken)
    {
        user.TwoFactorEnabled = false;
        foreach (var name in new[] { KeyName, CodesName, StepName }) await RemoveTokenAsync(user, Provider, name, cancellationToken);
    }

    private async Task<RecoveryCodes?> CodesAsync(Account user, CancellationToken cancellationToken) =>
        await GetTokenAsync(user, Provider, CodesName, cancellationToken) is { } kept ? RecoveryCodes.Parse(kept) : null;

    // For this account alone: a row that somebody copies to another account opens nothing there.
    private IDataProtector ProtectorOf(Account user) =>
        protection.CreateProtector("AmiBlazor.AuthenticatorKey", user.Id.ToString(CultureInfo.InvariantCulture));

    private static partial class Log
    {
        [LoggerMessage(
            5100,
            LogLevel.Error,
            "The second factor of the account “{UserName}” cannot be read: the keys that protect it (Auth:KeyFolder) are not those it was stored with. "
            + "A recovery code opens the account, or an administrator takes its second factor away.",
            EventName = "SecondFactorNotRead")]
        public static partial void KeyNotRead(ILogger logger, string userName, Exception failure);
    }
}
