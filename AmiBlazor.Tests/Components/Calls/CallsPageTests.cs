using AmiBlazor.Calls;
using AmiBlazor.Components.Calls;
using AmiBlazor.Tests.Support;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using static AmiBlazor.Tests.Components.Calls.ShownCalls;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Components.Calls;

public sealed class CallsPageTests
{
    [Fact]
    public async Task Every_call_has_its_parties_its_state_its_clock_and_its_queue_the_longest_first()
    {
        await using var bench = await BenchAsync(Ringing(Noon), Waiting(Noon), Talk(Noon));

        var page = Open(bench);

        Assert.Equal("3 calls", page.Find(".shown").TextContent);
        Assert.Equal(
            [
                "1001 Anna Adler|1002 Ben Berg|Talking|2 min|",
                "anonymous|Waiting in queue support|Waiting|40 s|support",
                "+4930555123 Customer Ltd|1001 Anna Adler|Ringing|5 s|",
            ],
            Rows(page));
        Assert.Equal(RelativeTimeOf(-133), page.Find("time[data-tick]").GetAttribute("datetime"));
        Assert.Equal("./?open=main%2Ffrom-internal%2F1001", page.Find(".c-from a").GetAttribute("href"));
    }

    [Fact]
    public async Task A_call_that_comes_or_ends_is_shown_at_once()
    {
        var clock = new FakeClock();
        await using var bench = await BenchAsync(clock);
        var page = Open(bench);
        Assert.Equal("No calls", page.Find(".empty h2").TextContent);

        bench.Calls.Publish(Now(Talk(Noon)));
        page.WaitForAssertion(() => Assert.Single(Rows(page)), Timeouts.Default);

        clock.Advance(TimeSpan.FromSeconds(1));
        bench.Calls.Publish(Now());
        page.WaitForAssertion(() => Assert.Equal("No calls", page.Find(".empty h2").TextContent), Timeouts.Default);
    }

    [Theory]
    [InlineData("q=berg", 1)]
    [InlineData("q=+4930", 1)]
    [InlineData("q=support", 1)]
    [InlineData("q=talking", 1)]
    [InlineData("q=anna", 2)]
    [InlineData("q=anna+customer", 1)]
    [InlineData("state=waiting", 1)]
    [InlineData("state=ringing&q=1001", 1)]
    [InlineData("state=nonsense", 3)]
    [InlineData("q=nobody", 0)]
    public async Task Calls_are_found_by_what_is_shown_of_them(string query, int found)
    {
        await using var bench = await BenchAsync(Talk(Noon), Ringing(Noon), Waiting(Noon));

        var page = Open(bench, query.Replace("+4930", "%2B4930", StringComparison.Ordinal));

        Assert.Equal(found, Rows(page).Length);
        Assert.Equal(found == 3 ? "3 calls" : $"{found} of 3 calls", page.Find(".shown").TextContent);
    }

    [Fact]
    public async Task Grouped_by_queue_each_group_has_a_heading_with_its_count()
    {
        await using var bench = await BenchAsync(Talk(Noon), Ringing(Noon), Waiting(Noon));

        var page = Open(bench, "group=queue");

        Assert.Equal(["No queue 2 calls", "support 1 call"], page.FindAll("tr.group").Select(TextOf));
    }

    [Fact]
    public async Task Who_sees_one_extension_sees_its_call_but_not_the_hidden_one()
    {
        await using var bench = await BenchAsync(Talk(Noon), Waiting(Noon));
        await bench.MoveAsync(Server, "1001", "Sales");
        await bench.LimitAsync([Server], ["Sales"]);

        var page = Open(bench);

        Assert.Equal(["1001 Anna Adler|another extension|Talking|2 min|"], Rows(page));
        Assert.DoesNotContain("Berg", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("1002", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Why_calls_are_unavailable_is_said_with_the_PBXs_words()
    {
        await using var bench = await BenchAsync();
        bench.Calls.Update(Server, health => health with { State = CallsState.Unavailable, Reason = $"Not allowed.", PbxWords = "Permission denied" });

        var page = Open(bench);

        Assert.Contains("Not allowed.", page.Find(".unknown").TextContent, StringComparison.Ordinal);
        Assert.Contains("Permission denied", page.Find(".unknown").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_and_numbers_are_text_whatever_they_hold()
    {
        var hostile = Waiting(Noon) with { Parties = [Waiting(Noon).Parties[0] with { Number = "<b>1</b>", Name = "<i>x</i>\r\n\u0007", Queue = "<u>q</u>" }] };
        await using var bench = await BenchAsync(hostile);

        var page = Open(bench);

        Assert.Empty(page.FindAll("td b, td i:not([aria-hidden]), td u"));
        Assert.Contains("<b>1</b> <i>x</i>", page.Find("td.c-from").TextContent, StringComparison.Ordinal);
    }

    private static string[] Rows(IRenderedComponent<CallsPage> page) =>
        [.. page.FindAll("tr.call").Select(row => string.Join('|', row.QuerySelectorAll("td").Select(TextOf)))];

    private static string TextOf(AngleSharp.Dom.IElement element) => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string RelativeTimeOf(int seconds) => AmiBlazor.Components.Shared.RelativeTime.Machine(Noon.AddSeconds(seconds));

    private static Task<PageBench> BenchAsync(params Call[] calls) => BenchAsync(new FakeClock(), calls);

    private static async Task<PageBench> BenchAsync(FakeClock clock, params Call[] calls)
    {
        clock.SetUtcNow(Noon);
        var bench = await PageBench.CreateAsync(time: clock);
        await bench.ApplyAsync(Row("1001", hint: "PJSIP/1001"), Row("1002", hint: "PJSIP/1002"));
        bench.Calls.Update(Server, health => health with { State = CallsState.Live });
        bench.Calls.Publish(Now(calls));
        return bench;
    }

    private static IRenderedComponent<CallsPage> Open(PageBench bench, string query = "")
    {
        bench.Context.Renderer.SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        bench.Context.Services.GetRequiredService<NavigationManager>().NavigateTo("/calls?" + query);
        _ = bench.Popovers;
        return bench.Context.Render<CallsPage>();
    }
}
