using System.Globalization;
using System.Security.Claims;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Data.Rows;
using Microsoft.AspNetCore.Authentication;

namespace AmiBlazor.Auth.SignIn;

/// <summary>
/// Recognises the devices from which an account was signed in to before, by a cookie that outlives the session. Their failed attempts are counted for
/// themselves, so that a stranger who locks a name does not lock out its owner. The cookie opens nothing.
/// </summary>
internal static class KnownDevices
{
    /// <summary>The device of a request, as it was signed in to this account with the credentials that the account has now; empty if it was not.</summary>
    /// <param name="context">The request.</param>
    /// <param name="account">The account; null if there is none of the name that was typed.</param>
    public static async Task<string> FindAsync(HttpContext context, Account? account)
    {
        // Read in any case: the time does not tell whether there is such an account.
        var ticket = await context.AuthenticateAsync(AuthSchemes.Device);
        var device = ticket.Principal?.FindFirstValue(AuthClaims.Device);
        return account is not null && device is not null
            && string.Equals(ticket.Principal!.FindFirstValue(AuthClaims.Account), IdOf(account), StringComparison.Ordinal)
            && string.Equals(ticket.Principal!.FindFirstValue(AuthClaims.Stamp), account.SecurityStamp, StringComparison.Ordinal)
            ? device : "";
    }

    /// <summary>Lets the browser that has just signed in be recognised.</summary>
    public static async Task RememberAsync(HttpContext context, Account account)
    {
        var device = await FindAsync(context, account) is { Length: > 0 } known ? known : Guid.NewGuid().ToString("N");
        var identity = new ClaimsIdentity(
            [new(AuthClaims.Account, IdOf(account)), new(AuthClaims.Stamp, account.SecurityStamp ?? ""), new(AuthClaims.Device, device)], AuthSchemes.Device);
        var properties = new AuthenticationProperties { IsPersistent = true };
        await context.SignInAsync(AuthSchemes.Device, new ClaimsPrincipal(identity), properties);
    }

    private static string IdOf(Account account) => account.Id.ToString(CultureInfo.InvariantCulture);
}
