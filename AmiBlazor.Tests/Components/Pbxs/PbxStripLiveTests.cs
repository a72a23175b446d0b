using AmiBlazor.Board;
using AmiBlazor.Components.Languages;
using AmiBlazor.Components.Pbxs;
using AmiBlazor.Live;
using AmiBlazor.Store;
using AmiBlazor.Tests.Support;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using static AmiBlazor.Tests.Components.PageBenchPreferences;
using static AmiBlazor.Tests.Support.TestData;
using TestContext = Xunit.TestContext;

namespace AmiBlazor.Tests.Components.Pbxs;

/// <summary>The strip of PBXs that are followed live.</summary>
public sealed class PbxStripLiveTests
{
    private static readonly DateTimeOffset Now = Noon.AddMinutes(30);

    [Fact]
    public async Task A_PBX_that_is_followed_says_since_when_and_when_it_was_compared()
    {
        await using var bench = await BenchAsync();
        var strip = Open(bench);

        bench.Report(main => main.Following(Noon));
        Says("main live since 12:00", "live");
        bench.Report(main => main with { LastCheck = new BoardVerification(Noon.AddMinutes(27), ChangeSource.Resync, 1, 0, 0) });
        Says("main live since 12:00; last verified 3 min ago", "live");

        Assert.Empty(strip.FindAll(".notice"));

        void Says(string text, string tone) => strip.WaitForAssertion(() => Assert.Equal((text, "pbx " + tone), Line(strip)), Timeouts.Default);
    }

    [Fact]
    public async Task A_PBX_that_is_being_connected_says_so_and_raises_no_doubt()
    {
        await using var bench = await BenchAsync();
        var strip = Open(bench);
        Assert.Equal(("main connecting…", "pbx joining"), Line(strip));

        bench.Report(main => main with { State = MainConnectionState.Syncing });

        strip.WaitForAssertion(() => Assert.Equal(("main connected; synchronizing", "pbx joining"), Line(strip)), Timeouts.Default);
        Assert.Empty(strip.FindAll(".notice"));
    }

    [Fact]
    public async Task A_PBX_that_is_away_says_since_when_why_and_in_its_own_words()
    {
        await using var bench = await BenchAsync();
        var strip = Open(bench);

        bench.Report(main => main.Down(Noon.AddMinutes(2)) with { PbxWords = "Leave me alone" });

        strip.WaitForAssertion(() => Assert.Equal(("main not live since 12:02; status may be outdated", "pbx trouble"), Line(strip)), Timeouts.Default);
        Assert.Equal("main has not been live since 12:02. Status may be outdated.", strip.Find(".head").TextContent);
        Assert.Equal("PBX “main” refused the action Login. AmiBlazor tries to reconnect every few seconds. Message from the PBX: Leave me alone What to check", Why(strip));
        Assert.Equal(["./help/errors/unknown-action", "?pbx-panel=main"], strip.FindAll(".notice a").Select(link => link.GetAttribute("href")));
        Assert.Equal("status", strip.Find(".told").GetAttribute("role"));
    }

    [Fact]
    public async Task Trying_again_draws_nothing_and_another_reason_is_not_read_aloud()
    {
        await using var bench = await BenchAsync();
        var strip = Open(bench);
        bench.Report(main => main.Down(Noon));
        strip.WaitForAssertion(() => Assert.NotEmpty(strip.FindAll(".notice")), Timeouts.Default);
        var drawn = strip.RenderCount;

        for (var number = 0; number < 5; number++)
            bench.Report(main => main.Down(Noon) with { NextTryAt = Now.AddSeconds(3) });
        await strip.InvokeAsync(() => { });
        Assert.Equal(drawn, strip.RenderCount);
        bench.Report(main => main.Down(Noon, $"PBX “{"main"}” refused the action {"Challenge"}."));

        strip.WaitForAssertion(() => Assert.Contains("Challenge", Why(strip), StringComparison.Ordinal), Timeouts.Default);
        Assert.Equal("off", strip.Find(".why").GetAttribute("aria-live"));
        Assert.Equal("false", strip.Find(".told").GetAttribute("aria-atomic"));
    }

