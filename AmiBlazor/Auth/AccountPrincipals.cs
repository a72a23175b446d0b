using System.Security.Claims;
using AmiBlazor.Data;
using Microsoft.AspNetCore.Identity;

namespace AmiBlazor.Auth;

/// <summary>What Identity puts into the cookie: who it is and by which stamp. All else is looked up at each request.</summary>
internal sealed class AccountPrincipals : IUserClaimsPrincipalFactory<Account>
{
    public Task<ClaimsPrincipal> CreateAsync(Account user) => Task.FromResult(KnownAccount.Of(user).Principal(address: null));
}
