using AmiBlazor.Board;
using AmiBlazor.Components.Shared;
using AmiBlazor.Tests.Browser;
using AmiBlazor.Tests.Support;
using Bunit;
using static AmiBlazor.Tests.Components.PageBenchPreferences;
using static AmiBlazor.Tests.Support.TestData;
using TestContext = Xunit.TestContext;

namespace AmiBlazor.Tests.Components.Pages;

/// <summary>What the PBX, people and addresses may be called: text in every place where it is shown, and no more of it than the place can hold.</summary>
public sealed class HostileValuesTests
{
    public static TheoryData<string> Values =>
    [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' onmouseover='alert(1)",
        "{{7*7}} @(7*7) ${7*7} <!--",
        "\u202egnirts \u2066\u2067\u2068",
        "مرحبا بالعالم",
        "👩‍👩‍👧🏳️‍🌈👍🏽",
        "Z̸̢̛͔͙a̵͙͌l̷̨̛g̶̱͝o̸",
        "=cmd|'/c calc'!A1",
        "javascript:alert(1)",
        "a/b?c=d&e=f#g%2F%00",
        new string('W', 10_000),
        new string('\u0301', 10_000),
    ];

    [Theory]
    [MemberData(nameof(Values))]
    public async Task Extension_context_hint_and_name_are_text(string value)
    {
        await using var bench = await PageBench.CreateAsync();
        await bench.ApplyAsync(Row(value, 8, value, value), Row("1001"));
        await bench.NameAsync("1001", value);
        var shown = DisplayText.Show(value);

        var page = bench.Open();

        var row = page.Row(shown);
        Assert.Equal(shown, row.QuerySelector(".c-extension a > bdi")!.TextContent);
        Assert.Equal(shown, row.QuerySelector(".c-context > bdi")!.TextContent);
        Assert.Equal(shown, page.Row("1001").QuerySelector(".c-name > bdi")!.TextContent);
        Assert.StartsWith("?open=main%2F", row.QuerySelector("a")!.GetAttribute("href"), StringComparison.Ordinal);
        OnlyOurs(page);
    }

    [Theory]
    [MemberData(nameof(Values))]
    public async Task It_can_be_searched_for_chosen_and_opened_from_the_address(string value)
    {
        await using var bench = await PageBench.CreateAsync();
        await bench.ApplyAsync(Row(value, context: value), Row("1001"));
        var open = Uri.EscapeDataString(AmiBlazor.Components.Shared.ExtensionAddress.Of(new ExtensionKey(Server, value, value)));

        var page = bench.Open($"context={Uri.EscapeDataString(value)}&q={Uri.EscapeDataString(value)}&open={open}");

        Assert.Empty(page.FindAll("p.hint"));
        Assert.Equal([DisplayText.Show(value)], page.FindAll("tr[aria-current=true] .c-extension bdi").Select(cell => cell.TextContent));
        OnlyOurs(page);
    }

    [Theory]
    [MemberData(nameof(Values))]
    public async Task An_address_that_names_it_shows_it_as_text(string value)
    {
        await using var bench = await PageBench.CreateAsync();
        await bench.ApplyAsync(Row("1001"));
        var escaped = Uri.EscapeDataString(value);

        var page = bench.Open($"status={escaped}&pbx={escaped}&context={escaped}&sort={escaped}&open={escaped}");

        Assert.Equal(["1001"], page.Shown());
        Assert.Equal(5, page.FindAll("p.hint").Count);
        Assert.All(page.FindAll("p.hint"), hint => Assert.InRange(hint.TextContent.Length, 10, 220));
        OnlyOurs(page);
    }

    [Theory]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("\u202e<b>evil</b>")]
    [InlineData("👩‍👩‍👧 & \"co\"")]
    public async Task A_PBX_may_be_called_so(string name)
    {
        await using var bench = await PageBench.CreateAsync([Nowhere(name), Nowhere("main")]);
        await bench.ApplyAsync(name, Noon, Row("1001"));
        var page = bench.Open("pbx=" + Uri.EscapeDataString(name));

        Assert.Equal(name, page.Find("tbody .c-pbx > bdi").TextContent);
        Assert.Equal(name, page.Find(".find select[aria-label=PBX]").GetAttribute("value"));
        page.Find(".actions select").Change(name);
        await page.ClickAsync("Refresh");

        page.WaitForAssertion(() => Assert.Contains(name, Assert.Single(page.Role("alert")), StringComparison.Ordinal), Timeouts.Default);
        Assert.Contains(name, page.Find(".pbxs").TextContent, StringComparison.Ordinal);
        OnlyOurs(page);
    }

    [Fact]
    public async Task Who_asked_is_text()
    {
        await using var pbx = FakeAmiServer.Start();
        await using var bench = await PageBench.CreateAsync([pbx.Options()]);
        var page = bench.Open();
        var who = "<b onclick=alert(1)>\u202e" + new string('x', 10_000);

        var refreshing = bench.Service.RefreshAsync("main", TestData.Asker(who), TestContext.Current.CancellationToken);
        page.WaitForAssertion(() => Assert.Contains("started by \u2068<b onclick", page.Find(".run").TextContent, StringComparison.Ordinal), Timeouts.Default);
        OnlyOurs(page);
        (await pbx.AcceptAsync()).Cut();
        await refreshing.InTime();

        page.WaitForAssertion(() => Assert.Contains("started by \u2068<b onclick", Assert.Single(page.Role("alert")), StringComparison.Ordinal), Timeouts.Default);
        Assert.InRange(Assert.Single(page.Role("alert")).Length, 50, 1500);
        OnlyOurs(page);
    }

    // Nothing of a value has become an element, an attribute that runs, or an address that runs.
    private static void OnlyOurs(IRenderedComponent<AmiBlazor.Components.Pages.ExtensionsStatus> page)
    {
        Assert.Empty(page.FindAll("script, img, b, iframe, style, object"));
        Assert.DoesNotContain(page.FindAll("*").SelectMany(element => element.Attributes), attribute => attribute.Name is "onerror" or "onmouseover" or "onclick" or "src");
        Assert.All(page.FindAll("a"), link => Assert.Matches("^(\\?(open|run|pbx-panel)=|\\./print|\\./export/extensions\\.csv|\\./help/)", link.GetAttribute("href")));
    }
}
