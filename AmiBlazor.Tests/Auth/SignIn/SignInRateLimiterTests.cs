using System.Net;
using AmiBlazor.Tests.Browser;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Auth.SignIn;

public sealed class SignInRateLimiterTests
{
    private const string Throttled = "Too many attempts from this IP address. Wait a minute, then try again.";

    [Fact]
    public async Task Past_the_limit_of_attempts_an_address_has_to_wait_for_any_account_and_others_do_not()
    {
        await using var app = await AmiBlazorApp.StartAsync(("Limits:SignInTriesPerMinute", "3"));
        var browser = new FormBrowser(app, "10.2.0.1");

        for (var tried = 0; tried < 3; tried++)
            Assert.Equal(HttpStatusCode.OK, (await browser.SignInAsync($"name{tried}", "a wrong password")).Status);
        var fourth = await browser.SignInAsync(AmiBlazorApp.Administrator);
        var fifth = await browser.SignInAsync("name3", "a wrong password");
        var other = await new FormBrowser(app, "10.2.0.2").SignInAsync(AmiBlazorApp.Administrator);

        Assert.Equal((HttpStatusCode.TooManyRequests, Throttled), (fourth.Status, fourth.Problem));
        Assert.Equal(HttpStatusCode.TooManyRequests, fifth.Status);
        Assert.Equal(HttpStatusCode.Redirect, other.Status);
        Assert.Equal(
            ["sign-in refused Too many attempts from this IP address."],
            (await app.AuditOfAsync(AmiBlazorApp.Administrator)).Where(entry => entry.Contains("refused", StringComparison.Ordinal)));
        Assert.Empty(await app.AuditOfAsync("name3"));
    }

    [Theory]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", HttpStatusCode.TooManyRequests)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", HttpStatusCode.OK)]
    [InlineData("::ffff:10.2.0.3", "10.2.0.3", HttpStatusCode.TooManyRequests)]
    public async Task All_addresses_of_a_subscriber_count_as_one(string first, string second, HttpStatusCode expected)
    {
        await using var app = await AmiBlazorApp.StartAsync(("Limits:SignInTriesPerMinute", "1"));
        await new FormBrowser(app, first).SignInAsync("bob", "a wrong password");

        Assert.Equal(expected, (await new FormBrowser(app, second).SignInAsync("eve", "a wrong password")).Status);
    }

    [Fact]
    public async Task Guessing_the_old_password_in_an_open_session_is_rate_limited_too()
    {
        await using var app = await AmiBlazorApp.StartAsync(("Limits:SignInTriesPerMinute", "2"));
        var browser = new FormBrowser(app, "10.2.0.4");
        await browser.SignInAsync(AmiBlazorApp.Administrator);

        var second = await ChangeAsync();
        var third = await ChangeAsync();

        Assert.Equal("The password is wrong.", second.Problem);
        Assert.Equal(Throttled, third.Problem);

        Task<FormAnswer> ChangeAsync() => browser.FillAsync(
            "/account", "change-password", ("Change.Password", "a wrong password"),
            ("Change.Wanted", "something entirely new"), ("Change.Again", "something entirely new"));
    }
}
