using System.Globalization;
using System.Security.Cryptography;
using AmiBlazor.Data;
using AmiBlazor.Data.Rows;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Auth.Accounts;

/// <summary>
/// Identity's store. It keeps second factors so that a reader of the database cannot use them: the key is encrypted for its account, the recovery codes
/// are hashed. What is set is saved when the account is updated, as everywhere in Identity.
/// </summary>
internal sealed partial class AccountStore(
    AmiBlazorDbContext context, IDataProtectionProvider protection, IOptions<PasswordHasherOptions> hashing, ILogger<AccountStore> logger)
    : UserOnlyStore<Account, AmiBlazorDbContext, int>(context)
{
    private const string Provider = "AmiBlazor";
    private const string KeyName = "AuthenticatorKey";
    private const string CodesName = "RecoveryCodes";
    private const string StepName = "LastStep";
    private const string LinkName = "Link";

    public override Task SetAuthenticatorKeyAsync(Account user, string key, CancellationToken cancellationToken) =>
        SetTokenAsync(user, Provider, KeyName, ProtectorOf(user).Protect(key), cancellationToken);

    /// <summary>The key in base 32; null if there is none or it can no longer be decrypted.</summary>
    public override async Task<string?> GetAuthenticatorKeyAsync(Account user, CancellationToken cancellationToken)
    {
        if (await GetTokenAsync(user, Provider, KeyName, cancellationToken) is not { } kept) return null;
        try
        {
            return ProtectorOf(user).Unprotect(kept);
        }
        catch (CryptographicException failure)
        {
            // Sign-in still asks for the second factor; a recovery code will do.
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

    /// <summary>The time step of the last code that was used; 0 if there is none. Codes of this and earlier steps are refused.</summary>
    public async Task<long> GetLastStepAsync(Account user, CancellationToken cancellationToken) =>
        await GetTokenAsync(user, Provider, StepName, cancellationToken) is { } kept ? long.Parse(kept, CultureInfo.InvariantCulture) : 0;

    public Task SetLastStepAsync(Account user, long step, CancellationToken cancellationToken) =>
        SetTokenAsync(user, Provider, StepName, step.ToString(CultureInfo.InvariantCulture), cancellationToken);

    /// <summary>Stores which one-time link is the newest: a hash of its token. Null if no link was made since the account has this password.</summary>
    public Task SetLinkAsync(Account user, string hash, CancellationToken cancellationToken) =>
        SetTokenAsync(user, Provider, LinkName, hash, cancellationToken);

    /// <summary>What <see cref="SetLinkAsync"/> stored.</summary>
    public Task<string?> GetLinkAsync(Account user, CancellationToken cancellationToken) => GetTokenAsync(user, Provider, LinkName, cancellationToken);

    /// <summary>A new stamp ends all sessions of the account, at once: should the account then not be saved, its owner signs in again.</summary>
    public override async Task SetSecurityStampAsync(Account user, string stamp, CancellationToken cancellationToken = default)
    {
        await base.SetSecurityStampAsync(user, stamp, cancellationToken);
        if (user.Id != 0)
            await Context.Sessions.Where(session => session.AccountId == user.Id).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Removes the second factor with its recovery codes.</summary>
    public async Task RemoveSecondFactorAsync(Account user, CancellationToken cancellationToken)
    {
        user.TwoFactorEnabled = false;
        foreach (var name in new[] { KeyName, CodesName, StepName })
            await RemoveTokenAsync(user, Provider, name, cancellationToken);
    }

    private async Task<RecoveryCodes?> CodesAsync(Account user, CancellationToken cancellationToken) =>
        await GetTokenAsync(user, Provider, CodesName, cancellationToken) is { } kept ? RecoveryCodes.Parse(kept) : null;

    // One protector per account: a row that is copied to another account cannot be decrypted there.
    private IDataProtector ProtectorOf(Account user) =>
        protection.CreateProtector("AmiBlazor.AuthenticatorKey", user.Id.ToString(CultureInfo.InvariantCulture));

    private static partial class Log
    {
        [LoggerMessage(
            5100,
            LogLevel.Error,
            "The two-factor authentication of the account “{UserName}” cannot be read: the keys that protect it (Auth:KeyFolder) are not those it was saved with. "
            + "Sign in with a recovery code, or let an administrator remove two-factor authentication.",
            EventName = "SecondFactorNotRead")]
        public static partial void KeyNotRead(ILogger logger, string userName, Exception failure);
    }
}
