using System.Security.Claims;
using AmiBlazor.Auth.Authorization;
using Microsoft.AspNetCore.Components.Authorization;

namespace AmiBlazor.Tests.Components;

/// <summary>Who sits in front of the page.</summary>
internal sealed class Person(string name, string role) : AuthenticationStateProvider
{
    private ClaimsPrincipal _user = User(name, role);

    public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(_user));

    /// <summary>Gives the person another role, as an administrator would while the page is open; null signs the person out.</summary>
    public void Become(string? role) => Be(role is null ? new ClaimsPrincipal(new ClaimsIdentity()) : User(_user.Identity?.Name ?? name, role));

    /// <summary>Puts somebody else there.</summary>
    public void Be(ClaimsPrincipal user)
    {
        _user = user;
        NotifyAuthenticationStateChanged(GetAuthenticationStateAsync());
    }

    // By the scheme whose role stands in its claims, and not in a database that these pages do not have.
    private static ClaimsPrincipal User(string name, string role) =>
        new(new ClaimsIdentity([new Claim(ClaimTypes.Name, name), new Claim(ClaimTypes.Role, role)], AuthSchemes.ApiKey));
}
