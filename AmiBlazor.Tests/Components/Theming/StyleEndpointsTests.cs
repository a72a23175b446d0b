using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Components.Theming;

/// <summary>What a browser gets of the theme and of MudBlazor: small, once, and without an account.</summary>
public sealed partial class StyleEndpointsTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_theme_holds_both_colour_schemes_and_comes_compressed()
    {
        using var plain = await GetAsync("/theme.css");
        using var small = await GetAsync("/theme.css", "br");

        var css = await plain.Content.ReadAsStringAsync(Token);
        var compressed = await small.Content.ReadAsByteArrayAsync(Token);
        using var reader = new StreamReader(new BrotliStream(new MemoryStream(compressed), CompressionMode.Decompress));
        Assert.Equal(css, await reader.ReadToEndAsync(Token));
        Assert.Equal("br", Assert.Single(small.Content.Headers.ContentEncoding));
        Assert.True(compressed.Length < 7_000);

        // Light, dark by the system, dark by choice; print stays light.
        Assert.InRange(Regex.Count(css, "--mud-palette-[a-z-]+:", RegexOptions.None, TimeSpan.FromSeconds(5)), 200, 400);
        Assert.Equal(2, Regex.Count(css, "\\{ color-scheme: dark;", RegexOptions.None, TimeSpan.FromSeconds(5)));
        Assert.Equal(2, Regex.Count(css, "@media screen", RegexOptions.None, TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public async Task A_browser_keeps_what_the_page_links_and_asks_again_for_what_has_no_version()
    {
        using var page = await GetAsync("/sign-in");
        var links = Links().Matches(await page.Content.ReadAsStringAsync(Token)).Select(link => link.Groups["address"].Value).ToArray();

        Assert.Equal(2, links.Length);
        foreach (var link in links)
        {
            using var kept = await GetAsync("/" + link, "br");
            Assert.Equal("public, max-age=31536000, immutable", kept.Headers.CacheControl?.ToString());
            using var asked = await GetAsync("/" + link.Split('?')[0], "br");
            Assert.Equal("no-cache", asked.Headers.CacheControl?.ToString());
        }
    }

    private async Task<HttpResponseMessage> GetAsync(string path, string? encoding = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (encoding is not null) request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue(encoding));
        var answer = await shared.App.Client().SendAsync(request, Token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return answer;
    }

    [GeneratedRegex("<link rel=\"stylesheet\" href=\"(?<address>[^\"]*\\?v=[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Links();
}
