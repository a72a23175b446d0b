using System.Net;
using AmiBlazor.Components.Layout;
using AmiBlazor.Components.Shared;
using AmiBlazor.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace AmiBlazor.Tests.Hosting;

public sealed class RefusalPageTests
{
    [Fact]
    public void A_name_that_holds_markup_stays_text()
    {
        var page = RefusalPageHtml.Of(403, "“<script>x</script>” has the role Viewer.");

        Assert.Contains("<p class=\"mud-typography mud-typography-body1 ma-0\">“&lt;script&gt;x&lt;/script&gt;” has the role Viewer.</p>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_gets_a_page_and_all_else_a_sentence()
    {
        await using var app = await AmiBlazorApp.StartAsync(("Limits:RequestsPerMinute", "10"));
        using var client = app.Client(key: null);
        for (var request = 0; request < 10; request++)
        {
            using var answered = await client.GetAsync(new Uri("/sign-in", UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
        }

        using var navigation = app.Navigation("/sign-in");
        using var page = await client.SendAsync(navigation, TestContext.Current.CancellationToken);
        using var other = await client.GetAsync(new Uri("/sign-in", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.TooManyRequests, "text/html"), (page.StatusCode, page.Content.Headers.ContentType?.MediaType));
        Assert.Contains("Too Many Requests</h1>", await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.TooManyRequests, "text/plain"), (other.StatusCode, other.Content.Headers.ContentType?.MediaType));
    }

    [Theory]
    [InlineData(500, "The page could not be shown because of an internal error in AmiBlazor.")]
    [InlineData(503, "The database is not responding.")]
    public async Task A_page_that_fails_says_so_and_nothing_of_its_insides(int status, string sentence)
    {
        Exception failure = status == 503 ? new SqliteException("inside", 5) : new InvalidOperationException("inside");
        await using var app = await AmiBlazorApp.StartAsync(services => services.AddScoped<DisplayPreferencesService>(_ => throw failure));
        using var client = app.Client(key: null);

        using var navigation = app.Navigation("/sign-in");
        using var page = await client.SendAsync(navigation, TestContext.Current.CancellationToken);

        Assert.Equal((status, "text/html"), ((int)page.StatusCode, page.Content.Headers.ContentType?.MediaType));
        var html = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains(sentence, html, StringComparison.Ordinal);
        Assert.DoesNotContain("inside", html, StringComparison.Ordinal);
        Assert.Contains("default-src", Assert.Single(page.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }
}
