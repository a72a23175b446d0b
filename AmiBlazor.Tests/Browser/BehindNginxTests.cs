using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using AmiBlazor.Audit;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Board;
using AmiBlazor.Data;
using AmiBlazor.Demo;
using AmiBlazor.Hosting;
using AmiBlazor.Testing.Hosting;
using AmiBlazor.Testing.Processes;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static AmiBlazor.Tests.Browser.BrowserTests;
using static AmiBlazor.Tests.Browser.GridInBrowser;

namespace AmiBlazor.Tests.Browser;

/// <summary>Behind a real nginx that runs docs/nginx.conf.</summary>
[Collection(Name)]
[Needs(Need.Nginx)]
public sealed class BehindNginxTests(Chromium chromium)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_person_signs_in_by_the_form_and_sees_over_a_WebSocket_what_changes()
    {
        await using var app = await AmiBlazorApp.StartAsync([.. Servers(Nowhere), .. Nginx.Settings]);
        await using var nginx = await Nginx.StartAsync(app.Address);
        await app.FillAsync(TestData.Row("1001"), TestData.Row("1002"));
        await using var page = await chromium.OpenAsync();
        var sockets = new List<IWebSocket>();
        page.Page.WebSocket += (_, socket) => sockets.Add(socket);

        var opened = await page.Page.GotoAsync(nginx.Address.ToString()).InTime();
        await page.Page.GetByLabel("User name").FillAsync(AmiBlazorApp.Administrator);
        await page.Page.GetByLabel("Password").FillAsync(AmiBlazorApp.Password);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await page.Row("1001").SayAsync("Online");
        await Assertions.Expect(page.Refresh).ToBeEnabledAsync(new() { Timeout = (float)Timeouts.Default.TotalMilliseconds });
        await app.FillAsync(TestData.Row("1001", 8), TestData.Row("1002"));
        await page.Row("1001").SayAsync("Ringing");

        var socket = Assert.Single(sockets);
        Assert.StartsWith($"wss://{nginx.Address.Authority}/_blazor?", socket.Url, StringComparison.Ordinal);
        Assert.False(socket.IsClosed);
        Assert.Equal("max-age=31536000", await opened!.HeaderValueAsync("strict-transport-security"));
        var cookies = await page.Page.Context.CookiesAsync().InTime();
        Assert.All(cookies.Where(cookie => cookie.Name.Contains("AmiBlazor", StringComparison.Ordinal)), cookie =>
        {
            Assert.StartsWith("__Host-AmiBlazor", cookie.Name, StringComparison.Ordinal);
            Assert.True(cookie is { Secure: true, HttpOnly: true, Path: "/" });
        });
        Assert.Equal(SameSiteAttribute.Lax, Assert.Single(cookies, cookie => string.Equals(cookie.Name, "__Host-AmiBlazor", StringComparison.Ordinal)).SameSite);
        Assert.Equal(SameSiteAttribute.Strict, Assert.Single(cookies, cookie => string.Equals(cookie.Name, "__Host-AmiBlazor.Antiforgery", StringComparison.Ordinal)).SameSite);
        Assert.Empty(page.Faults);

        // nginx writes its line when the WebSocket has ended.
        await page.Page.CloseAsync().InTime();
        await nginx.LoggedAsync("GET /_blazor?", "HTTP/1.1\" 101 ");
    }

    [Fact]
    public async Task The_audit_has_the_address_of_the_computer_and_not_that_of_nginx()
    {
        await using var app = await AmiBlazorApp.StartAsync(Nginx.Settings);
        await using var nginx = await Nginx.StartAsync(app.Address);
        using var client = Client(nginx, "127.0.0.5");

        // nginx accepts HTTP/2 and ignores the X-Forwarded-For header of clients.
        client.DefaultRequestVersion = HttpVersion.Version20;
        client.DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");
        using var refused = await SignInForm.SendAsync(client, AmiBlazorApp.Administrator, "a wrong password", Token);
        using var signedIn = await SignInForm.SendAsync(client, AmiBlazorApp.Administrator, AmiBlazorApp.Password, Token);

        Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
        Assert.Equal(HttpStatusCode.Found, signedIn.StatusCode);
        Assert.Equal(HttpVersion.Version20, signedIn.Version);
        var cookie = Assert.Single(signedIn.Headers.GetValues("Set-Cookie"), static one => one.StartsWith("__Host-AmiBlazor=", StringComparison.Ordinal));
        Assert.EndsWith("; path=/; secure; samesite=lax; httponly", cookie, StringComparison.Ordinal);
        await using var context = await app.Services.GetRequiredService<IDbContextFactory<AmiBlazorDbContext>>().CreateDbContextAsync(Token);
        var entries = await context.AuditEntries.Where(entry => entry.Action == AuditAction.SignIn.Word()).OrderBy(entry => entry.Id).ToListAsync(Token);
        Assert.Equal([AuditOutcome.Failed.Word(), AuditOutcome.Done.Word()], entries.Select(entry => entry.Outcome));
        Assert.All(entries, entry => Assert.Equal("127.0.0.5", entry.Address));
    }

    [Fact]
    public async Task Where_the_setting_was_forgotten_nobody_signs_in_and_the_log_names_it()
    {
        await using var app = await AmiBlazorApp.StartAsync(("AllowedHosts", Nginx.Name));
        await using var nginx = await Nginx.StartAsync(app.Address);
        using var client = Client(nginx, "127.0.0.5");

        var page = await client.GetStringAsync("/sign-in", Token);

        Assert.Contains("This connection is not encrypted", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<form", page, StringComparison.Ordinal);
        Assert.Contains(app.Logs, line => line.Message.Contains("set ReverseProxy:Networks:0=127.0.0.1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_import_may_be_larger_than_any_other_request()
    {
        await using var app = await AmiBlazorApp.StartAsync(Nginx.Settings);
        await using var nginx = await Nginx.StartAsync(app.Address);
        using var client = Client(nginx, "127.0.0.5");
        client.DefaultRequestHeaders.Authorization = new("Bearer", AmiBlazorApp.SupervisorKey);
        var large = new string('x', 200_000);

        using var import = await client.PostAsync("/api/extensions/import?preview=true", new StringContent(large, MediaTypeHeaderValue.Parse("text/csv")), Token);
        using var other = await client.PostAsync("/api/extensions/hybrid-refresh", new StringContent(large), Token);

        // AmiBlazor has read it, and says that it has no columns.
        Assert.Equal(HttpStatusCode.BadRequest, import.StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, other.StatusCode);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("https://evil.example", false)]
    [InlineData("https://" + Nginx.Name, false)]
    [InlineData("null", false)]
    public async Task A_circuit_is_opened_by_a_page_of_this_address_only(string? origin, bool opens)
    {
        await using var app = await AmiBlazorApp.StartAsync(Nginx.Settings);
        await using var nginx = await Nginx.StartAsync(app.Address);
        var cookie = await app.CookieAsync(Roles.Viewer);
        using var socket = new ClientWebSocket();
        using var invoker = new HttpMessageInvoker(nginx.From("127.0.0.5"));
        socket.Options.SetRequestHeader("Origin", origin ?? nginx.Address.GetLeftPart(UriPartial.Authority));
        socket.Options.SetRequestHeader("Cookie", $"__Host-{cookie.Name}={cookie.Value}");

        var connecting = socket.ConnectAsync(new Uri($"wss://{nginx.Address.Authority}/_blazor"), invoker, Token).InTime();

        if (opens)
        {
            await connecting;
            Assert.Equal(WebSocketState.Open, socket.State);
        }
        else
        {
            var refused = await Assert.ThrowsAsync<WebSocketException>(() => connecting);
            Assert.Contains("403", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Plain_http_is_sent_on_and_the_token_of_a_link_comes_into_no_log()
    {
        await using var app = await AmiBlazorApp.StartAsync(Nginx.Settings);
        await using var nginx = await Nginx.StartAsync(app.Address);
        using var client = Client(nginx, "127.0.0.5");

        using var sentOn = await client.GetAsync(new Uri($"http://{Nginx.Name}:{nginx.Http}/runs?page=2"), Token);
        using var link = await client.GetAsync("/first-start?token=canary", Token);
        using var after = await client.GetAsync("/sign-in", Token);

        Assert.Equal(HttpStatusCode.MovedPermanently, sentOn.StatusCode);
        Assert.Equal(new Uri(nginx.Address, "/runs?page=2"), sentOn.Headers.Location);
        Assert.Equal("no-referrer", Assert.Single(link.Headers.GetValues("Referrer-Policy")));
        await nginx.LoggedAsync("GET /sign-in");
        Assert.DoesNotContain("canary", nginx.AccessLog, StringComparison.Ordinal);
        Assert.Equal("nginx", after.Headers.Server.ToString());
    }

    [Theory]
    [InlineData("/first-start?token=canary")]
    [InlineData("/Set-Password?account=7&token=canary")]
    [InlineData("/set-password/?account=7&token=canary")]
    public async Task The_token_of_a_link_comes_into_no_log_of_nginx_while_AmiBlazor_is_down(string link)
    {
        await using var nginx = await Nginx.StartAsync(new Uri($"http://127.0.0.1:{FreePort.Find()}"));
        using var client = Client(nginx, "127.0.0.5");

        using var answer = await client.GetAsync(link, Token);
        using var after = await client.GetAsync("/sign-in", Token);

        Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
        await nginx.LoggedAsync("GET /sign-in");
        Assert.Contains("GET /sign-in", nginx.ErrorLog, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", nginx.AccessLog + nginx.ErrorLog, StringComparison.Ordinal);
    }

    private static HttpClient Client(Nginx nginx, string address) =>
        new(nginx.From(address, new CookieContainer())) { BaseAddress = nginx.Address, Timeout = Timeouts.Default };
}
