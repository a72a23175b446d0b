using System.Net;
using AmiBlazor.Hosting;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.Logging;

namespace AmiBlazor.Tests.Hosting;

/// <summary>Whose forwarded headers are trusted. A request with an unknown key makes the application log the address that it takes for the sender's.</summary>
[Needs(Need.Time)]
public sealed class ReverseProxyTests
{
    private const string Ignored =
        "A request from 127.0.0.1 came with X-Forwarded-For or X-Forwarded-Proto, and AmiBlazor ignores both. If that is your reverse proxy, set "
        + "ReverseProxy:Networks:0=127.0.0.1: until then all requests appear to come from it, and no one can sign in through it.";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("2001:db8::7", "2001:db8::7")]
    [InlineData("198.51.100.1, 203.0.113.7", "203.0.113.7")]
    [InlineData("203.0.113.7, 127.0.0.1", "203.0.113.7")]
    [InlineData("nobody", "127.0.0.1")]
    public async Task The_headers_of_a_configured_proxy_are_trusted(string forwarded, string taken)
    {
        await using var app = await AmiBlazorApp.StartAsync(("ReverseProxy:Networks:0", "127.0.0.0/8"));

        using var answer = await SendAsync(app, ("X-Forwarded-For", forwarded), ("X-Forwarded-Proto", "https"));

        Assert.Contains($"A request from {taken} used an unknown API key.", Lines(app));
        Assert.Empty(Warnings(app));
    }

    [Fact]
    public async Task Headers_of_other_senders_are_ignored_and_the_log_names_the_missing_setting_once()
    {
        await using var app = await AmiBlazorApp.StartAsync(("ReverseProxy:Networks:0", "192.0.2.7"));

        for (var time = 0; time < 3; time++)
        {
            using var answer = await SendAsync(app, ("X-Forwarded-For", "203.0.113.7"), ("X-Forwarded-Proto", "https"));
            var cookies = answer.Headers.TryGetValues("Set-Cookie", out var values) ? string.Concat(values) : "";
            Assert.DoesNotContain("__Host-", cookies, StringComparison.Ordinal);
        }

        Assert.Single(Lines(app), line => line == "A request from 127.0.0.1 used an unknown API key.");
        Assert.Equal([Ignored], Warnings(app));
    }

    [Fact]
    public async Task No_switch_of_the_framework_makes_it_trust_everybody()
    {
        await using var app = await AmiBlazorApp.StartAsync(("ForwardedHeaders_Enabled", "true"));

        using var answer = await SendAsync(app, ("X-Forwarded-For", "203.0.113.7"));

        Assert.Contains("A request from 127.0.0.1 used an unknown API key.", Lines(app));
        Assert.Equal([Ignored], Warnings(app));
    }

    [Fact]
    public async Task A_host_name_is_not_taken_from_a_proxy()
    {
        await using var app = await AmiBlazorApp.StartAsync(("ReverseProxy:Networks:0", "127.0.0.1"));

        using var answer = await SendAsync(app, ("X-Forwarded-Host", "evil.example"), ("X-Forwarded-For", "203.0.113.7"), ("X-Forwarded-Proto", "https"));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task A_proxy_that_does_not_send_the_scheme_is_logged()
    {
        await using var app = await AmiBlazorApp.StartAsync(("ReverseProxy:Networks:0", "127.0.0.1"));

        using var answer = await SendAsync(app, ("X-Forwarded-For", "203.0.113.7"));

        Assert.Equal(
            [
                "The reverse proxy 127.0.0.1 sends X-Forwarded-For without X-Forwarded-Proto, so no one can sign in through it. "
                + "Configure it to set X-Forwarded-Proto, as in docs/nginx.conf.",
            ],
            Warnings(app));
    }

    [Theory]
    [InlineData("https", "__Host-AmiBlazor.Antiforgery=", "; path=/; secure; samesite=strict; httponly")]
    [InlineData("http", "AmiBlazor.Antiforgery=", "; path=/; samesite=strict; httponly")]
    public async Task Cookies_follow_the_scheme_that_the_proxy_sends(string scheme, string begins, string ends)
    {
        await using var app = await AmiBlazorApp.StartAsync(("ReverseProxy:Networks:0", "127.0.0.1"));
        using var request = app.Navigation("/sign-in");
        request.Headers.Add("X-Forwarded-Proto", scheme);

        using var answer = await app.Client().SendAsync(request, Token);

        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith(begins, cookie, StringComparison.Ordinal);
        Assert.EndsWith(ends, cookie, StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> SendAsync(AmiBlazorApp app, params (string Name, string Value)[] headers)
    {
        var client = app.Client("wrong-key-0123456789abcdef");
        foreach (var (name, value) in headers) client.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
        return client.GetAsync("/api/extensions", Token);
    }

    private static IEnumerable<string> Lines(AmiBlazorApp app) => app.Logs.Select(line => line.Message);

    private static IEnumerable<string> Warnings(AmiBlazorApp app) =>
        app.Logs.Where(line => line.Level >= LogLevel.Warning && line.Category!.EndsWith(".ReverseProxy", StringComparison.Ordinal))
            .Select(line => line.Message);
}
