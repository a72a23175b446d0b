using System.Net;
using System.Text.Json;
using AmiBlazor.Tests.Browser;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Api;

/// <summary>The list of extensions in pages.</summary>
public sealed class ExtensionPagesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, 7)]
    [InlineData(3, 3)]
    [InlineData(7, 1)]
    [InlineData(10_000, 1)]
    public async Task All_pages_together_are_the_whole_list_in_its_order(int limit, int pages)
    {
        await using var app = await FilledAsync();
        var client = app.Client(AmiBlazorApp.SupervisorKey);
        var whole = Names(await client.GetStringAsync("/api/extensions", Token));

        var (found, read, address) = (new List<string>(), 0, (string?)$"/api/extensions?limit={limit}");
        while (address is not null)
        {
            using var response = await client.GetAsync(address, Token);
            Assert.Equal("7", Assert.Single(response.Headers.GetValues("X-Total-Count")));
            found.AddRange(Names(await response.Content.ReadAsStringAsync(Token)));
            address = Next(response);
            read++;
        }

        Assert.Equal(7, whole.Count);
        Assert.Equal(whole, found);
        Assert.Equal(pages, read);
    }

    [Fact]
    public async Task A_filter_goes_on_in_the_next_page()
    {
        await using var app = await FilledAsync();
        var client = app.Client(AmiBlazorApp.SupervisorKey);

        using var first = await client.GetAsync("/api/extensions?q=100&status=online&limit=2", Token);
        using var second = await client.GetAsync(Next(first), Token);

        Assert.Equal("4", Assert.Single(first.Headers.GetValues("X-Total-Count")));
        Assert.Equal(["sales/1004", "sales/1005"], Names(await second.Content.ReadAsStringAsync(Token)));
        Assert.False(second.Headers.Contains("Link"));
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=-1", "limit")]
    [InlineData("limit=10001", "limit")]
    [InlineData("limit=many", "limit")]
    [InlineData("after=x", "after")]
    [InlineData("after=!!", "after")]
    [InlineData("after=WyJhIl0", "after")]
    [InlineData("after=bnVsbA", "after")]
    public async Task What_is_no_page_is_refused_by_name(string query, string parameter)
    {
        await using var app = await FilledAsync();

        var problem = await app.Client(AmiBlazorApp.SupervisorKey).GetAsync("/api/extensions?" + query, Token).ProblemAsync(HttpStatusCode.BadRequest);

        Assert.Equal(parameter, problem.Text("parameter"));
    }

    private static async Task<AmiBlazorApp> FilledAsync()
    {
        var app = await AmiBlazorApp.StartAsync();
        await app.FillAsync(
            TestData.Row("1001"), TestData.Row("1002", 8), TestData.Row("1003"), TestData.Row("1003", 1, "sales"), TestData.Row("1004", 0, "sales"),
            TestData.Row("1005", 0, "sales"), TestData.Row("+49/1 ä", 0, "z/y"));
        return app;
    }

    private static string? Next(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Link", out var links) ? Assert.Single(links).Split('<', '>')[1] : null;

    private static List<string> Names(string json)
    {
        using var rows = JsonDocument.Parse(json);
        return [.. rows.RootElement.EnumerateArray().Select(row => $"{row.GetProperty("context").GetString()}/{row.GetProperty("extension").GetString()}")];
    }
}
