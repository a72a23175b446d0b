using System.Security.Claims;
using AmiBlazor.Data.Rows;
using Microsoft.AspNetCore.Identity;

namespace AmiBlazor.Auth.Accounts;

/// <summary>What Identity puts into the cookie. Of it, only the account and its stamp count: every request looks up the rest.</summary>
internal sealed class AccountPrincipalFactory : IUserClaimsPrincipalFactory<Account>
{
    public Task<ClaimsPrincipal> CreateAsync(Account user) => Task.FromResult(CachedAccount.Of(user).Principal(address: null));
}
