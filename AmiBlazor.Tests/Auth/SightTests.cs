using System.Security.Claims;
using AmiBlazor.Auth;

namespace AmiBlazor.Tests.Auth;

/// <summary>Who sees what.</summary>
public sealed class SightTests
{
    [Theory]
    [InlineData(Roles.Viewer)]
    [InlineData(Roles.Supervisor)]
    public void An_account_without_limits_sees_all(string role)
    {
        var sight = Of(role, servers: null, departments: null);

        Assert.Same(Sight.All, sight);
        Assert.True(sight.Sees("main", null));
    }

    [Fact]
    public void An_account_sees_its_PBXs_and_departments_and_nothing_else()
    {
        var sight = Of(Roles.Viewer, ["a", "b"], ["Sales"]);

        Assert.True(sight.Sees("a") && sight.Sees("b") && sight.Sees("a", "Sales"));
        Assert.False(sight.Sees("c") || sight.Sees("A") || sight.Sees("c", "Sales"));
        Assert.False(sight.Sees("a", "sales") || sight.Sees("a", "Sales ") || sight.Sees("a", "") || sight.Sees("a", null));
        Assert.False(sight.IsAll || sight.SeesAllDepartments);
    }

    [Fact]
    public void A_limit_of_one_kind_leaves_the_other_open()
    {
        var (pbx, department) = (Of(Roles.Supervisor, ["a"], departments: null), Of(Roles.Supervisor, servers: null, ["Sales"]));

        Assert.True(pbx.Sees("a", null) && pbx.Sees("a", "Support") && pbx.SeesAllDepartments);
        Assert.False(pbx.Sees("b", "Support"));
        Assert.True(department.Sees("b") && department.Sees("b", "Sales"));
        Assert.False(department.Sees("b", "Support"));
    }

    [Fact]
    public void A_limit_without_names_leaves_nothing()
    {
        Assert.False(Of(Roles.Viewer, [], departments: null).Sees("a"));
        Assert.False(Of(Roles.Viewer, servers: null, []).Sees("a", "Sales"));
    }

    [Fact]
    public void An_administrator_sees_all_whatever_is_stored() => Assert.Same(Sight.All, Of(Roles.Administrator, ["a"], []));

    [Theory]
    [InlineData(Roles.Viewer)]
    [InlineData(Roles.Supervisor)]
    [InlineData(Roles.Administrator)]
    public void A_key_sees_all(string role) => Assert.Same(Sight.All, Sight.Of(User(AuthSchemes.ApiKey, new Claim(ClaimTypes.Role, role))));

    [Fact]
    public void A_name_alone_is_a_limit() => Assert.False(Sight.Of(User(AuthSchemes.Cookie, new Claim(AuthClaims.Server, "a"))).Sees("b"));

    [Fact]
    public void Who_is_not_known_sees_nothing()
    {
        ClaimsPrincipal?[] strangers =
        [
            null, new(), new(new ClaimsIdentity()), User("Basic", new Claim(ClaimTypes.Role, Roles.Administrator)), User("Identity.TwoFactorUserId"),
            new(new ClaimsIdentity([new Claim(ClaimTypes.Role, Roles.Administrator)])),
        ];

        Assert.All(strangers, stranger => Assert.False(Sight.Of(stranger).Sees("a") || Sight.Of(stranger).Sees("a", "Sales") || Sight.Of(stranger).IsAll));
    }

    private static Sight Of(string role, string[]? servers, string[]? departments) =>
        Sight.Of(new KnownAccount(1, "vera", role, "stamp", IsDisabled: false, servers, departments).Principal(address: null));

    private static ClaimsPrincipal User(string scheme, params Claim[] claims) => new(new ClaimsIdentity(claims, scheme));
}
