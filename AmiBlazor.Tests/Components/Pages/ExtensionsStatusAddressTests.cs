using AmiBlazor.Tests.Support;
using AngleSharp.Dom;
using Bunit;
using static AmiBlazor.Tests.Components.PageBenchPreferences;
using static AmiBlazor.Tests.Support.TestData;
using Page = Bunit.IRenderedComponent<AmiBlazor.Components.Pages.ExtensionsStatus>;

namespace AmiBlazor.Tests.Components.Pages;

public sealed class ExtensionsStatusAddressTests
{
    private static readonly TimeSpan AddressPause = TimeSpan.FromMilliseconds(400);

    [Fact]
    public async Task Every_choice_goes_into_the_address_and_a_colleague_sees_the_same()
    {
        var clock = new FakeClock();
        await using var bench = await TwoPbxsAsync(clock);
        var page = bench.Open();

        page.Find("input[type=search]").Input("10 1");
        Choice(page, "PBX").Change("branch & co");
        Choice(page, "Context").Change("sales/support?");
        page.FindAll(".tile").Single(tile => tile.TextContent.Contains("In use", StringComparison.Ordinal)).Click();
        page.Button("Name").Click();
        page.Button("Name").Click();
        clock.Advance(AddressPause);

        Assert.Equal("/?q=10%201&status=in-use&pbx=branch%20%26%20co&context=sales%2Fsupport%3F&sort=-name", bench.Address());
        var shown = page.Shown();
        Assert.Equal(["1003"], shown);
        var other = bench.Open(bench.Address()[2..]);
        Assert.Equal(shown, other.Shown());
        Assert.Equal("10 1", other.Find("input[type=search]").GetAttribute("value"));
        Assert.Equal(("branch & co", "sales/support?"), (Chosen(other, "PBX"), Chosen(other, "Context")));
        Assert.Equal("descending", other.Find("th.c-name").GetAttribute("aria-sort"));
    }

    [Fact]
    public async Task Typing_writes_the_address_once_the_hand_rests()
    {
        var clock = new FakeClock();
        await using var bench = await TwoPbxsAsync(clock);
        var page = bench.Open();

        foreach (var text in (string[])["1", "10", "100"])
        {
            page.Find("input[type=search]").Input(text);
            clock.Advance(AddressPause / 2);
            Assert.Equal("/?", bench.Address());
        }

        clock.Advance(AddressPause);

        Assert.Equal("/?q=100", bench.Address());
        Assert.True(Assert.IsType<Bunit.TestDoubles.BunitNavigationManager>(bench.Navigation()).History.First().Options.ReplaceHistoryEntry);
    }

    [Fact]
    public async Task Values_that_do_not_exist_show_all_with_a_hint_for_each()
    {
        await using var bench = await TwoPbxsAsync();

        var page = bench.Open("status=flying&pbx=mars&context=moon&sort=colour&open=main%2Fmoon%2F7");

        Assert.Equal(4, page.Shown().Count);
        Assert.Equal(5, page.FindAll("p.hint[aria-live=polite]").Count);
        Assert.Contains("“main/moon/7”", page.FindAll("p.hint")[4].TextContent, StringComparison.Ordinal);
        Assert.Equal(("", ""), (Chosen(page, "PBX"), Chosen(page, "Context")));
    }

    [Fact]
    public async Task Hints_go_with_the_next_choice()
    {
        await using var bench = await TwoPbxsAsync();
        var page = bench.Open("status=flying&open=main%2Fmoon%2F7");

        Choice(page, "PBX").Change("main");

        Assert.Empty(page.FindAll("p.hint"));
    }

    [Fact]
    public async Task The_hint_of_an_unknown_extension_goes_when_another_is_opened()
    {
        await using var bench = await TwoPbxsAsync();
        var page = bench.Open("open=main%2Fmoon%2F7");
        Assert.Single(page.FindAll("p.hint"));

        bench.Navigation().NavigateTo("/?open=main%2Ffrom-internal%2F1001");

        page.WaitForAssertion(() => Assert.Equal("true", Row(page, "1001").GetAttribute("aria-current")), Timeouts.Default);
        Assert.Empty(page.FindAll("p.hint"));
    }

