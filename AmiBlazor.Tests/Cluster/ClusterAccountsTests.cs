using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Tests.Auth.Circuits;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace AmiBlazor.Tests.Cluster;

/// <summary>Accounts, sessions, keys, screens and tries against guessing on several nodes with one database.</summary>
[Needs(Need.PostgreSql)]
[Needs(Need.Time)]
public sealed class ClusterAccountsTests(AccountNodes nodes) : IClassFixture<AccountNodes>, IAsyncLifetime
{
    private const string Cookie = "AmiBlazor";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await nodes.StartAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Nodes_that_start_at_once_make_one_administrator_and_one_key_that_is_encrypted()
    {
        await using var context = await nodes.Inside.ContextAsync();

        Assert.Equal(1, await context.Accounts.CountAsync(account => account.UserName == AmiBlazorApp.Administrator, Token));
        Assert.Equal(1, await context.AuditEntries.CountAsync(entry => entry.Detail == "First administrator.", Token));
        var key = await context.DataProtectionKeys.SingleAsync(Token);
        Assert.Contains("<EncryptedData", key.Xml, StringComparison.Ordinal);
        Assert.DoesNotContain("<masterKey", key.Xml, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(nodes.Inside.Folder, "App_Data", "keys")));
    }

    [Fact]
    public async Task A_session_that_one_node_began_is_the_same_on_every_other()
    {
        var account = await nodes.Inside.AccountAsync("sina", Roles.Viewer);
        var here = nodes.Browser(0);
        await here.SignInAsync("sina");

        Assert.True(await Elsewhere(here, nodes.Browser(1)).IsInAsync());
        Assert.True(await Elsewhere(here, new FormBrowser(nodes.Inside)).IsInAsync());
        await using var context = await nodes.Inside.ContextAsync();
        Assert.Equal(1, await context.Sessions.CountAsync(session => session.AccountId == account.Id, Token));
    }

    [Fact]
    public async Task An_account_that_is_disabled_on_one_node_is_refused_on_every_other()
    {
        var account = await nodes.Inside.AccountAsync("dora", Roles.Viewer);
        var ada = await nodes.AdministratorAsync(0);
        var (there, inside) = (nodes.Browser(1), new FormBrowser(nodes.Inside));
        await there.SignInAsync("dora");
        await inside.SignInAsync("dora");
        Assert.True(await there.IsInAsync() && await inside.IsInAsync());

        var disabled = await ada.FillAsync(PageOf(account.Id), "account", ("Form.Act", "disable"));

        Assert.Null(disabled.Problem);
        await AccountNodes.HeardAsync(async () => !await there.IsInAsync() && !await inside.IsInAsync());
    }

    [Fact]
    public async Task Whoever_loses_a_role_or_a_scope_on_one_node_has_lost_it_on_every_other()
    {
        var account = await nodes.Inside.AccountAsync("rosa", Roles.Administrator);
        var ada = await nodes.AdministratorAsync(0);
        var there = nodes.Browser(1);
        await there.SignInAsync("rosa");
        Assert.Equal(HttpStatusCode.OK, (await there.OpenAsync("/accounts")).Status);

        var changed = await ada.FillAsync(
            PageOf(account.Id), "account", ("Form.Act", "grant"), ("Form.Role", "Viewer"), ("Form.WhichServers", "all"), ("Form.WhichDepartments", "all"));

        Assert.Null(changed.Problem);
        Assert.Equal(HttpStatusCode.Forbidden, (await there.OpenAsync("/accounts")).Status);
        await AccountNodes.HeardAsync(async () => (await there.OpenAsync("/account")).Text.Contains("Role Viewer", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_session_that_is_signed_out_on_one_node_ends_its_open_pages_on_every_other()
    {
        await nodes.Inside.AccountAsync("olga", Roles.Viewer);
        var here = nodes.Browser(0);
        await here.SignInAsync("olga");
        using var page = await RawPage.OpenAsync(nodes.Inside, new Cookie(Cookie, here.Cookies[Cookie]));
        Assert.True(await page.HearAsync());

        await here.SignOutAsync();

        await page.EndAsync().WaitAsync(AccountNodes.Heard, Token);
    }

    [Fact]
    public async Task A_key_that_is_revoked_on_one_node_is_refused_on_every_other()
    {
        var ada = await nodes.AdministratorAsync(0);
        var made = await ada.FillAsync("/keys/new", "new-key", ("Form.Name", "nightly report"), ("Form.Role", Roles.Viewer), ("Form.Days", "90"));
        var key = made.Document.QuerySelector("#shown-once")!.TextContent;
        await AccountNodes.HeardAsync(async () => await StatusAsync(key) == HttpStatusCode.OK);
        int id;
        await using (var context = await nodes.Inside.ContextAsync()) id = (await context.ApiKeys.SingleAsync(Token)).Id;

        var revoked = await ada.FillAsync(string.Create(CultureInfo.InvariantCulture, $"/keys/{id}/revoke"), "revoke-key");

        Assert.Null(revoked.Problem);
        await AccountNodes.HeardAsync(async () => await StatusAsync(key) == HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_code_that_one_node_shows_is_entered_on_another_and_a_screen_that_is_revoked_there_ends()
    {
        var (screen, ada) = (nodes.Browser(0), await nodes.AdministratorAsync(1));
        var code = (await screen.OpenAsync("/screen")).Document.QuerySelector("[data-pairing] code")!.TextContent;
        Assert.Equal(HttpStatusCode.NoContent, (await screen.PostAsync("/screen/pairing")).Status);

        var paired = await EnterAsync(ada, code, "Lobby");
        var again = await EnterAsync(ada, code, "Hall");

        Assert.Null(paired.Problem);
        Assert.StartsWith("No screen shows this code.", again.Problem, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await screen.PostAsync("/screen/pairing")).Status);
        Assert.Equal(HttpStatusCode.OK, (await screen.OpenAsync("/wall")).Status);

        int id;
        await using (var context = await nodes.Inside.ContextAsync()) id = (await context.Screens.SingleAsync(Token)).Id;
        await ada.FillAsync(string.Create(CultureInfo.InvariantCulture, $"/screens/{id}/revoke"), "revoke-screen");

        await AccountNodes.HeardAsync(async () => (await screen.OpenAsync("/wall")).Goes == "/screen?ended=true");
    }

    [Fact]
    public async Task Codes_of_screens_that_one_account_guesses_count_together_on_all_nodes()
    {
        await nodes.Inside.AccountAsync("carla", Roles.Administrator);
        var browsers = new[] { nodes.Browser(0), nodes.Browser(1) };
        foreach (var browser in browsers) await browser.SignInAsync("carla");
        var began = Stopwatch.GetTimestamp();

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(guess => EnterAsync(browsers[guess % 2], "AAAAAAAA", "Cellar")));

        // Ten at once, and one more every six seconds.
        var most = 10 + (int)(Stopwatch.GetElapsedTime(began) / TimeSpan.FromSeconds(6));
        Assert.InRange(answers.Count(answer => answer.Problem!.StartsWith("No screen shows this code.", StringComparison.Ordinal)), 10, most);
        Assert.Contains(answers, answer => answer.Problem == "Too many codes were entered. Wait a minute, then try again.");
    }

    [Fact]
    public async Task Wrong_passwords_for_one_account_count_together_on_all_nodes()
    {
        await nodes.Inside.AccountAsync("wilma", Roles.Viewer);

        // At once on three nodes, so that two of them count in the same moment.
        await Task.WhenAll(Enumerable.Range(0, 6).Select(number => BrowserOf(number % 3).SignInAsync("wilma", "a wrong password")));
        var refused = await nodes.Browser(0).SignInAsync("wilma");

        Assert.StartsWith("Too many failed attempts. Try again in ", refused.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Passwords_that_one_address_tries_count_together_on_all_nodes()
    {
        var began = Stopwatch.GetTimestamp();

        var answers = await Task.WhenAll(Enumerable.Range(0, 26).Select(number =>
            nodes.Browser(number % 2, "198.51.100.7").SignInAsync($"name{number}", "a wrong password")));
        var other = await nodes.Browser(0, "198.51.100.8").SignInAsync("name", "a wrong password");

        // Twenty at once, and one more every three seconds.
        var most = 20 + (int)(Stopwatch.GetElapsedTime(began) / TimeSpan.FromSeconds(3));
        Assert.InRange(answers.Count(answer => answer.Status == HttpStatusCode.OK), 20, most);
        Assert.Contains(answers, answer => answer.Status == HttpStatusCode.TooManyRequests);
        Assert.Equal(HttpStatusCode.OK, other.Status);
        await using var context = await nodes.Inside.ContextAsync();
        Assert.Equal(1, await context.AuditEntries.CountAsync(entry => entry.Detail == "Too many attempts from this IP address.", Token));
    }

    private static string PageOf(int account) => string.Create(CultureInfo.InvariantCulture, $"/accounts/{account}");

    private static FormBrowser Elsewhere(FormBrowser here, FormBrowser there)
    {
        foreach (var (name, value) in here.Cookies) there.Cookies[name] = value;
        return there;
    }

    private static Task<FormAnswer> EnterAsync(FormBrowser browser, string code, string name) => browser.FillAsync(
        "/screens/new", "pair-screen",
        ("Screen.Code", code), ("Screen.Name", name), ("Screen.View", "./wall"), ("Form.WhichServers", "all"), ("Form.WhichDepartments", "all"));

    private FormBrowser BrowserOf(int node) => node < 2 ? nodes.Browser(node) : new(nodes.Inside);

    /// <summary>What the second program answers to a key.</summary>
    private async Task<HttpStatusCode> StatusAsync(string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(nodes.Programs[1], "/api/extensions"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var response = await nodes.Client().SendAsync(request, Token);
        return response.StatusCode;
    }
}
