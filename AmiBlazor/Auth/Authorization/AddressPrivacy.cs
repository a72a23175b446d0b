using System.Security.Claims;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Auth.Authorization;

/// <summary>Who sees the addresses of phones: they tell where somebody works, and are of use to an attacker.</summary>
internal sealed class AddressPrivacy(IOptions<AddressPrivacyOptions> options)
{
    /// <summary>Whether a person or a key sees them; nobody does who is not signed in.</summary>
    public bool ShowsAddresses(ClaimsPrincipal? user) => user is { Identity.IsAuthenticated: true }
        && (options.Value.AddressesForViewers || Roles.AtOrAbove(Roles.Supervisor).Any(role => user.HasClaim(ClaimTypes.Role, role)));
}
