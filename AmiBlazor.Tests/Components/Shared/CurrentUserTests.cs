using System.Security.Claims;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Components.Shared;
using Microsoft.AspNetCore.Authorization;

namespace AmiBlazor.Tests.Components.Shared;

public sealed class CurrentUserTests
{
    private readonly Person _person = new("anna", Roles.Supervisor);
    private readonly CountingAuthorization _authorization = new();
    private readonly CurrentUser _user;

    public CurrentUserTests() => _user = new CurrentUser(_person, _authorization);

    [Fact]
    public async Task What_is_shown_is_authorized_once_for_each_policy()
    {
        Assert.True(await _user.MaySeeAsync(Policies.Refresh));
        Assert.True(await _user.MaySeeAsync(Policies.Refresh));
        Assert.False(await _user.MaySeeAsync(Policies.Administer));
        Assert.False(await _user.MaySeeAsync(Policies.Administer));

        Assert.Equal([Policies.Refresh, Policies.Administer], _authorization.Asked);
    }

    [Fact]
    public async Task What_is_shown_is_authorized_again_for_another_user()
    {
        Assert.True(await _user.MaySeeAsync(Policies.Refresh));
        _person.Become(Roles.Viewer);

        Assert.False(await _user.MaySeeAsync(Policies.Refresh));
        Assert.Equal([Policies.Refresh, Policies.Refresh], _authorization.Asked);
    }

    [Fact]
    public async Task What_is_done_is_authorized_each_time()
    {
        Assert.True(await _user.MaySeeAsync(Policies.Edit));
        _authorization.IsClosed = true;

        Assert.False(await _user.MayAsync(Policies.Edit));
        Assert.True(await _user.MaySeeAsync(Policies.Edit));
    }

    [Fact]
    public async Task A_role_includes_those_below_it_and_nobody_has_one_who_is_not_signed_in()
    {
        Assert.True(await _user.HasRoleAsync(Roles.Viewer));
        Assert.True(await _user.HasRoleAsync(Roles.Supervisor));
        Assert.False(await _user.HasRoleAsync(Roles.Administrator));

        _person.Become(null);

        Assert.False(await _user.HasRoleAsync(Roles.Viewer));
        Assert.Empty(_authorization.Asked);
    }

    /// <summary>Lets supervisors do everything but administer, until it is closed, and remembers the policies asked for.</summary>
    private sealed class CountingAuthorization : IAuthorizationService
    {
        public List<string> Asked { get; } = [];

        public bool IsClosed { get; set; }

        public Task<AuthorizationResult> AuthorizeAsync(ClaimsPrincipal user, object? resource, string policyName)
        {
            Asked.Add(policyName);
            var may = !IsClosed && user.IsInRole(Roles.Supervisor) && policyName != Policies.Administer;
            return Task.FromResult(may ? AuthorizationResult.Success() : AuthorizationResult.Failed());
        }

        public Task<AuthorizationResult> AuthorizeAsync(ClaimsPrincipal user, object? resource, IEnumerable<IAuthorizationRequirement> requirements) =>
            throw new NotSupportedException("Components ask by policy.");
    }
}
