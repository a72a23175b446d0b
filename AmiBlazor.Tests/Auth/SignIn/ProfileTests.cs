using System.Net;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Components;
using AmiBlazor.Demo;
using AmiBlazor.Tests.Browser;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Auth.SignIn;

public sealed class ProfileTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private const string New = "something entirely new";

    private AmiBlazorApp App => shared.App;

    [Fact]
    public async Task The_account_page_shows_name_role_and_scope()
    {
        await App.AccountAsync("olga", Roles.Supervisor, servers: ["berlin", "wien"], departments: []);
        var browser = new FormBrowser(App, "10.3.0.1");
        await browser.SignInAsync("olga");

        var page = await browser.OpenAsync("/account");

        Assert.Contains("User name olga Role Supervisor", page.Text, StringComparison.Ordinal);
        Assert.Contains("Visible PBXs berlin, wien Visible departments – Last sign-in", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_password_ends_every_other_session_and_keeps_this_one()
    {
        await App.AccountAsync("nina", Roles.Viewer);
        var (here, there) = (new FormBrowser(App, "10.3.0.2"), new FormBrowser(App, "10.3.0.3"));
        await here.SignInAsync("nina");
        await there.SignInAsync("nina");

        var answer = await ChangeAsync(here, AmiBlazorApp.Password, New);

        Assert.Equal("/account?done=password", new Uri(App.Address, answer.Goes).PathAndQuery);
        Assert.Contains("Your password has been changed.", (await here.OpenAsync("/account?done=password")).Text, StringComparison.Ordinal);
        Assert.False(await there.IsInAsync());
        Assert.NotNull((await there.SignInAsync("nina")).Problem);
        Assert.Null((await there.SignInAsync("nina", New)).Problem);
        Assert.Contains("password-change done", await App.AuditOfAsync("nina"));
    }

    [Theory]
    [InlineData(
        AmiBlazorApp.Password, "password1234", "password1234",
        "This password, or a very similar one, is on the lists that attackers try. A phrase of several words works well.")]
    [InlineData(AmiBlazorApp.Password, "short", "short", "The password has 5 characters; at least 12 are required. A phrase of several words works well.")]
    [InlineData(AmiBlazorApp.Password, AmiBlazorApp.Password, AmiBlazorApp.Password, "This is your current password. Enter a different one.")]
    [InlineData(AmiBlazorApp.Password, New, "something else", "The new passwords do not match.")]
    [InlineData("a wrong password", New, New, "The password is wrong.")]
    public async Task An_invalid_new_password_is_refused_with_a_sentence(string password, string wanted, string again, string problem)
    {
        await App.AccountAsync("karl", Roles.Viewer);
        var browser = new FormBrowser(App, "10.3.0.4");
        await browser.SignInAsync("karl");

        var answer = await browser.FillAsync("/account", "change-password", ("Change.Password", password), ("Change.Wanted", wanted), ("Change.Again", again));

        Assert.Equal(problem, answer.Problem);
        Assert.Null((await new FormBrowser(App, "10.3.0.4").SignInAsync("karl")).Problem);
    }

    [Fact]
    public async Task Guessing_the_old_password_locks_the_account()
    {
        await App.AccountAsync("gerd", Roles.Viewer);
        var browser = new FormBrowser(App, "10.3.0.5");
        await browser.SignInAsync("gerd");

        List<string?> problems = [];
        for (var wrong = 0; wrong < 5; wrong++)
            problems.Add((await ChangeAsync(browser, "a wrong password", New)).Problem);
        var right = await ChangeAsync(browser, AmiBlazorApp.Password, New);

        Assert.Equal([.. Enumerable.Repeat("The password is wrong.", 4), "Too many failed attempts. Try again in 15 minutes."], problems);
        Assert.StartsWith("Too many failed attempts.", right.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_this_session_too()
    {
        await App.AccountAsync("emil", Roles.Viewer);
        var (here, there) = (new FormBrowser(App, "10.3.0.6"), new FormBrowser(App, "10.3.0.7"));
        await here.SignInAsync("emil");
        await there.SignInAsync("emil");
        var kept = here.Cookies["AmiBlazor"];

        var answer = await here.FillAsync("/account", "everywhere");

        Assert.Contains("You are signed out everywhere.", (await here.OpenAsync(answer.Goes!)).Text, StringComparison.Ordinal);
        Assert.False(await here.IsInAsync());
        Assert.False(await there.IsInAsync());
        here.Cookies["AmiBlazor"] = kept;
        Assert.False(await here.IsInAsync());
        Assert.Contains("sign-out done On all devices.", await App.AuditOfAsync("emil"));
    }

    [Theory]
    [InlineData("/account")]
    [InlineData("/account/second-factor")]
    public async Task A_key_has_no_account_page_and_an_anonymous_user_has_to_sign_in(string path)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var key = await App.Client(AmiBlazorApp.AdministratorKey).GetAsync(path, cancellation);

        var stranger = await new FormBrowser(App).OpenAsync(path);

        Assert.Equal(HttpStatusCode.Forbidden, key.StatusCode);
        Assert.Equal("/sign-in?back=" + Uri.EscapeDataString(path), new Uri(App.Address, stranger.Goes).PathAndQuery);
    }

    [Fact]
    public async Task A_foreign_page_cannot_send_the_forms()
    {
        await App.AccountAsync("vera", Roles.Viewer);
        var browser = new FormBrowser(App, "10.3.0.8");
        await browser.SignInAsync("vera");
        var page = await browser.OpenAsync("/account");
        page.Document.QuerySelector("form:has(input[value=everywhere]) input[name=__RequestVerificationToken]")!.SetAttribute("value", "");

        var answer = await browser.FillAsync(page, "/account", "everywhere");

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.True(await browser.IsInAsync());
    }

    private static Task<FormAnswer> ChangeAsync(FormBrowser browser, string password, string wanted) =>
        browser.FillAsync("/account", "change-password", ("Change.Password", password), ("Change.Wanted", wanted), ("Change.Again", wanted));
}
