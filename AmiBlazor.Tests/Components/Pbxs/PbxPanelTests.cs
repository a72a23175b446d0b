using AmiBlazor.Ami;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Board;
using AmiBlazor.Calls;
using AmiBlazor.Components.Languages;
using AmiBlazor.Components.Pbxs;
using AmiBlazor.History;
using AmiBlazor.Live;
using AmiBlazor.Refresh;
using AmiBlazor.Store;
using AmiBlazor.Tests.Browser;
using AmiBlazor.Tests.Support;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using static AmiBlazor.Tests.Components.PageBenchPreferences;
using static AmiBlazor.Tests.Support.TestData;
using TestContext = Xunit.TestContext;

namespace AmiBlazor.Tests.Components.Pbxs;

public sealed class PbxPanelTests
{
    private readonly FakeClock _clock = new();

    private DateTimeOffset Now => _clock.GetUtcNow();

    [Fact]
    public async Task It_shows_how_the_main_connection_is_in_figures()
    {
        await using var bench = await BenchAsync();
        bench.Report(main => main.Following(Now.AddHours(-2)) with
        {
            AmiVersion = "11.0.0",
            LastEventAt = Now.AddMinutes(-3),
            Events = 1204,
            EventsOutsideContexts = 30,
            Reconnects = 2,
            RoundTrip = TimeSpan.FromMilliseconds(3.14),
        });

        var panel = Open(bench);

        Assert.Equal("main", panel.Find("h2").TextContent);
        Assert.Equal(("Live", "since 08:30:00", "2 h 00 min"), (panel.Find(".mud-chip").TextContent, panel.Find(".now time").TextContent, panel.Find(".lasted").TextContent));
        Assert.Equal("Changes appear immediately.", panel.Find(".means").TextContent);
        Assert.Equal(
            ("11.0.0", "10:27:00 (3 min ago)", "1,204, including 30 in contexts that are not shown", "2", "3.1 ms"),
            (Fact(panel, "AMI version"), Fact(panel, "Last event"), Fact(panel, "Events"), Fact(panel, "Reconnects"), Fact(panel, "Ping")));
        Assert.Equal("No gaps recorded.", panel.Find(".none:not(span)").TextContent);
    }

    [Theory]
    [InlineData(Roles.Administrator, "ext-local", true)]
    [InlineData(Roles.Supervisor, "ext-local", false)]
    [InlineData(Roles.Administrator, "from-internal", false)]
    public async Task An_administrator_is_offered_the_preset_that_suits_a_list_of_FreePBX(string role, string context, bool isOffered)
    {
        await using var bench = await BenchAsync();
        bench.Person.Become(role);
        await bench.ApplyAsync(Row("1001", context: context), Row("1002", context: context), Row("*761001", context: "app-dnd"), Row("*721001", context: context));

        var panel = Open(bench);

        Assert.Equal(isOffered ? 1 : 0, panel.FindAll(".preset").Count);
        if (!isOffered) return;
        Assert.StartsWith(
            "This list looks like FreePBX's: 2 of 4 extensions are feature codes or lie outside ext-local.", panel.Find(".preset p").TextContent, StringComparison.Ordinal);
        Assert.Equal(["Ami:Servers:0:Preset=freepbx", "Ami__Servers__0__Preset=freepbx"], panel.FindAll(".preset code").Select(code => code.TextContent));
    }

    [Fact]
    public async Task The_preset_is_not_offered_where_it_would_leave_most_people_out()
    {
        await using var bench = await BenchAsync();
        bench.Person.Become(Roles.Administrator);
        await bench.ApplyAsync(Row("1001", context: "ext-local"), Row("*761001", context: "ext-local"), Row("2001", context: "floor"), Row("2002", context: "floor"));

        Assert.Empty(Open(bench).FindAll(".preset"));
    }

