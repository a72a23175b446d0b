using AmiBlazor.Auth.Cookies;
using AmiBlazor.Demo;
using Microsoft.AspNetCore.Http;

namespace AmiBlazor.Tests.Auth.Cookies;

public sealed class BrowserCookieManagerTests
{
    private static readonly BrowserCookieManager Manager = new();

    [Theory]
    [InlineData("https", "__Host-AmiBlazor=value")]
    [InlineData("http", "AmiBlazor=value")]
    public void Over_https_the_cookie_is_bound_to_its_host(string scheme, string expected)
    {
        var context = new DefaultHttpContext { Request = { Scheme = scheme } };

        Manager.AppendResponseCookie(context, "AmiBlazor", "value", new CookieOptions());

        Assert.StartsWith(expected, context.Response.Headers.SetCookie.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Over_https_a_cookie_without_the_prefix_is_ignored()
    {
        var context = new DefaultHttpContext { Request = { Scheme = "https" } };
        context.Request.Headers.Cookie = "AmiBlazor=planted";

        Assert.Null(Manager.GetRequestCookie(context, "AmiBlazor"));
    }

    [Theory]
    [InlineData("https", "__Host-AmiBlazor=")]
    [InlineData("http", "AmiBlazor=")]
    public void Signing_out_removes_the_cookie_by_the_name_it_has(string scheme, string expected)
    {
        var context = new DefaultHttpContext { Request = { Scheme = scheme } };

        Manager.DeleteCookie(context, "AmiBlazor", new CookieOptions());

        Assert.StartsWith(expected, context.Response.Headers.SetCookie.ToString(), StringComparison.Ordinal);
    }
}
