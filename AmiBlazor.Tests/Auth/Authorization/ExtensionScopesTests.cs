using System.Security.Claims;
using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Board;
using AmiBlazor.Tests.Components;

namespace AmiBlazor.Tests.Auth.Authorization;

/// <summary>The scope that the claims of a user make.</summary>
public sealed class ExtensionScopesTests
{
    [Theory]
    [InlineData(Roles.Viewer)]
    [InlineData(Roles.Supervisor)]
    public void An_account_without_limits_has_the_whole_scope(string role)
    {
        var scope = Of(role, servers: null, departments: null);

        Assert.Same(ExtensionScope.All, scope);
        Assert.True(scope.Includes("main", null));
    }

    [Fact]
    public void An_account_sees_only_its_PBXs_and_departments()
    {
        var scope = Of(Roles.Viewer, ["a", "b"], ["Sales"]);

        Assert.True(scope.Includes("a") && scope.Includes("b") && scope.Includes("a", "Sales"));
        Assert.False(scope.Includes("c") || scope.Includes("A") || scope.Includes("c", "Sales"));
        Assert.False(scope.Includes("a", "sales") || scope.Includes("a", "Sales ") || scope.Includes("a", "") || scope.Includes("a", null));
        Assert.False(scope.IsAll || scope.IncludesAllDepartments);
    }

    [Fact]
    public void A_limit_of_one_kind_leaves_the_other_open()
    {
        var (pbx, department) = (Of(Roles.Supervisor, ["a"], departments: null), Of(Roles.Supervisor, servers: null, ["Sales"]));

        Assert.True(pbx.Includes("a", null) && pbx.Includes("a", "Support") && pbx.IncludesAllDepartments);
        Assert.False(pbx.Includes("b", "Support"));
        Assert.True(department.Includes("b") && department.Includes("b", "Sales"));
        Assert.False(department.Includes("b", "Support"));
    }

    [Fact]
    public void A_limit_without_names_leaves_an_empty_scope()
    {
        Assert.False(Of(Roles.Viewer, [], departments: null).Includes("a"));
        Assert.False(Of(Roles.Viewer, servers: null, []).Includes("a", "Sales"));
    }

    [Fact]
    public void An_administrator_sees_all_whatever_is_stored() => Assert.Same(ExtensionScope.All, Of(Roles.Administrator, ["a"], []));

    [Theory]
    [InlineData(Roles.Viewer)]
    [InlineData(Roles.Supervisor)]
    [InlineData(Roles.Administrator)]
    public void A_key_sees_all(string role) => Assert.Same(ExtensionScope.All, ExtensionScopes.Of(User(AuthSchemes.ApiKey, new Claim(ClaimTypes.Role, role))));

    [Fact]
    public void A_name_alone_is_a_limit() => Assert.False(ExtensionScopes.Of(User(AuthSchemes.Cookie, new Claim(AuthClaims.Server, "a"))).Includes("b"));

    [Fact]
    public void An_anonymous_user_sees_nothing()
    {
        ClaimsPrincipal?[] anonymous =
        [
            null, new(), new(new ClaimsIdentity()), User("Basic", new Claim(ClaimTypes.Role, Roles.Administrator)), User("Identity.TwoFactorUserId"),
            new(new ClaimsIdentity([new Claim(ClaimTypes.Role, Roles.Administrator)])),
        ];

        Assert.All(anonymous.Select(ExtensionScopes.Of), scope => Assert.False(scope.Includes("a") || scope.Includes("a", "Sales") || scope.IsAll));
    }

    private static ExtensionScope Of(string role, string[]? servers, string[]? departments) =>
        ExtensionScopes.Of(new CachedAccount(1, "vera", role, "stamp", IsDisabled: false, servers, departments).Principal(address: null));

    private static ClaimsPrincipal User(string scheme, params Claim[] claims) => new(new ClaimsIdentity(claims, scheme));
}
