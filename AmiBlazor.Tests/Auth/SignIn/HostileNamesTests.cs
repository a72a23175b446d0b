using System.Net;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.Logging;

namespace AmiBlazor.Tests.Auth.SignIn;

/// <summary>Names that no person has: what they are answered, and that nobody gets one.</summary>
public sealed class HostileNamesTests(SharedApp shared) : IClassFixture<SharedApp>
{
    /// <summary>Text that cannot be normalized, or that no person sees: as it is escaped in a form.</summary>
    public static TheoryData<string> Broken =>
    [
        "x\uFFFE", "x\uFFFF", "\U0001FFFE", "\U0010FFFF", "\uFDD0", "a\uFFFEb\uFFFF", "x\u200B", "\u202Ex", "x\u0085",
    ];

    /// <summary>Names that look like another one, or like none.</summary>
    public static TheoryData<string> Unfit =>
    [
        "x\uFFFE", "\U0010FFFF", "\uFDD0", "admin\u200B", "ad\u00ADmin", "\u202Enimda", "admin\u2066", "a\u2028b", "a\u0085b", "admin\uFEFF", "admin\uE000",
        "\u0430dmin", "adm\u0456n", "\u03BFlga", "ad\u0301\u0301\u0301\u0301min", "\uFF41dmin", "a\u00A0b", "a\u3164b", "\u115Fx", "a  b", "\u0301a",
        "\U0001D41Admin", "\uD800",
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task A_name_that_is_no_text_is_wrong_like_any_other(string name)
    {
        var browser = new FormBrowser(shared.App, "10.5.0." + (1 + Broken.ToList().FindIndex(row => row.Data == name)));
        var before = shared.App.Logs.Count(line => line.Level >= LogLevel.Error);

        var answer = await browser.SignInAsync(name, "a wrong password");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.NotNull(answer.Problem);
        Assert.Equal(before, shared.App.Logs.Count(line => line.Level >= LogLevel.Error));
    }

    [Theory]
    [MemberData(nameof(Unfit))]
    public async Task Nobody_is_called_what_cannot_be_told_from_another_name(string name)
    {
        var ada = new FormBrowser(shared.App, "10.6.0." + (1 + Unfit.ToList().FindIndex(row => row.Data == name)));
        await ada.SignInAsync(AmiBlazorApp.Administrator);

        var account = await ada.FillAsync(
            "/accounts/new", "new-account",
            ("Form.UserName", name), ("Form.Role", "Viewer"), ("Form.WhichServers", "all"), ("Form.WhichDepartments", "all"));
        var key = await ada.FillAsync("/keys/new", "new-key", ("Form.Name", name), ("Form.Role", "Viewer"), ("Form.Days", "30"));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (account.Status, key.Status));
        Assert.NotNull(account.Problem);
        Assert.NotNull(key.Problem);
    }

    [Theory]
    [InlineData("jürgen")]
    [InlineData("Müller, Jörg")]
    [InlineData("o'brien")]
    [InlineData("анна")]
    [InlineData("Ольга Петрова")]
    [InlineData("γιώργος")]
    [InlineData("山田 太郎")]
    [InlineData("ヤマダ さくら 山田")]
    [InlineData("김철수")]
    [InlineData("محمد")]
    [InlineData("दीपक")]
    [InlineData("first.last+1@pbx.example")]
    public async Task People_are_called_as_they_are(string name)
    {
        await using var app = await AmiBlazorApp.StartAsync();
        var ada = new FormBrowser(app);
        await ada.SignInAsync(AmiBlazorApp.Administrator);

        var answer = await ada.FillAsync(
            "/accounts/new", "new-account",
            ("Form.UserName", name), ("Form.Role", "Viewer"), ("Form.WhichServers", "all"), ("Form.WhichDepartments", "all"));

        Assert.Null(answer.Problem);
    }

    [Fact]
    public async Task An_API_key_is_not_called_like_an_account_and_an_account_not_like_a_key()
    {
        await using var app = await AmiBlazorApp.StartAsync();
        await app.AccountAsync("olga", Roles.Viewer);
        var ada = new FormBrowser(app);
        await ada.SignInAsync(AmiBlazorApp.Administrator);

        List<string?> problems = [];
        foreach (var name in new[] { "ada", "ADA", "olga", "AmiBlazor" })
            problems.Add((await ada.FillAsync("/keys/new", "new-key", ("Form.Name", name), ("Form.Role", "Viewer"), ("Form.Days", "30"))).Problem);
        foreach (var name in new[] { "wallboard", "Script", "amiblazor" })
        {
            problems.Add((await ada.FillAsync(
                "/accounts/new", "new-account",
                ("Form.UserName", name), ("Form.Role", "Viewer"), ("Form.WhichServers", "all"), ("Form.WhichDepartments", "all"))).Problem);
        }

        Assert.Equal(
            [
                "An account is named “ada”. Enter another name, so that the audit log tells the two apart.",
                "An account is named “ADA”. Enter another name, so that the audit log tells the two apart.",
                "An account is named “olga”. Enter another name, so that the audit log tells the two apart.",
                "“AmiBlazor” stands for the program itself. Enter another name.",
                "An API key is named “wallboard”. Enter another name, so that the audit log tells the two apart.",
                "An API key is named “Script”. Enter another name, so that the audit log tells the two apart.",
                "“amiblazor” stands for the program itself. Enter another name.",
            ],
            problems);
    }

    [Theory]
    [InlineData("асе", "ace")]
    [InlineData("ХОРА", "xopa")]
    public async Task A_name_in_other_letters_that_looks_like_an_account_is_refused(string name, string known)
    {
        await using var app = await AmiBlazorApp.StartAsync();
        await app.AccountAsync(known, Roles.Viewer);
        var ada = new FormBrowser(app);
        await ada.SignInAsync(AmiBlazorApp.Administrator);

        var answer = await ada.FillAsync(
            "/accounts/new", "new-account",
            ("Form.UserName", name), ("Form.Role", "Viewer"), ("Form.WhichServers", "all"), ("Form.WhichDepartments", "all"));

        Assert.Equal($"“{name}” looks like “{known}”, which exists already. Enter another name.", answer.Problem);
    }

    [Fact]
    public async Task A_page_that_fails_keeps_its_headers_whoever_asks()
    {
        await using var app = await AmiBlazorApp.StartAsync();
        await app.ExecuteAsync($"ALTER TABLE Accounts RENAME TO Nowhere");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in/passkey-that-fails");

        // A program that does not ask for HTML, such as curl.
        var browser = app.Client();
        using var page = await browser.GetAsync("/set-password?account=1&token=AAAA", Token);

        Assert.True((int)page.StatusCode >= 500);
        Assert.Contains("default-src 'none'", Assert.Single(page.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(page.Headers.GetValues("X-Content-Type-Options")));
        Assert.True(page.Headers.CacheControl!.NoStore);
        Assert.NotEmpty(await page.Content.ReadAsStringAsync(Token));
    }
}
