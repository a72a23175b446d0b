using System.Net;
using AmiBlazor.Hosting;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Hosting;

public sealed class SecurityHeadersTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/", "br")]
    [InlineData("/?search=1001", "br")]
    [InlineData("/runs", null)]
    [InlineData("/account", null)]
    [InlineData("/api/extensions", null)]
    public async Task The_live_grid_alone_is_compressed(string path, string? expected)
    {
        var browser = await shared.App.BrowserAsync();
        using var request = shared.App.Navigation(path);
        request.Headers.AcceptEncoding.ParseAdd("gzip, br");

        using var answer = await browser.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(expected, answer.Content.Headers.ContentEncoding.SingleOrDefault());
    }

    [Theory]
    [InlineData("/", HttpStatusCode.OK)]
    [InlineData("/runs", HttpStatusCode.OK)]
    [InlineData("/print", HttpStatusCode.OK)]
    [InlineData("/nowhere", HttpStatusCode.NotFound)]
    [InlineData("/sign-in", HttpStatusCode.OK)]
    [InlineData("/first-start", HttpStatusCode.OK)]
    [InlineData("/api/extensions", HttpStatusCode.OK)]
    [InlineData("/api/extensions/a/b/c/history", HttpStatusCode.NotFound)]
    [InlineData("/openapi/v1.json", HttpStatusCode.OK)]
    [InlineData("/health/ready", HttpStatusCode.OK)]
    public async Task Responses_forbid_caching_frames_sniffing_and_foreign_scripts(string path, HttpStatusCode expected)
    {
        var browser = await shared.App.BrowserAsync();
        using var request = shared.App.Navigation(path);

        using var answer = await browser.SendAsync(request, Token);

        Assert.Equal(expected, answer.StatusCode);
        var policy = Value(answer, "Content-Security-Policy");
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("style-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-eval", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Value(answer, "X-Content-Type-Options"));
        Assert.Equal("same-origin", Value(answer, "Cross-Origin-Opener-Policy"));
        Assert.Equal("same-origin", Value(answer, "Cross-Origin-Resource-Policy"));
        Assert.NotEmpty(Value(answer, "Permissions-Policy"));
        Assert.Equal("no-store", Value(answer, "Cache-Control"));
        Assert.Equal(path.StartsWith("/first-start", StringComparison.Ordinal) ? "no-referrer" : "same-origin", Value(answer, "Referrer-Policy"));
        Assert.False(answer.Headers.Contains("Server"));
        Assert.False(answer.Headers.Contains("X-Frame-Options"));
        Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task Static_assets_may_be_cached()
    {
        using var answer = await shared.App.Client().GetAsync("/app.css", Token);

        Assert.DoesNotContain("no-store", Value(answer, "Cache-Control"), StringComparison.Ordinal);
        Assert.Equal("nosniff", Value(answer, "X-Content-Type-Options"));
    }

    [Theory]
    [InlineData("https", "amiblazor.example", true)]
    [InlineData("http", "amiblazor.example", false)]
    [InlineData("https", "localhost", false)]
    [InlineData("https", "127.0.0.1", false)]
    public async Task Over_https_HSTS_is_sent_except_for_loopback_hosts(string scheme, string host, bool expected)
    {
        await using var app = await AmiBlazorApp.StartAsync(("ReverseProxy:Networks:0", "127.0.0.1"), ("AllowedHosts", "*"));
        using var request = app.Navigation("/sign-in");
        request.Headers.Host = host;
        request.Headers.Add("X-Forwarded-Proto", scheme);

        using var answer = await app.Client().SendAsync(request, Token);

        Assert.Equal(expected ? ["max-age=31536000"] : [], answer.Headers.TryGetValues("Strict-Transport-Security", out var values) ? values : []);
    }

    [Fact]
    public async Task Errors_have_the_headers_too()
    {
        await using var app = await AmiBlazorApp.StartAsync();
        await app.BreakDatabaseAsync();

        using var answer = await app.Client(AmiBlazorApp.ViewerKey).GetAsync("/api/extensions", Token);

        Assert.True((int)answer.StatusCode >= 500);
        Assert.Contains("frame-ancestors 'none'", Value(answer, "Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Equal("no-store", Value(answer, "Cache-Control"));
    }

    private static string Value(HttpResponseMessage answer, string name) =>
        Assert.Single(answer.Headers.TryGetValues(name, out var values) ? values : answer.Content.Headers.GetValues(name));
}
