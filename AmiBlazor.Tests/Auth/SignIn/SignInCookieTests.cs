using AmiBlazor.Components.Layout;
using AmiBlazor.Tests.Browser;
using AmiBlazor.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace AmiBlazor.Tests.Auth.SignIn;

public sealed class SignInCookieTests
{
    [Theory]
    [InlineData(false, "AmiBlazor=")]
    [InlineData(true, "__Host-AmiBlazor=")]
    public async Task The_cookie_is_bound_to_its_host_and_hidden_from_scripts(bool https, string start)
    {
        await using var app = await AmiBlazorApp.StartAsync(
            services =>
            {
                if (https) services.AddSingleton<IStartupFilter, Https>();
            });
        var browser = new FormBrowser(app, scheme: https ? "https" : "http");

        var cookie = Assert.Single(
            (await browser.SignInAsync(AmiBlazorApp.Administrator)).SetCookies, cookie => cookie.StartsWith(start, StringComparison.Ordinal));

        var attributes = cookie.Split("; ")[1..];
        Assert.Contains("httponly", attributes, StringComparer.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", attributes, StringComparer.OrdinalIgnoreCase);
        Assert.Contains("path=/", attributes, StringComparer.OrdinalIgnoreCase);
        Assert.Equal(https, attributes.Contains("secure", StringComparer.OrdinalIgnoreCase));
        Assert.DoesNotContain(
            attributes,
            attribute => attribute.StartsWith("domain", StringComparison.OrdinalIgnoreCase)
                || attribute.StartsWith("expires", StringComparison.OrdinalIgnoreCase));
        Assert.True(await browser.IsInAsync());
    }

    [Fact]
    public async Task With_remember_me_the_cookie_outlives_the_browser()
    {
        await using var app = await AmiBlazorApp.StartAsync();

        var answer = await new FormBrowser(app).FillAsync(
            "/sign-in", "sign-in", ("Form.UserName", AmiBlazorApp.Administrator), ("Form.Password", AmiBlazorApp.Password), ("Form.RememberMe", "true"));

        Assert.Contains(
            "expires=",
            Assert.Single(answer.SetCookies, cookie => cookie.StartsWith("AmiBlazor=", StringComparison.Ordinal)),
            StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_pending_sign_in_has_a_stricter_cookie_and_opens_nothing()
    {
        await using var app = await AmiBlazorApp.StartAsync();
        var browser = new FormBrowser(app);
        await browser.SignInAsync(AmiBlazorApp.Administrator);
        await browser.TurnSecondFactorOnAsync(TimeProvider.System);
        browser.Cookies.Clear();

        var half = await browser.SignInAsync(AmiBlazorApp.Administrator);

        var cookie = Assert.Single(half.SetCookies, cookie => cookie.StartsWith("AmiBlazor.SecondFactor=", StringComparison.Ordinal));
        Assert.Contains("samesite=strict; httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(half.SetCookies, other => other.StartsWith("AmiBlazor=", StringComparison.Ordinal));
        Assert.False(await browser.IsInAsync());
    }

    // As behind a proxy that ends TLS.
    private sealed class Https : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, following) =>
            {
                context.Request.Scheme = "https";
                return following(context);
            });
            next(app);
        };
    }
}
