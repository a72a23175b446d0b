using System.Net;
using System.Net.Http.Headers;
using System.Security.Claims;
using AmiBlazor.Ami;
using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Auth.RateLimiting;
using AmiBlazor.Demo;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace AmiBlazor.Tests.Auth.RateLimiting;

/// <summary>Each limit on requests, at the limit and past it.</summary>
public sealed class RequestLimitTests
{
    private const string Refresh = "/api/extensions/hybrid-refresh";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Past_the_limit_of_refreshes_an_account_or_key_has_to_wait_and_others_do_not()
    {
        await using var pbx = FakeAmiServer.Start();
        pbx.AnswerByItself(new ExtensionState("lab", "1001", "SIP/1001", 0));
        await using var app = await AmiBlazorApp.StartAsync([.. AmiBlazorApp.Server(pbx), ("Limits:RefreshesPerMinute", "2")]);
        var script = app.Client(AmiBlazorApp.SupervisorKey);
        await script.PostAsync(Refresh, content: null, Token).JsonAsync();
        await script.PostAsync("/api/extensions/refresh", content: null, Token).JsonAsync();

        var refusing = script.PostAsync(Refresh, content: null, Token);
        var problem = await refusing.ProblemAsync(HttpStatusCode.TooManyRequests);

        Assert.StartsWith("You have reached the limit of refreshes per minute (2). Try again in ", problem.Text("title"), StringComparison.Ordinal);
        Assert.InRange((await refusing).Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
        Assert.Equal(2, pbx.Sessions.Count);
        await app.Client(AmiBlazorApp.AdministratorKey).PostAsync(Refresh, content: null, Token).JsonAsync();
        await (await app.BrowserAsync()).PostAsync(Refresh, content: null, Token).JsonAsync();
    }

    [Fact]
    public async Task Joining_a_running_refresh_counts_too()
    {
        await using var pbx = FakeAmiServer.Start();
        await using var app = await AmiBlazorApp.StartAsync([.. AmiBlazorApp.Server(pbx), ("Limits:RefreshesPerMinute", "2")]);
        var script = app.Client(AmiBlazorApp.SupervisorKey);
        var first = script.PostAsync(Refresh, content: null, Token);
        var session = await pbx.AcceptAsync();
        var joined = script.PostAsync(Refresh, content: null, Token);
        await app.UnderWayAsync(Refresh);
        await app.UnderWayAsync(Refresh);

        await script.PostAsync(Refresh, content: null, Token).ProblemAsync(HttpStatusCode.TooManyRequests);

        session.Cut();
        using var one = await first.InTime();
        using var other = await joined.InTime();
        Assert.Equal([HttpStatusCode.BadGateway, HttpStatusCode.BadGateway], [one.StatusCode, other.StatusCode]);
    }

    [Fact]
    public async Task Clicks_and_calls_count_in_the_same_bucket()
    {
        await using var app = await AmiBlazorApp.StartAsync(("Limits:RefreshesPerMinute", "2"));
        var limiter = app.Services.GetRequiredService<RefreshRateLimiter>();
        var key = new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.Name, "script")], AuthSchemes.ApiKey));

        Assert.Equal([null, null], new[] { limiter.Take(key), limiter.Take(key) });

        await app.Client(AmiBlazorApp.SupervisorKey).PostAsync(Refresh, content: null, Token).ProblemAsync(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task A_refresh_without_a_key_is_told_to_send_one_and_not_to_wait()
    {
        await using var app = await AmiBlazorApp.StartAsync(("Limits:RefreshesPerMinute", "1"));

        for (var sent = 0; sent < 3; sent++)
            await app.Client().PostAsync(Refresh, content: null, Token).ProblemAsync(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_foreign_page_cannot_use_up_the_refreshes_of_its_visitor()
    {
        await using var app = await AmiBlazorApp.StartAsync(("Limits:RefreshesPerMinute", "1"));
        var browser = await app.BrowserAsync();
        for (var sent = 0; sent < 3; sent++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, Refresh);
            request.Headers.Add("Sec-Fetch-Site", "same-site");
            await browser.SendAsync(request, Token).ProblemAsync(HttpStatusCode.Forbidden);
        }

        using var own = await browser.PostAsync(Refresh, content: null, Token);

        Assert.NotEqual(HttpStatusCode.TooManyRequests, own.StatusCode);
    }

    [Fact]
    public async Task After_the_named_time_one_more_refresh_is_allowed()
    {
        await using var app = await AmiBlazorApp.StartAsync(("Limits:RefreshesPerMinute", "60"));
        var limiter = app.Services.GetRequiredService<RefreshRateLimiter>();
        var person = await app.PersonAsync(await app.AccountAsync("supervisor", Roles.Supervisor));
        TimeSpan? wait = null;
        for (var asked = 0; asked < 500 && wait is null; asked++) wait = limiter.Take(person);
        Assert.Equal(TimeSpan.FromSeconds(1), wait);

        // The framework's limiter has no TimeProvider: it uses the system's clock, and refills ten times a second.
        await Task.Delay(wait!.Value + TimeSpan.FromSeconds(0.5), Token);

        Assert.Null(limiter.Take(person));
    }

    [Fact]
    public async Task Past_the_limit_of_requests_a_sender_has_to_wait_and_health_probes_do_not()
    {
        await using var app = await AmiBlazorApp.StartAsync(("Limits:RequestsPerMinute", "10"));
        var script = app.Client(AmiBlazorApp.ViewerKey);
        for (var sent = 0; sent < 10; sent++) await script.GetAsync("/api/extensions", Token).JsonAsync();

        var refusing = script.GetAsync("/api/extensions", Token);
        var problem = await refusing.ProblemAsync(HttpStatusCode.TooManyRequests);

        Assert.StartsWith("You have reached the limit of requests per minute (10). Try again in ", problem.Text("title"), StringComparison.Ordinal);
        Assert.InRange((await refusing).Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
        await app.Client(AmiBlazorApp.SupervisorKey).GetAsync("/api/extensions", Token).JsonAsync();
        foreach (var free in new[] { "/health/live", "/health/ready", "/app.css" })
        {
            for (var sent = 0; sent < 12; sent++)
            {
                using var answer = await script.GetAsync(free, Token);
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            }
        }
    }

    [Fact]
    public async Task Anonymous_requests_are_counted_by_address_and_by_IPv6_network()
    {
        await using var app = await AmiBlazorApp.StartAsync(("Limits:RequestsPerMinute", "10"));
        for (var sent = 0; sent < 10; sent++)
            Assert.Equal(HttpStatusCode.OK, await SignInPageAsync(app, "203.0.113.7"));
        for (var sent = 0; sent < 10; sent++)
            Assert.Equal(HttpStatusCode.OK, await SignInPageAsync(app, $"2001:db8:1:1::{sent + 1}"));

        Assert.Equal(HttpStatusCode.TooManyRequests, await SignInPageAsync(app, "203.0.113.7"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await SignInPageAsync(app, "::ffff:203.0.113.7"));
        Assert.Equal(HttpStatusCode.OK, await SignInPageAsync(app, "203.0.113.8"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await SignInPageAsync(app, "2001:db8:1:1::beef"));
        Assert.Equal(HttpStatusCode.OK, await SignInPageAsync(app, "2001:db8:1:2::1"));
    }

    [Theory]
    [InlineData(4096, false, HttpStatusCode.BadRequest)]
    [InlineData(4097, false, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(4096, true, HttpStatusCode.BadRequest)]
    public async Task A_form_of_the_allowed_size_is_read_and_a_larger_one_is_refused_with_a_sentence(int bytes, bool chunked, HttpStatusCode expected)
    {
        await using var app = await AmiBlazorApp.StartAsync(("Limits:RequestBytes", "4096"));

        using var answer = await PostFormAsync(app, bytes, chunked);

        // A form that was not opened before has no antiforgery token, and is refused for that.
        Assert.Equal(expected, answer.StatusCode);
        if (expected == HttpStatusCode.RequestEntityTooLarge)
        {
            Assert.Equal(
                "The request is too large; at most 4096 bytes are allowed (Limits:RequestBytes).\n",
                await answer.Content.ReadAsStringAsync(Token));
        }
    }

    [Fact]
    public async Task A_body_without_a_length_ends_at_the_limit_too()
    {
        await using var app = await AmiBlazorApp.StartAsync(("Limits:RequestBytes", "4096"));

        using var answer = await PostFormAsync(app, 100_000, chunked: true);

        Assert.InRange((int)answer.StatusCode, 400, 413);
    }

    [Fact]
    public async Task A_call_that_is_too_large_is_refused_with_problem_details()
    {
        await using var app = await AmiBlazorApp.StartAsync(("Limits:RequestBytes", "4096"));
        using var body = new ByteArrayContent(new byte[4097]);

        var problem = await app.Client(AmiBlazorApp.SupervisorKey)
            .PostAsync("/api/extensions/hybrid-refresh/close", body, Token).ProblemAsync(HttpStatusCode.RequestEntityTooLarge);

        Assert.Contains("at most 4096 bytes", problem.Text("title"), StringComparison.Ordinal);
    }

    private static async Task<HttpStatusCode> SignInPageAsync(AmiBlazorApp app, string sender)
    {
        using var request = app.Navigation("/sign-in");
        request.Headers.Add(AmiBlazorApp.SenderHeader, sender);
        using var response = await app.Client().SendAsync(request, Token);
        return response.StatusCode;
    }

    private static async Task<HttpResponseMessage> PostFormAsync(AmiBlazorApp app, int bytes, bool chunked)
    {
        const string Field = "Form.UserName=";
        using var body = new StringContent(Field + new string('a', bytes - Field.Length));
        body.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in") { Content = body };
        request.Headers.Add("Origin", app.Address.GetLeftPart(UriPartial.Authority));
        request.Headers.TransferEncodingChunked = chunked;
        return await app.Client().SendAsync(request, Token).InTime();
    }
}