    [Fact]
    public async Task Back_shows_what_was_shown_before()
    {
        await using var bench = await TwoPbxsAsync();
        var page = bench.Open("q=1003&pbx=main");
        Assert.Empty(page.Shown());

        bench.Navigation().NavigateTo("/?q=1001");
        page.WaitForAssertion(() => Assert.Equal(["1001"], page.Shown()), Timeouts.Default);
        Assert.Equal("1001", page.Find("input[type=search]").GetAttribute("value"));
        Assert.Equal("", Chosen(page, "PBX"));
        bench.Navigation().NavigateTo("/");

        page.WaitForAssertion(() => Assert.Equal(4, page.Shown().Count), Timeouts.Default);
        Assert.Equal("", page.Find("input[type=search]").GetAttribute("value") ?? "");
    }

    [Fact]
    public async Task A_link_that_is_followed_before_a_filter_is_in_the_address_wins()
    {
        var clock = new FakeClock();
        await using var bench = await TwoPbxsAsync(clock);
        var page = bench.Open();
        page.Find("input[type=search]").Input("100");
        var visited = new List<string>();
        bench.Navigation().LocationChanged += (_, change) => visited.Add(new Uri(change.Location).PathAndQuery);

        bench.Navigation().NavigateTo("/?status=online");
        clock.Advance(AddressPause);

        // In a browser a second navigation, even to the same address, can arrive after the user's next one and undo it.
        Assert.Equal(["/?status=online"], visited);
        Assert.Equal("", page.Find("input[type=search]").GetAttribute("value") ?? "");
    }

    [Fact]
    public async Task An_extension_that_is_opened_leaves_filter_and_order_as_they_are()
    {
        await using var bench = await TwoPbxsAsync();
        var page = bench.Open("status=online&sort=-extension");
        var shown = page.Shown();

        bench.Navigation().NavigateTo("/?status=online&sort=-extension&open=main%2Ffrom-internal%2F1001");

        page.WaitForAssertion(() => Assert.Equal("true", Row(page, "1001").GetAttribute("aria-current")), Timeouts.Default);
        Assert.Equal(shown, page.Shown());
        Assert.Single(page.FindAll("tr[aria-current]"));
    }

    [Fact]
    public async Task A_link_that_came_before_the_first_rows_is_kept_until_they_come()
    {
        await using var bench = await PageBench.CreateAsync();
        var page = bench.Open("context=sales&open=main%2Fsales%2F1002");
        Assert.NotEmpty(page.FindAll(".empty"));

        await bench.ApplyAsync(TestData.Row("1001"), TestData.Row("1002", context: "sales"));

        page.WaitForAssertion(() => Assert.Equal(["1002"], page.Shown()), Timeouts.Default);
        Assert.Equal("true", Row(page, "1002").GetAttribute("aria-current"));
        Assert.Empty(page.FindAll("p.hint"));
    }

    [Fact]
    public async Task Choices_stand_there_only_where_there_is_something_to_choose()
    {
        await using var one = await PageBench.CreateAsync();
        await one.ApplyAsync(TestData.Row("1001"), TestData.Row("1002"));
        await using var two = await TwoPbxsAsync();

        var single = one.Open();
        var several = two.Open();

        Assert.Empty(single.FindAll(".find select"));
        Assert.Equal(["All PBXs", "main", "branch & co"], Choice(several, "PBX").QuerySelectorAll("option").Select(option => option.TextContent));
        Assert.Equal(["All contexts", "from-internal", "sales/support?"], Choice(several, "Context").QuerySelectorAll("option").Select(option => option.TextContent));
    }

    [Fact]
    public async Task Show_all_empties_every_choice()
    {
        await using var bench = await TwoPbxsAsync();
        var page = bench.Open("q=1001&pbx=branch%20%26%20co&context=from-internal");
        Assert.Empty(page.Shown());

        page.Button("Show all").Click();

        Assert.Equal(4, page.Shown().Count);
        Assert.Equal(("", ""), (Chosen(page, "PBX"), Chosen(page, "Context")));
    }

    private static async Task<PageBench> TwoPbxsAsync(TimeProvider? time = null)
    {
        var bench = await PageBench.CreateAsync([Nowhere("main"), Nowhere("branch & co")], time);
        await bench.ApplyAsync("main", Noon, TestData.Row("1001"), TestData.Row("1002", 1, "sales/support?"));
        await bench.ApplyAsync("branch & co", Noon, TestData.Row("1003", 1, "sales/support?"), TestData.Row("1004", 1));
        return bench;
    }

    private static IElement Row(Page page, string exten) => page.Row(exten);

    private static IElement Choice(Page page, string label) => page.Find($".find select[aria-label={label}]");

    private static string Chosen(Page page, string label) => Choice(page, label).GetAttribute("value") ?? "";
}
