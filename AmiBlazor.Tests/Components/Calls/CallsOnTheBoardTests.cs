using AmiBlazor.Board;
using AmiBlazor.Calls;
using AmiBlazor.Tests.Support;
using Bunit;
using static AmiBlazor.Tests.Components.Calls.ShownCalls;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Components.Calls;

/// <summary>Calls in the rows of the grid, in its search, and in the details of an extension.</summary>
public sealed class CallsOnTheBoardTests
{
    [Fact]
    public async Task A_row_says_who_is_talked_to_and_since_when_as_soon_as_it_is_so()
    {
        await using var bench = await BenchAsync();
        var page = bench.Open();
        Assert.Equal("", page.Row("1001").QuerySelector(".c-call")!.TextContent);

        bench.Calls.Publish(Now(Talk(Noon)));

        page.WaitForAssertion(() => Assert.Equal("Talking to 1002 Ben Berg", page.Row("1001").QuerySelector(".c-call")!.TextContent), Timeouts.Default);
        Assert.Equal("2026-01-31T11:57:47Z", page.Row("1001").QuerySelector(".talk")!.GetAttribute("data-since"));
        Assert.Equal("Talking to 1001 Anna Adler", page.Row("1002").QuerySelector(".c-call")!.TextContent);
    }

    [Fact]
    public async Task An_extension_with_two_calls_says_so_and_has_both_in_its_title()
    {
        await using var bench = await BenchAsync(Talk(Noon), Ringing(Noon));

        var cell = bench.Open().Row("1001").QuerySelector(".c-call")!;

        Assert.Equal("Talking to 1002 Ben Berg (+1)", cell.TextContent);
        Assert.Equal("Talking to 1002 Ben Berg\nCall from +4930555123 Customer Ltd", cell.GetAttribute("title"));
    }

    [Fact]
    public async Task Only_the_rows_of_the_call_are_drawn()
    {
        await using var bench = await BenchAsync();
        var page = bench.Open();
        var before = page.RenderCounts();

        bench.Calls.Publish(Now(Ringing(Noon)));

        page.WaitForAssertion(() => Assert.Contains("Customer", page.RowText("1001"), StringComparison.Ordinal), Timeouts.Default);
        Assert.Equal(before["1002"], page.RenderCounts()["1002"]);
        Assert.Equal(before["1001"] + 1, page.RenderCounts()["1001"]);
    }

    [Fact]
    public async Task The_search_finds_the_other_party()
    {
        await using var bench = await BenchAsync(Ringing(Noon));

        Assert.Equal(["1001"], bench.Open("q=customer").Shown());
    }

    [Fact]
    public async Task The_details_of_an_extension_say_more()
    {
        await using var bench = await BenchAsync(Talk(Noon));

        var page = bench.Open("open=main%2Ffrom-internal%2F1001");

        Assert.Equal("Talking to 1002 Ben Berg", page.Find(".talk .what").TextContent);
        Assert.Equal("Outgoing, dialed 1002 · PJSIP/1001", page.Find(".talk .mud-text-secondary").TextContent);
    }

