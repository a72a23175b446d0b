using System.Net;
using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Components;
using AmiBlazor.Data.Rows;
using AmiBlazor.Demo;
using AmiBlazor.Tests.Browser;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace AmiBlazor.Tests.Auth.SignIn;

/// <summary>Each test has an account and an address of its own, so that the rate limit of one does not affect another.</summary>
public sealed class SignInTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private const string Wrong = "User name or password is wrong.";
    private const string Locked = "Too many failed attempts. Try again in 15 minutes.";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private AmiBlazorApp App => shared.App;

    [Theory]
    [InlineData("", "/")]
    [InlineData("?back=%2Fruns%3Fpage%3D2", "/runs?page=2")]
    [InlineData("?back=%2F%2Fevil.example", "/")]
    [InlineData("?back=https%3A%2F%2Fevil.example", "/")]
    [InlineData("?back=%2F%5Cevil.example", "/")]
    [InlineData("?back=%2F%09%2Fevil.example", "/")]
    [InlineData("?back=javascript%3Aalert(1)", "/")]
    public async Task The_right_password_signs_in_and_leads_to_a_local_page(string query, string goes)
    {
        await App.AccountAsync("walter", Roles.Viewer);
        var browser = new FormBrowser(App, "10.1.0.1");

        var answer = await browser.SignInAsync("Walter", path: "/sign-in" + query);

        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        Assert.Equal(goes, new Uri(App.Address, answer.Goes).PathAndQuery);
        Assert.Equal(App.Address.Authority, new Uri(App.Address, answer.Goes).Authority);
        Assert.True(await browser.IsInAsync());
    }

    [Fact]
    public async Task Five_failed_attempts_lock_the_account_for_15_minutes()
    {
        await App.AccountAsync("lora", Roles.Viewer);
        var browser = new FormBrowser(App, "10.1.0.2");

        List<string?> problems = [];
        for (var wrong = 0; wrong < 5; wrong++)
            problems.Add((await browser.SignInAsync("lora", "a wrong password")).Problem);
        var right = await browser.SignInAsync("lora");

        Assert.Equal([Wrong, Wrong, Wrong, Wrong, Locked], problems);
        Assert.Equal(Locked, right.Problem);
        Assert.False(await browser.IsInAsync());
        Assert.Equal(
            [
                .. Enumerable.Repeat("sign-in failed Wrong password.", 4),
                "sign-in failed Wrong password; now locked.",
                "sign-in failed Locked.",
            ],
            await App.AuditOfAsync("lora"));

        await UnlockInAsync(TimeSpan.FromSeconds(30));
        Assert.Equal("Too many failed attempts. Try again in 1 minute.", (await browser.SignInAsync("lora")).Problem);
        await UnlockInAsync(TimeSpan.FromSeconds(-1));
        Assert.Null((await browser.SignInAsync("lora")).Problem);

        async Task UnlockInAsync(TimeSpan rest)
        {
            await using var context = await App.ContextAsync();
            var until = DateTimeOffset.UtcNow + rest;
            await context.FailedSignIns.Where(row => row.Name == LockoutKey.HashOf("LORA"))
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.LockedUntil, until), Token);
        }
    }

    [Fact]
    public async Task A_name_that_does_not_exist_looks_like_one_that_does()
    {
        await App.AccountAsync("real", Roles.Viewer);
        var browser = new FormBrowser(App, "10.1.0.3");

        var real = await SixTriesAsync("real");
        var unreal = await SixTriesAsync("unreal");

        Assert.Equal(real, unreal);
        Assert.Equal(
            [
                .. Enumerable.Repeat("sign-in failed Unknown account.", 4),
                "sign-in failed Unknown account; now locked.",
                "sign-in failed Unknown account; locked.",
            ],
            await App.AuditOfAsync("unreal"));

        async Task<List<string>> SixTriesAsync(string name)
        {
            List<string> answers = [];
            for (var tried = 0; tried < 6; tried++)
            {
                var answer = await browser.SignInAsync(name, "a wrong password");
                answers.Add($"{answer.Status} {answer.Text} {answer.SetCookies.Count}".Replace(name, "", StringComparison.Ordinal));
            }

            return answers;
        }
    }

    [Fact]
    public async Task Failed_attempts_are_answered_after_the_same_delay()
    {
        await App.AccountAsync("paul", Roles.Viewer);
        var browser = new FormBrowser(App, "10.1.0.4");
        var page = await browser.OpenAsync("/sign-in");

        foreach (var name in new[] { "paul", "nobody at all" })
        {
            var began = TimeProvider.System.GetTimestamp();
            await browser.FillAsync(page, "/sign-in", "sign-in", ("Form.UserName", name), ("Form.Password", "a wrong password"));
            Assert.True(TimeProvider.System.GetElapsedTime(began) >= TimeSpan.FromMilliseconds(390));
        }
    }

    [Fact]
    public async Task Parallel_failed_attempts_all_count()
    {
        await App.AccountAsync("side", Roles.Viewer);
        var browser = new FormBrowser(App, "10.1.0.5");
        var page = await browser.OpenAsync("/sign-in");

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ =>
            browser.FillAsync(page, "/sign-in", "sign-in", ("Form.UserName", "side"), ("Form.Password", "a wrong password"))));

        Assert.Equal(4, answers.Count(answer => answer.Problem == Wrong));
        Assert.Equal(6, answers.Count(answer => answer.Problem == Locked));
    }

    [Fact]
    public async Task A_disabled_account_is_told_so_only_after_the_right_password()
    {
        await App.AccountAsync("gone", Roles.Viewer);
        await ChangeAsync("gone", account => account.DisabledAt = DateTimeOffset.UtcNow);
        var browser = new FormBrowser(App, "10.1.0.6");

        Assert.Equal("This account is disabled. Ask an administrator.", (await browser.SignInAsync("gone")).Problem);
        Assert.Equal(Wrong, (await browser.SignInAsync("gone", "a wrong password")).Problem);
        Assert.False(await browser.IsInAsync());
        Assert.Equal(["sign-in refused Disabled.", "sign-in failed Wrong password."], await App.AuditOfAsync("gone"));
    }

    [Theory]
    [InlineData("longa")]
    [InlineData("")]
    public async Task A_very_long_password_is_wrong_like_any_other(string name)
    {
        await App.AccountAsync("longa", Roles.Viewer);

        var answer = await new FormBrowser(App, "10.1.0.7").SignInAsync(name, new string('x', 50_000));

        Assert.Equal(Wrong, answer.Problem);
    }

    [Fact]
    public async Task Sign_in_is_recorded_with_its_address_and_shown_on_the_account()
    {
        await App.AccountAsync("anna", Roles.Viewer);
        var browser = new FormBrowser(App, "10.1.0.8");
        Assert.Contains("Last sign-in –", (await AsCookieAsync("anna")).Text, StringComparison.Ordinal);

        await browser.SignInAsync("anna");

        await using var context = await App.ContextAsync();
        var entry = await context.AuditEntries.SingleAsync(entry => entry.Who == "anna", Token);
        Assert.Equal(("sign-in", "done", "account", "10.1.0.8"), (entry.Action, entry.Outcome, entry.Kind, entry.Address));
        Assert.DoesNotContain("Last sign-in –", (await browser.OpenAsync("/account")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Over_plain_http_from_elsewhere_no_password_is_accepted()
    {
        const string Refused = "This connection is not encrypted, so a password could be read in transit. Open AmiBlazor over HTTPS.";
        await using var app = await AmiBlazorApp.StartAsync(("AllowedHosts", "*"));
        var near = new FormBrowser(app);
        var form = await near.OpenAsync("/sign-in");
        var far = new FormBrowser(app, host: "pbx.example");
        foreach (var (name, value) in near.Cookies) far.Cookies[name] = value;

        var page = await far.OpenAsync("/sign-in");
        var answer = await far.FillAsync(form, "/sign-in", "sign-in", ("Form.UserName", AmiBlazorApp.Administrator), ("Form.Password", AmiBlazorApp.Password));

        Assert.Equal(Refused, page.Problem);
        Assert.Null(page.Document.QuerySelector("input[type=password]"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.False(await far.IsInAsync());
        Assert.Empty(await app.AuditOfAsync(AmiBlazorApp.Administrator));
    }

    private async Task<FormAnswer> AsCookieAsync(string name)
    {
        var cookie = await App.CookieAsync(await App.AccountAsync(name, Roles.Viewer));
        return await new FormBrowser(App) { Cookies = { [cookie.Name] = cookie.Value } }.OpenAsync("/account");
    }

    private async Task ChangeAsync(string name, Action<Account> change)
    {
        await using var context = await App.ContextAsync();
        change(await context.Accounts.SingleAsync(account => account.UserName == name, Token));
        await context.SaveChangesAsync(Token);
    }
}
