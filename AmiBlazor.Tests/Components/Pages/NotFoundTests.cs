using System.Net;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Components.Pages;

public sealed class NotFoundTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/nowhere")]
    [InlineData("/runs/deeper?x=1")]
    [InlineData("/%3Cb%3E")]
    public async Task A_person_at_an_unknown_address_is_told_so_on_a_page_of_ours(string address)
    {
        var browser = await shared.App.BrowserAsync();
        using var request = shared.App.Navigation(address);

        using var answer = await browser.SendAsync(request, Token);

        var page = await answer.Content.ReadAsStringAsync(Token);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("Page not found", page, StringComparison.Ordinal);
        Assert.Contains("Back to extensions", page, StringComparison.Ordinal);
        Assert.Contains("id=\"navigation\"", page, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_not_signed_in_learns_nothing_of_addresses()
    {
        using var request = shared.App.Navigation("/nowhere");

        using var answer = await shared.App.Client().SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/sign-in?back=%2Fnowhere", answer.Headers.Location?.OriginalString);
    }

    [Theory]
    [InlineData("/nowhere.js", "*/*")]
    [InlineData("/nowhere.png", "image/png")]
    public async Task What_a_page_asks_for_gets_a_bare_answer(string address, string accept)
    {
        var browser = await shared.App.BrowserAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.ParseAdd(accept);

        using var answer = await browser.SendAsync(request, Token);

        Assert.Equal((HttpStatusCode.NotFound, 0L), (answer.StatusCode, answer.Content.Headers.ContentLength));
    }

    [Fact]
    public async Task A_script_gets_problem_details_whatever_it_accepts()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/nowhere");
        request.Headers.Accept.ParseAdd("text/html,*/*");

        await shared.App.Client(AmiBlazorApp.ViewerKey).SendAsync(request, Token).ProblemAsync(HttpStatusCode.NotFound);
    }
}