    [Fact]
    public async Task The_details_list_the_calls_of_today_those_under_way_first_and_a_call_that_ends_comes_to_the_others()
    {
        await using var bench = await BenchAsync(Talk(Noon));
        await SaveAsync(bench, Past("yesterday", Noon.AddHours(-13), "1001", "1002"), Past("1", Noon.AddHours(-3), "1001", "1002"),
            Past("2", Noon.AddHours(-2), "1002", "1001", connected: false), Past("3", Noon.AddHours(-1), "1002", "1003"));

        var page = bench.Open("open=main%2Ffrom-internal%2F1001");

        page.WaitForAssertion(
            () => Assert.Equal(
                ["Outgoing Talking to 1002 Ben Berg 11:57 UTC", "Missed 1002 Ben Berg Not answered 10:00 UTC", "Outgoing 1002 Ben Berg Answered · 1:00 min 09:00 UTC"],
                page.FindAll(".today li").Select(TextOf)),
            Timeouts.Default);
        Assert.Equal("./calls/past?pbx=main&extension=1001&context=from-internal", page.Find(".today a").GetAttribute("href"));

        await SaveAsync(bench, Past("4", Noon.AddMinutes(-3), "1001", "1002"));
        bench.Calls.Publish(Now());
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".today .live")), Timeouts.Default);
        ((FakeClock)bench.Database.Service<TimeProvider>()).Advance(TimeSpan.FromSeconds(1));
        page.WaitForAssertion(() => Assert.Equal("Outgoing 1002 Ben Berg Answered · 1:00 min 11:57 UTC", TextOf(page.Find(".today li"))), Timeouts.Default);
    }

    [Fact]
    public async Task Of_many_calls_the_details_list_some_and_lead_to_the_rest()
    {
        await using var bench = await BenchAsync();
        await SaveAsync(bench, [.. Enumerable.Range(1, 25).Select(number => Past($"{number}", Noon.AddMinutes(-number), "1001", "1002"))]);

        var page = bench.Open("open=main%2Ffrom-internal%2F1001");

        page.WaitForAssertion(() => Assert.Equal(20, page.FindAll(".today li").Count), Timeouts.Default);
        Assert.Equal("./calls/past?pbx=main&extension=1001&context=from-internal&from=2026-01-31&to=2026-01-31", page.Find(".today .more").GetAttribute("href"));
    }

    [Fact]
    public async Task A_contradiction_is_marked_in_the_row_said_in_the_details_and_goes_with_its_end()
    {
        await using var bench = await BenchAsync(Talk(Noon));
        var page = bench.Open("open=main%2Ffrom-internal%2F1001");
        Assert.Empty(page.FindAll(".presence-contradicted"));
        const string Sentence = "Contradiction: the PBX reports “Online”, but 1001 is in a call.";

        var found = new Contradiction(Anna, ContradictionKind.IdleInCall, ExtensionStatus.Online, Noon.AddSeconds(-9));
        bench.Calls.Update(Server, health => health with { Contradictions = 1, Contradicted = new Dictionary<ExtensionKey, Contradiction> { [Anna] = found } });

        page.WaitForAssertion(() => Assert.Equal(Sentence, page.Row("1001").QuerySelector(".presence-contradicted")!.TextContent.Trim()), Timeouts.Default);
        Assert.Single(page.FindAll(".presence-contradicted"));
        page.WaitForAssertion(() => Assert.Contains(Sentence, page.Find(".contradicted").TextContent, StringComparison.Ordinal), Timeouts.Default);
        Assert.Contains("Since 11:59:51 UTC. Asked again, the PBX repeated both.", page.Find(".contradicted").TextContent, StringComparison.Ordinal);

        ((FakeClock)bench.Database.Service<TimeProvider>()).Advance(TimeSpan.FromSeconds(1));
        bench.Calls.Update(Server, health => health with { Contradicted = new Dictionary<ExtensionKey, Contradiction>() });
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".presence-contradicted, .contradicted")), Timeouts.Default);
    }

    [Fact]
    public async Task Where_no_calls_are_followed_there_is_no_column()
    {
        await using var bench = await PageBench.CreateAsync();
        await bench.ApplyAsync(Row("1001"));

        Assert.Empty(bench.Open().FindAll(".c-call"));
    }

    private static RecordedCall Past(string id, DateTimeOffset at, string caller, string called, bool connected = true) => new(
        Server, id, [.. ((string[])[caller, called]).Select(exten => new RecordedLeg
        {
            ChannelId = id + exten, LinkedId = id, Device = "PJSIP/" + exten, Extension = new ExtensionKey(Server, Context, exten), Number = exten,
            Name = exten == "1002" ? "Ben Berg" : "Anna Adler", IsCaller = exten == caller, HasRung = exten == called, StartedAt = at, IsStartKnown = true,
            ConnectedAt = connected ? at : null, EndedAt = at.AddMinutes(1), Cause = 16,
        })]);

    private static async Task SaveAsync(PageBench bench, params RecordedCall[] calls)
    {
        await using var context = bench.Database.NewContext();
        context.Calls.AddRange(calls.Select(CallHistoryMapper.Row));
        await context.SaveChangesAsync(Xunit.TestContext.Current.CancellationToken);
    }

    private static string TextOf(AngleSharp.Dom.IElement element) =>
        string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static async Task<PageBench> BenchAsync(params Call[] calls)
    {
        var clock = new FakeClock();
        clock.SetUtcNow(Noon);
        var bench = await PageBench.CreateAsync(time: clock);
        await bench.ApplyAsync(Row("1001", hint: "PJSIP/1001"), Row("1002", hint: "PJSIP/1002"));
        bench.Calls.Update(Server, health => health with { State = CallsState.Live });
        bench.Calls.Publish(Now(calls));
        return bench;
    }
}
