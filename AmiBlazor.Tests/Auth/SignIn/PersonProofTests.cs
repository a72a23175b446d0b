using AmiBlazor.Auth.Authorization;
using AmiBlazor.Auth.SignIn;
using AmiBlazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AmiBlazor.Tests.Auth.SignIn;

/// <summary>What a session alone does not allow: whoever finds an open browser, or has copied its cookie, gets no further than it.</summary>
[Needs(Need.Time)]
public sealed class PersonProofTests : IAsyncLifetime
{
    private const string Wrong = "The password is wrong.";
    private const string Needed = "Confirm that it is you, then try again.";

    private readonly ShiftedClock _clock = new();
    private AmiBlazorApp _app = null!;
    private FormBrowser _ada = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await AmiBlazorApp.StartAsync(services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(_clock)));
        _ada = new(_app);
        Assert.Null((await _ada.SignInAsync(AmiBlazorApp.Administrator)).Problem);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not the password")]
    public async Task The_second_factor_is_not_turned_on_without_the_password(string? password)
    {
        var thief = Copy(_ada);
        var page = await thief.OpenAsync("/account/second-factor");
        var key = page.Document.QuerySelector("code.key")!.TextContent.Replace(" ", "", StringComparison.Ordinal);

        var answer = await thief.FillAsync(
            page, "/account/second-factor", "second-factor-on",
            [("Confirm.Code", Totp.Code(key, Totp.StepOf(_clock.GetUtcNow()))), .. password is null ? [] : new[] { ("Confirm.Password", password) }]);

        Assert.Empty(answer.Document.QuerySelectorAll("ol code"));
        Assert.Equal(Wrong, answer.Problem);
        Assert.True(await _ada.IsInAsync());
        Assert.Equal("/", new Uri(_app.Address, (await new FormBrowser(_app).SignInAsync(AmiBlazorApp.Administrator)).Goes).PathAndQuery);
    }

    [Fact]
    public async Task Of_many_guesses_at_once_while_adding_a_passkey_five_are_judged()
    {
        var page = await _ada.OpenAsync("/account/passkeys");

        var answers = await Task.WhenAll(Enumerable.Range(0, 15).Select(_ =>
            _ada.FillAsync(page, "/account/passkeys", "add", ("Form.Name", "laptop"), ("Form.Password", "a wrong password"), ("Form.Answer", "{}"))));

        Assert.Equal(4, answers.Count(answer => answer.Problem == Wrong));
        Assert.Equal(11, answers.Count(answer => answer.Problem == "Too many failed attempts. Try again in 15 minutes."));
    }

    [Fact]
    public async Task With_a_second_factor_a_passkey_needs_its_code_too()
    {
        await _ada.TurnSecondFactorOnAsync(_clock);

        var page = await _ada.OpenAsync("/account/passkeys");
        var answer = await _ada.FillAsync(
            page, "/account/passkeys", "add", ("Form.Name", "laptop"), ("Form.Password", AmiBlazorApp.Password), ("Form.Answer", "{}"));

        Assert.Equal("The code is wrong or was already used. Wait until the app shows the next one.", answer.Problem);
        Assert.NotNull(page.Document.QuerySelector("input[name='Form.Code']"));
    }

    [Fact]
    public async Task A_passkey_is_not_removed_by_a_session_alone()
    {
        await _app.PasskeyAsync(AmiBlazorApp.Administrator);
        const string Path = "/account/passkeys/0102/remove";

        var alone = await _ada.FillAsync(Path, "remove-passkey");
        var wrong = await _ada.FillAsync(Path, "remove-passkey", ("Form.Password", "a wrong password"));
        var before = await PasskeysAsync();
        var right = await _ada.FillAsync(Path, "remove-passkey", ("Form.Password", AmiBlazorApp.Password));

        Assert.Equal((Wrong, Wrong, (string?)null), (alone.Problem, wrong.Problem, right.Problem));
        Assert.Equal((1, 0), (before, await PasskeysAsync()));
    }

    [Fact]
    public async Task Changing_the_password_removes_the_passkeys_if_wanted()
    {
        const string New = "something entirely new";
        await _app.PasskeyAsync(AmiBlazorApp.Administrator);

        await _ada.FillAsync(
            "/account", "change-password", ("Change.Password", AmiBlazorApp.Password), ("Change.Wanted", New), ("Change.Again", New),
            ("Change.RemovePasskeys", "true"));

        Assert.Equal(0, await PasskeysAsync());
        Assert.Contains("passkey done Removed with the password.", await _app.AuditOfAsync(AmiBlazorApp.Administrator));
    }

    [Fact]
    public async Task What_an_administrator_does_needs_a_proof_that_is_not_older_than_ten_minutes()
    {
        var berta = await _app.AccountAsync("berta", Roles.Viewer);
        var key = await _app.KeyAsync("nightly report");
        var newAccount = await _ada.OpenAsync("/accounts/new");
        var newKey = await _ada.OpenAsync("/keys/new");
        var account = await _ada.OpenAsync($"/accounts/{berta.Id}");
        _clock.Advance(TimeSpan.FromMinutes(11));

        string?[] problems =
        [
            (await _ada.FillAsync(
                newAccount, "/accounts/new", "new-account",
                ("Form.UserName", "mallory"), ("Form.Role", "Administrator"), ("Form.WhichServers", "all"), ("Form.WhichDepartments", "all"))).Problem,
            (await _ada.FillAsync(newKey, "/keys/new", "new-key", ("Form.Name", "mallory"), ("Form.Role", "Administrator"), ("Form.Days", "0"))).Problem,
            (await _ada.FillAsync(account, $"/accounts/{berta.Id}", "account", ("Form.Act", "link"))).Problem,
            (await _ada.FillAsync(account, $"/accounts/{berta.Id}", "account", ("Form.Act", "disable"))).Problem,
            (await _ada.FillAsync($"/keys/{key}/revoke", "revoke-key")).Problem,
            (await _ada.FillAsync($"/accounts/{berta.Id}/delete", "delete-account")).Problem,
        ];

        Assert.All(problems, problem => Assert.StartsWith(Needed, problem, StringComparison.Ordinal));
        await using var context = await _app.ContextAsync();
        Assert.Equal(["ada", "berta"], await context.Accounts.Where(row => row.DisabledAt == null).Select(row => row.UserName!).Order().ToListAsync(Token));
        Assert.Equal(1, await context.ApiKeys.CountAsync(row => row.RevokedAt == null, Token));
    }

    [Fact]
    public async Task Whoever_confirms_who_they_are_goes_on_for_ten_minutes()
    {
        _clock.Advance(TimeSpan.FromMinutes(11));
        var sent = await _ada.OpenAsync("/accounts/new");
        Assert.Equal("/account/confirm?back=%2Faccounts%2Fnew", new Uri(_app.Address, sent.Goes).PathAndQuery);

        var wrong = await _ada.FillAsync(sent.Goes!, "confirm", ("Form.Password", "a wrong password"));
        var still = await _ada.OpenAsync("/accounts/new");
        var right = await _ada.FillAsync(sent.Goes!, "confirm", ("Form.Password", AmiBlazorApp.Password));
        _clock.Advance(TimeSpan.FromMinutes(9));
        var made = await MakeAsync("berta");
        _clock.Advance(TimeSpan.FromMinutes(2));
        var late = await _ada.OpenAsync("/accounts/new");

        Assert.Equal(Wrong, wrong.Problem);
        Assert.NotNull(still.Goes);
        Assert.Equal("/accounts/new", new Uri(_app.Address, right.Goes).PathAndQuery);
        Assert.Null(made.Problem);
        Assert.NotNull(late.Goes);
        Assert.Equal(
            ["confirmation failed Wrong password.", "confirmation done"],
            (await _app.AuditOfAsync(AmiBlazorApp.Administrator)).Where(entry => entry.StartsWith("confirmation", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task With_a_second_factor_confirming_takes_its_code_which_works_once()
    {
        var (key, _) = await _ada.TurnSecondFactorOnAsync(_clock);
        _clock.Advance(TimeSpan.FromMinutes(11));
        var code = Totp.Code(key, Totp.StepOf(_clock.GetUtcNow()));

        var without = await ConfirmAsync("");
        var with = await ConfirmAsync(code);
        _clock.Advance(TimeSpan.FromSeconds(1));
        var again = await ConfirmAsync(code);

        Assert.NotNull(without.Problem);
        Assert.Null(with.Problem);
        Assert.NotNull(again.Problem);

        Task<FormAnswer> ConfirmAsync(string code) =>
            _ada.FillAsync("/account/confirm", "confirm", ("Form.Password", AmiBlazorApp.Password), ("Form.Code", code));
    }

    [Fact]
    public async Task Adding_or_removing_a_passkey_ends_every_other_session()
    {
        await _app.PasskeyAsync(AmiBlazorApp.Administrator);
        var other = new FormBrowser(_app);
        await other.SignInAsync(AmiBlazorApp.Administrator);

        await _ada.FillAsync("/account/passkeys/0102/remove", "remove-passkey", ("Form.Password", AmiBlazorApp.Password));

        Assert.True(await _ada.IsInAsync());
        Assert.False(await other.IsInAsync());
    }

    private Task<FormAnswer> MakeAsync(string name) => _ada.FillAsync(
        "/accounts/new", "new-account",
        ("Form.UserName", name), ("Form.Role", "Viewer"), ("Form.WhichServers", "all"), ("Form.WhichDepartments", "all"));

    /// <summary>A browser that holds the same cookies.</summary>
    private FormBrowser Copy(FormBrowser browser)
    {
        var copy = new FormBrowser(_app);
        foreach (var (name, value) in browser.Cookies) copy.Cookies[name] = value;
        return copy;
    }

    private async Task<int> PasskeysAsync()
    {
        await using var context = await _app.ContextAsync();
        return await context.AccountPasskeys.CountAsync(Token);
    }
}
