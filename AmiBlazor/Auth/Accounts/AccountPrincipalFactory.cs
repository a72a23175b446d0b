using System.Security.Claims;
using AmiBlazor.Data.Rows;
using Microsoft.AspNetCore.Identity;

namespace AmiBlazor.Auth.Accounts;

/// <summary>What Identity puts into the cookie: who it is and by which stamp. All else is looked up at each request.</summary>
internal sealed class AccountPrincipalFactory : IUserClaimsPrincipalFactory<Account>
{
    public Task<ClaimsPrincipal> CreateAsync(Account user) => Task.FromResult(CachedAccount.Of(user).Principal(address: null));
}
