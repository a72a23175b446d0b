using System.Net;
using System.Security.Claims;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Auth.Screens;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace AmiBlazor.Tests.Auth.Screens;

/// <summary>The way of a wall screen from its code to its end.</summary>
public sealed class ScreenPagesTests : IAsyncLifetime
{
    private AmiBlazorApp _app = null!;
    private FormBrowser _ada = null!;
    private FormBrowser _screen = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await AmiBlazorApp.StartAsync();
        (_ada, _screen) = (new(_app), new(_app));
        Assert.Null((await _ada.SignInAsync(AmiBlazorApp.Administrator)).Problem);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_screen_shows_a_code_that_an_administrator_enters_and_then_its_wall()
    {
        var code = await CodeAsync();
        Assert.Equal(HttpStatusCode.NoContent, await AskAsync());

        var paired = await PairAsync(code, "Lobby", "http://host/wall?inches=43&distance=3", ("Form.WhichDepartments", "some"), ("Form.MoreDepartments", "Sales"));
        Assert.Null(paired.Problem);
        Assert.Equal("/screens?done=paired", new Uri(_app.Address, paired.Goes).PathAndQuery);
        Assert.Equal(HttpStatusCode.OK, await AskAsync());

        var wall = await _screen.OpenAsync("/wall?inches=200");
        var list = await _ada.OpenAsync("/screens");
        Assert.Equal(HttpStatusCode.OK, wall.Status);
        Assert.Contains("--letter:0.022829", wall.Document.QuerySelector("[data-wall-probe]")!.ParentElement!.GetAttribute("style"), StringComparison.Ordinal);
        Assert.Contains("Lobby", list.Text, StringComparison.Ordinal);
        Assert.Contains("Departments: Sales", list.Text, StringComparison.Ordinal);
        await using var context = await _app.ContextAsync();
        var row = await context.Screens.SingleAsync(Token);
        Assert.Equal(ScreenToken.HashOf(_screen.Cookies["AmiBlazor.Screen"]), row.Hash);
        Assert.Equal(("?inches=43&distance=3&seconds=10", "ada"), (row.View, row.PairedBy));
        Assert.Contains(await _app.AuditOfAsync("ada"), line => line.StartsWith("screen-paired done", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_code_works_once()
    {
        var code = await CodeAsync();
        await PairAsync(code, "Lobby");

        var again = await PairAsync(code, "Hall");

        Assert.Equal("No screen shows this code. A code works once and for 10 minutes: check what the screen shows now.", again.Problem);
    }

    [Fact]
    public async Task A_name_that_is_taken_leaves_the_code_valid()
    {
        await PairAsync(await CodeAsync(), "Lobby");
        var other = new FormBrowser(_app);
        var code = await CodeAsync(other);

        var refused = await PairAsync(code, "lobby");
        var accepted = await PairAsync(code, "Hall");

        Assert.Equal("A screen named “lobby” already exists. Enter another name.", refused.Problem);
        Assert.Null(accepted.Problem);
    }

    [Fact]
    public async Task Who_guesses_codes_has_to_wait()
    {
        var answers = new List<string?>();
        for (var guess = 0; guess < 10; guess++) answers.Add((await PairAsync("AAAAAAAA", "Lobby")).Problem);
        Assert.All(answers, answer => Assert.StartsWith("No screen shows this code.", answer, StringComparison.Ordinal));

        // One more is allowed every six seconds.
        await Polling.UntilAsync(async () => (await PairAsync("AAAAAAAA", "Lobby")).Problem == "Too many codes were entered. Wait a minute, then try again.");
    }

    [Fact]
    public async Task A_revoked_screen_is_refused_at_once_and_sent_where_it_is_paired()
    {
        await PairAsync(await CodeAsync(), "Lobby");
        await AskAsync();
        var id = await IdAsync();

        var answer = await _ada.FillAsync($"/screens/{id}/revoke", "revoke-screen");
        using var circuit = await _app.Browser(new Cookie("AmiBlazor.Screen", _screen.Cookies["AmiBlazor.Screen"], "/"))
            .PostAsync(new Uri("/_blazor/negotiate?negotiateVersion=1", UriKind.Relative), null, Token);
        var wall = await _screen.OpenAsync("/wall");

        Assert.Equal("/screens?done=revoked", new Uri(_app.Address, answer.Goes).PathAndQuery);
        Assert.Equal(HttpStatusCode.Unauthorized, circuit.StatusCode);
        Assert.Equal("/screen?ended=true", wall.Goes);
        Assert.False(_screen.Cookies.ContainsKey("AmiBlazor.Screen"));
        Assert.Contains("This screen was revoked, or is not known any more.", (await _screen.OpenAsync("/screen?ended=true")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await _ada.OpenAsync($"/screens/{id}")).Status);
        Assert.Contains(await _app.AuditOfAsync("ada"), line => line.StartsWith("screen-revoked done", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_screen_is_renamed_and_shows_another_wall()
    {
        await PairAsync(await CodeAsync(), "Lobby");
        var id = await IdAsync();

        var answer = await _ada.FillAsync(
            $"/screens/{id}", "screen", ("Screen.Name", "Hall"), ("Screen.View", "./wall?pbx=main"), ("Form.WhichServers", "all"), ("Form.WhichDepartments", "all"));

        Assert.Null(answer.Problem);
        await using var context = await _app.ContextAsync();
        var row = await context.Screens.SingleAsync(Token);
        Assert.Equal(("Hall", "?inches=55&distance=5&seconds=10&pbx=main"), (row.Name, row.View));
        Assert.Contains(await _app.AuditOfAsync("ada"), line => line.StartsWith("screen-changed done “Lobby” is now called “Hall”; ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_screen_that_is_paired_opens_its_wall_and_nothing_else_and_that_is_in_the_audit_log()
    {
        await PairAsync(await CodeAsync(), "Lobby");
        await AskAsync();

        var grid = await _screen.OpenAsync("/");
        var calls = await _screen.OpenAsync("/api/calls");
        var pairing = await _screen.OpenAsync("/screen");

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (grid.Status, calls.Status));
        Assert.Contains("This browser is paired as a wall screen.", grid.Text, StringComparison.Ordinal);
        Assert.EndsWith("/wall", pairing.Goes, StringComparison.Ordinal);
        Assert.Contains(await _app.AuditOfAsync("Lobby"), line => line.StartsWith("page-opened refused", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whoever_is_signed_in_is_no_screen()
    {
        await PairAsync(await CodeAsync(_ada), "Lobby");
        using var _ = await PostAsync(_ada);

        Assert.Equal(HttpStatusCode.OK, (await _ada.OpenAsync("/screens")).Status);
    }

    [Fact]
    public void A_screen_sees_what_it_was_given_and_has_no_role()
    {
        var screen = new CachedScreen(1, "Lobby", "?", Servers: null, ["Sales"]).Principal(address: null);

        var scope = ExtensionScopes.Of(screen);

        Assert.True(scope.Includes("main", "Sales"));
        Assert.False(scope.Includes("main", "Support"));
        Assert.False(screen.HasClaim(claim => claim.Type == ClaimTypes.Role));
    }

    private async Task<string> CodeAsync(FormBrowser? browser = null)
    {
        var page = await (browser ?? _screen).OpenAsync("/screen");
        return page.Document.QuerySelector("[data-pairing] code")!.TextContent;
    }

    private async Task<HttpStatusCode> AskAsync()
    {
        using var answer = await PostAsync(_screen);
        return answer.StatusCode;
    }

    private async Task<HttpResponseMessage> PostAsync(FormBrowser browser)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_app.Address, "/screen/pairing"));
        request.Headers.Add("Origin", _app.Address.GetLeftPart(UriPartial.Authority));
        request.Headers.Add("Cookie", string.Join("; ", browser.Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        var answer = await _app.Client().SendAsync(request, Token);
        foreach (var set in answer.Headers.TryGetValues("Set-Cookie", out var values) ? values : [])
        {
            var pair = set.Split(';')[0].Split('=', 2);
            browser.Cookies[pair[0]] = pair[1];
        }

        return answer;
    }

    private Task<FormAnswer> PairAsync(string code, string name, string view = "./wall", params (string Name, string Value)[] scope) => _ada.FillAsync(
        "/screens/new", "pair-screen",
        [("Screen.Code", code), ("Screen.Name", name), ("Screen.View", view), ("Form.WhichServers", "all"), ("Form.WhichDepartments", "all"), .. scope]);

    private async Task<int> IdAsync()
    {
        await using var context = await _app.ContextAsync();
        return (await context.Screens.SingleAsync(Token)).Id;
    }
}