    [Fact]
    public async Task A_PBX_that_refuses_us_says_what_to_do_and_when_it_is_tried_again()
    {
        await using var bench = await BenchAsync();
        var strip = Open(bench);

        bench.Report(main => main.Down(Noon) with { State = MainConnectionState.Refused, NextTryAt = Noon.AddMinutes(31) });

        strip.WaitForAssertion(() => Assert.Equal(("main refused since 12:00; status may be outdated", "pbx refused"), Line(strip)), Timeouts.Default);
        Assert.Contains("refused", strip.Find(".notice").ClassName, StringComparison.Ordinal);
        Assert.EndsWith("Next attempt at 12:31:00. What to check", Why(strip), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_PBX_of_which_nothing_was_ever_known_says_so()
    {
        await using var bench = await PageBench.CreateAsync([Nowhere("main", live: true)]);
        var strip = Open(bench);

        bench.Report(main => main.Down(Noon) with { GapSince = null });

        strip.WaitForAssertion(() => Assert.Equal(("main reconnecting; no data yet", "pbx trouble"), Line(strip)), Timeouts.Default);
        Assert.Equal("No data for main yet: there is no connection.", strip.Find(".head").TextContent);
    }

    [Fact]
    public async Task A_PBX_that_was_only_ever_refreshed_says_how_old_its_list_is()
    {
        await using var bench = await BenchAsync();
        var strip = Open(bench);

        bench.Report(main => main.Down(Noon) with { GapSince = null });

        strip.WaitForAssertion(() => Assert.Equal(("main reconnecting; list last updated 30 min ago", "pbx trouble"), Line(strip)), Timeouts.Default);
        Assert.Equal("main is not live. Status as of 12:00.", strip.Find(".head").TextContent);
    }

    [Fact]
    public async Task A_PBX_that_does_not_tell_every_change_is_in_doubt_though_it_is_up()
    {
        await using var bench = await BenchAsync();
        var strip = Open(bench);

        bench.Report(main => main.Following(Noon) with { EventsMissing = LiveMessages.Missed("main", 3) });

        strip.WaitForAssertion(() => Assert.Equal(("main live since 12:00, but some changes are not reported", "pbx trouble"), Line(strip)), Timeouts.Default);
        Assert.Equal("main is live, but some changes are not reported. Status may be outdated.", strip.Find(".head").TextContent);
        Assert.StartsWith("3 extensions of PBX “main” changed without an event.", Why(strip), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_that_was_taken_meanwhile_is_told()
    {
        await using var bench = await BenchAsync();
        await bench.ApplyAsync(Noon.AddMinutes(20), Row());
        var strip = Open(bench);

        bench.Report(main => main.Down(Noon.AddMinutes(2)));

        strip.WaitForAssertion(() => Assert.Contains("List last updated 10 min ago.", Why(strip), StringComparison.Ordinal), Timeouts.Default);
    }

    [Fact]
    public async Task A_refresh_that_failed_is_told_beside_a_connection_that_is_well_until_a_list_comes()
    {
        await using var bench = await BenchAsync();
        var run = Run(RefreshOutcome.Failed, endedAt: Noon.AddMinutes(20));
        await bench.Database.Store.RecordRunAsync(run, TestContext.Current.CancellationToken);
        bench.Report(main => main.Following(Noon));

        var strip = Open(bench);
        strip.WaitForAssertion(() => Assert.Equal(("main live since 12:00; refresh failed 10 min ago View refresh", "pbx trouble"), Line(strip)), Timeouts.Default);
        await bench.ApplyAsync(Noon.AddMinutes(25), Row());
        strip.Render(parameters => parameters.Add(strip => strip.Now, Now.UtcDateTime));

        Assert.Equal(("main live since 12:00", "pbx live"), Line(strip));
    }

    [Fact]
    public async Task The_notice_goes_when_the_PBX_is_followed_again_and_that_is_read_aloud()
    {
        await using var bench = await BenchAsync();
        bench.Report(main => main.Down(Noon));
        var strip = Open(bench);
        Assert.NotEmpty(strip.FindAll(".notice"));

        bench.Report(main => main.Following(Noon.AddMinutes(5)));
        strip.WaitForAssertion(() => Assert.Equal("main is live again.", strip.Find(".told").TextContent.Trim()), Timeouts.Default);
        bench.Report(main => main.Down(Noon.AddMinutes(6)));

        strip.WaitForAssertion(() => Assert.StartsWith("main has not been live since 12:06", strip.Find(".told").TextContent.Trim(), StringComparison.Ordinal), Timeouts.Default);
        Assert.Empty(strip.FindAll(".spoken"));
    }

    [Fact]
    public async Task Each_PBX_in_doubt_has_a_notice_of_its_own()
    {
        await using var bench = await PageBench.CreateAsync([Nowhere("west", live: true), Nowhere("east"), Nowhere("north", live: true)]);
        bench.Report(main => main.Down(Noon), "north");
        bench.Report(main => main.Following(Noon), "west");

        var strip = Open(bench);

        Assert.StartsWith("No data for north", Assert.Single(strip.FindAll(".head")).TextContent, StringComparison.Ordinal);
        Assert.Equal(["pbx live", "pbx never", "pbx trouble"], strip.FindAll("li").Select(line => line.ClassName));
    }

    [Fact]
    public async Task Doubt_is_told_in_German()
    {
        await using var bench = await PageBench.CreateAsync([Nowhere("haupt", live: true)]);
        await bench.ApplyAsync("haupt", Noon, Row());
        bench.Speak("de");
        bench.Report(main => main.Down(Noon, LiveMessages.ShutDown("haupt", restarting: true)), "haupt");

        var strip = Open(bench);

        Assert.Equal("nicht live seit 12:00; Status evtl. veraltet", strip.Find(".line span").TextContent);
        Assert.Empty(EnglishLeft.In(strip.Markup));
    }

    [Fact]
    public async Task What_the_PBX_says_is_text()
    {
        await using var bench = await BenchAsync();
        bench.Report(main => main.Down(Noon, $"PBX “{"<b>x</b>"}” refused the action {"Login"}.") with { PbxWords = "<script>\u0007" });

        var strip = Open(bench);

        Assert.Empty(strip.FindAll("b, script"));
        Assert.Equal("<script>␇", strip.Find("q").TextContent);
    }

    private static async Task<PageBench> BenchAsync()
    {
        var bench = await PageBench.CreateAsync([Nowhere("main", live: true)]);
        await bench.ApplyAsync(Row());
        return bench;
    }

    private static IRenderedComponent<PbxStrip> Open(PageBench bench)
    {
        bench.Context.Renderer.SetRendererInfo(new RendererInfo("Server", true));
        bench.Context.Services.GetRequiredService<Localizer>().Zone = TimeZoneInfo.Utc;
        return bench.Context.Render<PbxStrip>(parameters => parameters.Add(strip => strip.Now, Now.UtcDateTime));
    }

    private static (string Text, string? Tone) Line(IRenderedComponent<PbxStrip> strip)
    {
        var line = strip.Find("li");
        return (string.Join(' ', line.QuerySelectorAll(".line > *, .run").Select(part => part.TextContent).Where(text => text.Length > 0)), line.ClassName);
    }

    private static string Why(IRenderedComponent<PbxStrip> strip) => strip.Find(".why").TextContent.Trim();
}
