using System.Net;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Auth.SignIn;
using AmiBlazor.Demo;
using AmiBlazor.Tests.Browser;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AmiBlazor.Tests.Auth.SignIn;

[Needs(Need.Time)]
public sealed class SecondFactorTests : IAsyncLifetime
{
    private const string Name = AmiBlazorApp.Administrator;
    private const string WrongCode = "The code is wrong or was already used. Wait until the app shows the next one.";

    private static readonly (string, string) Password = ("Confirm.Password", AmiBlazorApp.Password);

    private readonly ShiftedClock _clock = new();
    private AmiBlazorApp _app = null!;
    private FormBrowser _browser = null!;
    private string _key = "";
    private IReadOnlyList<string> _codes = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await AmiBlazorApp.StartAsync(services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(_clock)));
        _browser = new(_app);
        await _browser.SignInAsync(Name);
        (_key, _codes) = await _browser.TurnSecondFactorOnAsync(_clock);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task With_a_second_factor_the_password_alone_is_not_enough()
    {
        var browser = new FormBrowser(_app);

        var half = await browser.SignInAsync(Name, path: "/sign-in?back=%2Fruns");
        var isIn = await browser.IsInAsync();
        var whole = await browser.FillAsync(half.Goes!, "second-factor", ("Form.Code", NextCode()));

        Assert.Equal("/sign-in/second-factor?back=%2Fruns", new Uri(_app.Address, half.Goes).PathAndQuery);
        Assert.False(isIn);
        Assert.Equal("/runs", new Uri(_app.Address, whole.Goes).PathAndQuery);
        Assert.True(await browser.IsInAsync());
        Assert.Equal(
            ["account-made done", "sign-in done", "second-factor done Turned on.", "sign-in done With two-factor authentication."],
            (await _app.AuditOfAsync(Name)).Prepend("account-made done"));
    }

    [Fact]
    public async Task A_code_can_be_used_once()
    {
        var code = NextCode();
        var first = await HalfInAsync();
        var second = await HalfInAsync();

        var used = await first.ShowCodeAsync(code);
        var again = await second.ShowCodeAsync(code);

        Assert.Null(used.Problem);
        Assert.Equal(WrongCode, again.Problem);
        Assert.False(await second.IsInAsync());
        Assert.Null((await second.ShowCodeAsync(NextCode())).Problem);
    }

    [Fact]
    public async Task Of_two_simultaneous_sign_ins_with_the_same_code_one_succeeds()
    {
        var code = NextCode();
        FormBrowser[] browsers = [await HalfInAsync(), await HalfInAsync(), await HalfInAsync()];

        var answers = await Task.WhenAll(browsers.Select(browser => browser.ShowCodeAsync(code)));

        Assert.Single(answers, answer => answer.Problem is null);
    }

    [Fact]
    public async Task Wrong_codes_lock_the_account()
    {
        var browser = await HalfInAsync();

        List<string?> problems = [];
        for (var wrong = 0; wrong < 5; wrong++) problems.Add((await browser.ShowCodeAsync("000 00x")).Problem);
        var right = await browser.ShowCodeAsync(NextCode());

        Assert.Equal([WrongCode, WrongCode, WrongCode, WrongCode, "Too many failed attempts. Try again in 15 minutes."], problems);
        Assert.StartsWith("Too many failed attempts.", right.Problem, StringComparison.Ordinal);
        Assert.StartsWith("Too many failed attempts.", (await new FormBrowser(_app).SignInAsync(Name)).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Giving_the_password_again_does_not_reset_the_count_of_wrong_codes()
    {
        for (var wrong = 0; wrong < 4; wrong++)
            Assert.Equal(WrongCode, (await (await HalfInAsync()).ShowCodeAsync("000000")).Problem);

        Assert.Equal("Too many failed attempts. Try again in 15 minutes.", (await (await HalfInAsync()).ShowCodeAsync("000000")).Problem);
    }

    [Fact]
    public async Task A_recovery_code_can_be_used_once()
    {
        var first = await HalfInAsync();
        var second = await HalfInAsync();

        var used = await first.ShowCodeAsync(_codes[3].ToLowerInvariant(), recovery: true);
        var again = await second.ShowCodeAsync(_codes[3], recovery: true);

        Assert.Equal(10, _codes.Distinct().Count());
        Assert.Null(used.Problem);
        Assert.Contains("9 recovery codes left.", (await first.OpenAsync("/account")).Text, StringComparison.Ordinal);
        Assert.Equal("This is not one of your recovery codes, or it was already used.", again.Problem);
        Assert.Contains("sign-in done With a recovery code.", await _app.AuditOfAsync(Name));
    }

    [Fact]
    public async Task The_page_for_the_code_needs_a_pending_sign_in()
    {
        var answer = await new FormBrowser(_app).OpenAsync("/sign-in/second-factor?back=%2F%2Fevil");

        Assert.Equal("/sign-in?back=%2F", new Uri(_app.Address, answer.Goes).PathAndQuery);
    }

    [Fact]
    public async Task A_pending_sign_in_ends_when_the_password_is_changed()
    {
        var half = await HalfInAsync();
        var page = await half.OpenAsync("/sign-in/second-factor");
        await _browser.FillAsync(
            "/account", "change-password", ("Change.Password", AmiBlazorApp.Password),
            ("Change.Wanted", "something entirely new"), ("Change.Again", "something entirely new"));

        var answer = await half.FillAsync(page, "/sign-in/second-factor", "second-factor", ("Form.Code", NextCode()));

        Assert.Equal("/sign-in?back=%2F", new Uri(_app.Address, answer.Goes).PathAndQuery);
        Assert.False(await half.IsInAsync());
    }

    [Fact]
    public async Task Key_and_recovery_codes_are_not_readable_after_they_were_shown()
    {
        await using var context = await _app.ContextAsync();
        var kept = string.Join('\n', await context.AccountTokens.Select(token => token.Value).ToListAsync(Token))
            + string.Join('\n', await context.AuditEntries.Select(entry => entry.Detail + entry.About).ToListAsync(Token))
            + string.Join('\n', _app.Logs.Select(line => line.Message))
            + (await _browser.OpenAsync("/account")).Document.DocumentElement.OuterHtml
            + (await _browser.OpenAsync("/account/second-factor")).Document.DocumentElement.OuterHtml;

        Assert.All(_codes.Append(_key), secret => Assert.DoesNotContain(secret, kept, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_second_factor_that_cannot_be_decrypted_still_needs_a_recovery_code()
    {
        await using (var context = await _app.ContextAsync())
        {
            await context.AccountTokens.Where(token => token.Name == "AuthenticatorKey")
                .ExecuteUpdateAsync(set => set.SetProperty(token => token.Value, "broken"), Token);
        }

        var browser = await HalfInAsync();

        Assert.Equal(WrongCode, (await browser.ShowCodeAsync(NextCode())).Problem);
        Assert.Contains(_app.Logs, line => line.Id.Id == 5100 && line.Message.Contains("Auth:KeyFolder", StringComparison.Ordinal));
        Assert.Null((await browser.ShowCodeAsync(_codes[0], recovery: true)).Problem);
    }

    [Fact]
    public async Task Turning_it_off_takes_password_and_code()
    {
        var code = NextCode();

        var withoutPassword = await ChangeAsync("off", "a wrong password", code);
        var withoutCode = await ChangeAsync("off", AmiBlazorApp.Password, "123123x");
        var other = await HalfInAsync();
        await other.ShowCodeAsync(_codes[0], recovery: true);
        var off = await ChangeAsync("off", AmiBlazorApp.Password, code);

        Assert.Equal("The password is wrong.", withoutPassword.Problem);
        Assert.Equal(WrongCode, withoutCode.Problem);
        Assert.Equal("/account?done=second-factor-off", new Uri(_app.Address, off.Goes).PathAndQuery);
        Assert.True(await _browser.IsInAsync());
        Assert.False(await other.IsInAsync());
        var plain = new FormBrowser(_app);
        Assert.Equal("/", new Uri(_app.Address, (await plain.SignInAsync(Name)).Goes).PathAndQuery);
        await using var context = await _app.ContextAsync();
        Assert.Empty(await context.AccountTokens.ToListAsync(Token));
    }

    [Fact]
    public async Task New_recovery_codes_invalidate_the_old_ones()
    {
        var answer = await ChangeAsync("codes", AmiBlazorApp.Password, NextCode());
        var codes = answer.Document.QuerySelectorAll("ol code").Select(code => code.TextContent).ToList();

        Assert.Equal(10, codes.Except(_codes).Count());
        var browser = await HalfInAsync();
        Assert.NotNull((await browser.ShowCodeAsync(_codes[0], recovery: true)).Problem);
        Assert.Null((await browser.ShowCodeAsync(codes[0], recovery: true)).Problem);
        Assert.Contains("second-factor done New recovery codes.", await _app.AuditOfAsync(Name));
    }

    [Fact]
    public async Task A_wrong_code_while_turning_it_on_keeps_the_key_that_the_app_has()
    {
        await _app.AccountAsync("viola", Roles.Viewer);
        var browser = new FormBrowser(_app);
        await browser.SignInAsync("viola");
        var page = await browser.OpenAsync("/account/second-factor");

        var wrong = await browser.FillAsync(page, "/account/second-factor", "second-factor-on", ("Confirm.Code", "000000"), Password);
        var foreign = await browser.FillAsync(page, "/account/second-factor", "second-factor-on", ("Confirm.Code", "000000"), ("Confirm.Key", "planted"), Password);

        Assert.Equal("The code is wrong. Check that the clock of your phone is correct, then enter the code that the app shows now.", wrong.Problem);
        Assert.Equal(KeyOn(page), KeyOn(wrong));
        Assert.Equal("This page was open too long. Add the new key to the app.", foreign.Problem);
        Assert.NotEqual(KeyOn(page), KeyOn(foreign));
        Assert.NotNull(page.Document.QuerySelector("svg[role=img] path"));
        Assert.Equal(HttpStatusCode.Redirect, (await new FormBrowser(_app).SignInAsync("viola")).Status);

        static string KeyOn(FormAnswer answer) => answer.Document.QuerySelector("code.key")!.TextContent;
    }

    private async Task<FormBrowser> HalfInAsync()
    {
        var browser = new FormBrowser(_app);
        Assert.Null((await browser.SignInAsync(Name)).Problem);
        return browser;
    }

    private Task<FormAnswer> ChangeAsync(string act, string password, string code) => _browser.FillAsync(
        "/account/second-factor", "second-factor-change", ("Change.Password", password), ("Change.Code", code), ("Change.Act", act));

    /// <summary>The code that follows the last used one.</summary>
    private string NextCode()
    {
        _clock.Advance(Totp.Step);
        return Totp.Code(_key, Totp.StepOf(_clock.GetUtcNow()));
    }
}