    [Fact]
    public async Task A_missing_filter_is_told_with_the_lines_for_manager_conf_and_names_with_their_source()
    {
        await using var bench = await BenchAsync();
        bench.Report(main => main.Following(Now) with { EventsSkipped = 1204, UnneededEvent = "Newexten", Names = new NamesHealth(NamesSource.Database, 118) });

        var panel = Open(bench);

        Assert.StartsWith("1,204Such as Newexten: no eventfilter of the manager account keeps them away.", Fact(panel, "Unneeded events"), StringComparison.Ordinal);
        Assert.Equal(
            [AmiEventFilter.Line, "eventfilter(action(include),name(ExtensionStatus)) ="],
            [panel.Find("code.filter").TextContent, panel.Find("code.filter span").TextContent]);
        Assert.Equal("118 of 0 extensions, from the PBX's database (AMPUSER)", Fact(panel, "Names"));

        bench.Report(main => main with { EventsSkipped = 1204, UnneededEvent = null, Names = new NamesHealth(NamesSource.Denied, 0) });

        Assert.Equal("1,204", Fact(panel, "Unneeded events"));
        Assert.StartsWith("The manager account may not read them. Add write=reporting", Fact(panel, "Names"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Before_anything_was_heard_the_figures_say_so()
    {
        await using var bench = await BenchAsync();

        var panel = Open(bench);

        Assert.Equal("Connecting", panel.Find(".mud-chip").TextContent);
        Assert.Equal(
            ("none yet", "none since the start", "0", "not yet", "none yet", "none yet"),
            (Fact(panel, "AMI version"), Fact(panel, "Last event"), Fact(panel, "Events"), Fact(panel, "Ping"), Fact(panel, "Last list"), Fact(panel, "Last resync")));
        Assert.StartsWith("Not verified since", panel.Find(".meter").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_only_grows_is_read_again_every_second_while_the_panel_is_open()
    {
        await using var bench = await BenchAsync();
        bench.Report(main => main.Following(Now));
        var panel = Open(bench);

        bench.Report(main => main with { Events = 7 }, isNews: false);
        Assert.Equal("0", Fact(panel, "Events"));
        _clock.Advance(TimeSpan.FromSeconds(1));

        panel.WaitForAssertion(() => Assert.Equal(("7", "1 s"), (Fact(panel, "Events"), panel.Find(".lasted").TextContent)), Timeouts.Default);
    }

    [Fact]
    public async Task A_panel_that_is_closed_leaves_nobody_behind()
    {
        await using var bench = await BenchAsync();
        var page = bench.Open("pbx-panel=main");
        Assert.NotEmpty(page.FindComponents<PbxPanel>());
        var open = bench.Connections.SubscriberCount;

        await page.ClickAsync("Close");
        page.WaitForAssertion(() => Assert.Empty(page.FindComponents<PbxPanel>()), Timeouts.Default);
        Assert.Equal(open - 1, bench.Connections.SubscriberCount);
        await bench.Context.DisposeComponentsAsync();

        Assert.Equal(0, bench.Connections.SubscriberCount);
    }

    [Fact]
    public async Task While_the_browser_is_away_the_panel_rests()
    {
        await using var bench = await BenchAsync();
        bench.Report(main => main.Following(Now));
        var panel = Open(bench);

        await bench.Connection.OnConnectionDownAsync(null!, TestContext.Current.CancellationToken);
        panel.WaitForAssertion(() => Assert.Equal(0, bench.Connections.SubscriberCount), Timeouts.Default);
        bench.Report(main => main with { Events = 7 });
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("0", Fact(panel, "Events"));
        await bench.Connection.OnConnectionUpAsync(null!, TestContext.Current.CancellationToken);

        panel.WaitForAssertion(() => Assert.Equal("7", Fact(panel, "Events")), Timeouts.Default);
    }

    [Fact]
    public async Task The_truth_meter_says_how_states_and_calls_agree()
    {
        await using var bench = await BenchAsync();
        bench.Report(main => main.Following(Now));
        bench.Calls.Update("main", health => health with { State = CallsState.Live });
        Assert.Equal("States and calls agree.", Open(bench).Find(".truth").TextContent);

        var anna = new ExtensionKey("main", Context, "1001");
        bench.Calls.Update("main", health => health with
        {
            Contradictions = 3,
            Contradicted = new Dictionary<ExtensionKey, Contradiction> { [anna] = new(anna, ContradictionKind.IdleInCall, ExtensionStatus.Online, Now) },
        });

        Assert.Equal("3 contradictions between states and calls since the program started. Now: 1001.", Open(bench).Find(".truth").TextContent);
    }

    [Fact]
    public async Task The_truth_meter_says_what_differed_and_leads_to_the_refresh_that_found_it()
    {
        await using var bench = await BenchAsync();
        bench.Report(main => main.Following(Now) with { LastCheck = new BoardVerification(Now.AddMinutes(-3), ChangeSource.Resync, 60, 0, 0) });
        var panel = Open(bench);
        Assert.Equal("Verified 3 min ago: no differences.", panel.Find(".meter").TextContent.Trim());
        Assert.Empty(panel.FindAll(".meter a"));

        bench.Report(main => main with { LastCheck = new BoardVerification(Now, ChangeSource.Refresh, 60, 2, 2) { ConnectionId = "separate-1" } });

        panel.WaitForAssertion(
            () => Assert.StartsWith("Verified just now: 2 of 60 extensions differed and were corrected.", panel.Find(".meter").TextContent.Trim(), StringComparison.Ordinal),
            Timeouts.Default);
        Assert.Contains("wrong", panel.Find(".meter").ClassName, StringComparison.Ordinal);
        Assert.Equal("?run=separate-1", panel.Find(".meter a").GetAttribute("href"));
    }

    [Theory]
    [InlineData(ResyncReason.Reloaded, 3, 2, 1, "after a reload: 2 hints added, 1 hint removed, 2 statuses changed")]
    [InlineData(ResyncReason.Connected, 0, 1, 0, "after connecting: 1 hint added")]
    [InlineData(ResyncReason.Booted, 2, 0, 2, "after the PBX started: 2 hints removed")]
    [InlineData(ResyncReason.Overrun, 1, 0, 0, "after an event overflow: 1 status changed")]
    [InlineData(ResyncReason.Check, 0, 0, 0, "periodic check: no changes")]
    internal async Task A_resync_says_why_and_what_was_new(ResyncReason reason, int changed, int added, int gone, string says)
    {
        await using var bench = await BenchAsync();
        bench.Report(main => main.Following(Now) with { LastResync = new ResyncResult(Now, reason, 60, changed, added, gone) });

        var panel = Open(bench);

        Assert.Equal(says, panel.Find(".how").TextContent);
    }

    [Fact]
    public async Task A_PBX_that_is_away_says_why_and_counts_down_to_the_next_try()
    {
        await using var bench = await BenchAsync();
        bench.Report(main => main.Down(Now) with { State = MainConnectionState.Refused, PbxWords = "Authentication failed", NextTryAt = Now.AddSeconds(60) });
        var panel = Open(bench);
        Assert.Equal("Refused", panel.Find(".mud-chip").TextContent);
        Assert.Contains("refused the action Login.", panel.Find(".why").TextContent, StringComparison.Ordinal);
        Assert.Equal("Authentication failed", panel.Find(".why q").TextContent);

        _clock.Advance(TimeSpan.FromSeconds(20));
        panel.WaitForAssertion(() => Assert.Equal("Next attempt in 40 s", panel.Find(".next").TextContent), Timeouts.Default);
        _clock.Advance(TimeSpan.FromSeconds(40));

        panel.WaitForAssertion(() => Assert.Equal("Trying again now.", panel.Find(".next").TextContent), Timeouts.Default);
    }

    [Fact]
    public async Task Gaps_are_listed_newest_first_with_reason_length_and_what_was_found()
    {
        await using var bench = await BenchAsync();
        var gaps = bench.Database.Service<MonitoringGapStore>();
        await GapAsync(gaps, Now.AddHours(-3), Now.AddHours(-2), 0);
        await GapAsync(gaps, Now.AddHours(-1), Now.AddMinutes(-50), 3);
        await gaps.BeginAsync("main", Now.AddSeconds(-30), LiveMessages.ShutDown("main", restarting: true), "Shutdown", TestContext.Current.CancellationToken);

        var panel = Open(bench);

        panel.WaitForAssertion(() => Assert.Equal(
            ["since 10:29:30 30 s Ongoing.", "09:30:00 to 09:40:00 10 min 3 extensions changed during the gap.", "07:30:00 to 08:30:00 1 h 00 min No changes during the gap."],
            panel.FindAll("li").Select(gap => string.Join(' ', gap.QuerySelectorAll(".when, .length, .found").Select(part => part.TextContent)))), Timeouts.Default);
        Assert.Equal("PBX “main” reported that it is restarting. AmiBlazor reconnects as soon as it is back.", panel.Find("li p").TextContent);
        Assert.Equal("Shutdown", panel.Find("li q").TextContent);
    }

    [Fact]
    public async Task A_gap_that_ends_while_the_panel_is_open_is_read_anew()
    {
        await using var bench = await BenchAsync();
        var gaps = bench.Database.Service<MonitoringGapStore>();
        await gaps.BeginAsync("main", Now.AddMinutes(-5), LiveMessages.NotRunning(), null, TestContext.Current.CancellationToken);
        bench.Report(main => main.Down(Now.AddMinutes(-5)));
        var panel = Open(bench);
        panel.WaitForAssertion(() => Assert.Equal("Ongoing.", panel.Find(".found").TextContent), Timeouts.Default);

        await gaps.EndAsync("main", Now, 1, TestContext.Current.CancellationToken);
        bench.Report(main => main.Following(Now) with { LastResync = new ResyncResult(Now, ResyncReason.Connected, 60, 1, 0, 0) });

        panel.WaitForAssertion(() => Assert.Equal("1 extension changed during the gap.", panel.Find(".found").TextContent), Timeouts.Default);
    }

    [Fact]
    public async Task A_database_that_is_down_is_told_logged_and_can_be_asked_again()
    {
        await using var bench = await BenchAsync();
        bench.Context.Services.AddLogging(logging => logging.AddFakeLogging());
        bench.Database.Execute("ALTER TABLE Gaps RENAME TO Away");
        var panel = Open(bench);
        panel.WaitForAssertion(() => Assert.Equal("The gaps could not be read from the database.", panel.Find("[role=alert] p").TextContent), Timeouts.Default);
        Assert.Single(bench.Context.Services.GetFakeLogCollector().GetSnapshot(), line => line.Id.Name is "PageGapsUnread");

        bench.Database.Execute("ALTER TABLE Away RENAME TO Gaps");
        await panel.ClickAsync("Try again");

        panel.WaitForAssertion(() => Assert.Contains("No gaps recorded.", panel.Markup, StringComparison.Ordinal), Timeouts.Default);
    }

    [Fact]
    public async Task A_PBX_that_is_not_followed_says_how_it_would_be()
    {
        await using var bench = await PageBench.CreateAsync(time: _clock);

        var panel = Open(bench);

        Assert.Equal("Not live", panel.Find(".mud-chip").TextContent);
        Assert.Contains("set Live to true", panel.Find(".means").TextContent, StringComparison.Ordinal);
        Assert.Empty(panel.FindAll("dl, ol, .meter"));
    }

    [Fact]
    public async Task An_address_opens_it_and_one_that_names_no_PBX_is_told()
    {
        await using var bench = await BenchAsync();

        Assert.Equal("main", bench.Open("pbx-panel=main").Find("[role=dialog] h2").TextContent);
        var page = bench.Open("pbx-panel=nobody");

        Assert.Empty(page.FindAll("[role=dialog]"));
        Assert.Equal("The PBX in the URL is not configured: “nobody”.", page.Find(".hint").TextContent);
    }

    [Fact]
    public async Task It_is_in_German_too()
    {
        await using var bench = await PageBench.CreateAsync([Nowhere("haupt", live: true)], _clock);
        bench.Speak("de");
        await GapAsync(bench.Database.Service<MonitoringGapStore>(), Now.AddHours(-3), Now.AddHours(-2), 2, "haupt");
        bench.Report(main => main.Down(Now, LiveMessages.ShutDown("haupt", restarting: false)) with
        {
            AmiVersion = "11.0.0",
            NextTryAt = Now.AddSeconds(3),
            LastCheck = new BoardVerification(Now, ChangeSource.Refresh, 60, 2, 2) { ConnectionId = "separate-1" },
            LastResync = new ResyncResult(Now, ResyncReason.Reloaded, 60, 3, 2, 1),
            Events = 20,
            EventsOutsideContexts = 3,
        }, "haupt");

        var panel = Open(bench, "haupt");

        panel.WaitForAssertion(() => Assert.NotEmpty(panel.FindAll("li")), Timeouts.Default);
        Assert.Equal("Wird neu verbunden", panel.Find(".mud-chip").TextContent);
        Assert.Empty(EnglishLeft.In(panel.Markup));
    }

    private Task<PageBench> BenchAsync() => PageBench.CreateAsync([Nowhere("main", live: true)], _clock);

    private static IRenderedComponent<PbxPanel> Open(PageBench bench, string server = "main")
    {
        bench.Context.Renderer.SetRendererInfo(new RendererInfo("Server", true));
        bench.Context.Services.GetRequiredService<Localizer>().Zone = TimeZoneInfo.Utc;
        return bench.Context.Render<PbxPanel>(parameters => parameters.Add(panel => panel.Server, server));
    }

    private static async Task GapAsync(MonitoringGapStore gaps, DateTimeOffset beganAt, DateTimeOffset endedAt, int changed, string server = "main")
    {
        await gaps.BeginAsync(server, beganAt, LiveMessages.NotRunning(), null, TestContext.Current.CancellationToken);
        await gaps.EndAsync(server, endedAt, changed, TestContext.Current.CancellationToken);
    }

    private static string Fact(IRenderedComponent<PbxPanel> panel, string name) =>
        panel.FindAll("dl div").Single(fact => fact.QuerySelector("dt")!.TextContent == name).QuerySelector("dd")!.TextContent.Trim();
}
