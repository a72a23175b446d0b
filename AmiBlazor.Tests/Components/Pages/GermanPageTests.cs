using AmiBlazor.Ami;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Board;
using AmiBlazor.Components.Layout;
using AmiBlazor.Components.Pages;
using AmiBlazor.Components.Shared;
using AmiBlazor.Tests.Support;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using static AmiBlazor.Tests.Components.PageBenchPreferences;
using static AmiBlazor.Tests.Support.TestData;
using TestContext = Xunit.TestContext;

namespace AmiBlazor.Tests.Components.Pages;

public sealed class GermanPageTests
{
    // Values that are no words of any text.
    private const string Dialplan = "intern";
    private static readonly int[] Codes = [0, 1, 2, 4, 8, 9, 16, -1];

    [Fact]
    public async Task An_empty_page_is_in_German()
    {
        await using var bench = await GermanAsync(notices: new StartupNotices("xyz"));
        var head = bench.Context.Render<HeadOutlet>();

        var page = bench.Open("open=x");

        Assert.Empty(EnglishLeft.In(page.Markup));
        Assert.Equal("Nebenstellen · AmiBlazor", head.Find("title").TextContent);
        Assert.NotEmpty(page.Buttons("Aktualisieren"));
    }

    [Fact]
    public async Task Extensions_in_every_status_are_in_German()
    {
        await using var bench = await FullAsync();
        var head = bench.Context.Render<HeadOutlet>();

        var page = bench.Open();

        Assert.Empty(EnglishLeft.In(page.Markup));
        Assert.Equal("Nebenstellen · AmiBlazor", head.Find("title").TextContent);
        Assert.Equal(
            ["Frei", "Im Gespräch", "Besetzt", "Offline", "Klingelt", "Klingelt, im Gespräch", "Gehalten", "Unbekannt"],
            page.FindAll(".chip span:not(.spoken)").Select(label => label.TextContent));
    }

    [Fact]
    public async Task Filters_hints_and_nothing_found_are_in_German()
    {
        await using var bench = await FullAsync();

        var page = bench.Open("q=zzz&status=xxx&pbx=yyy&context=vvv&sort=www&open=uuu");

        Assert.Equal(5, page.FindAll("p.hint").Count);
        Assert.Equal("Keine Treffer", page.Find("h2").TextContent);
        Assert.Equal("0 von 8 Nebenstellen", page.Find(".shown").TextContent);
        Assert.Empty(EnglishLeft.In(page.Markup));
    }

    [Fact]
    public async Task A_PBX_in_trouble_is_told_in_German()
    {
        await using var bench = await FullAsync();
        var ended = Noon.AddMinutes(1);
        await bench.Database.Store.RecordRunAsync(Run(RefreshOutcome.Failed, "haupt", ended), TestContext.Current.CancellationToken);
        await bench.Database.Store.RecordRunAsync(Run(RefreshOutcome.Failed, "neben", ended), TestContext.Current.CancellationToken);

        var page = bench.Open();

        Assert.Equal(2, page.FindAll(".pbx.trouble .run").Count);
        Assert.Empty(EnglishLeft.In(page.Markup));
    }

    [Fact]
    public async Task A_running_refresh_of_somebody_else_is_told_in_German()
    {
        await using var pbx = FakeAmiServer.Start();
        await using var bench = await GermanAsync(pbx.Options("haupt"));
        await bench.ApplyAsync("haupt", Noon, Row("1001", context: Dialplan), Row("1002", context: Dialplan));
        var page = bench.Open();

        var refreshing = bench.Service.RefreshAsync("haupt", TestData.Asker("bernd"), TestContext.Current.CancellationToken);
        var session = await pbx.AcceptAsync();
        await session.LoginAsync();
        var list = await session.ExpectAsync("ExtensionStateList");
        await session.StartListAsync(list.ActionId);
        await session.SendRowsAsync(list.ActionId, new ExtensionState(Dialplan, "1001", "PJSIP/1001", 8));
        page.WaitForAssertion(() => Assert.Contains("1 von etwa 2 Nebenstellen", page.Find(".run").TextContent, StringComparison.Ordinal), Timeouts.Default);

        Assert.Contains("gestartet von bernd", page.Find(".run").TextContent, StringComparison.Ordinal);
        Assert.Equal("Stoppen", page.Buttons("Stoppen").Single().TextContent.Trim());
        Assert.Empty(EnglishLeft.In(page.Markup));
        await session.SendRowsAsync(list.ActionId, new ExtensionState(Dialplan, "1002", "PJSIP/1002", 0));
        await session.CompleteAsync(list.ActionId, 2);
        await refreshing.InTime();

        // Drawn by somebody else's refresh, on a thread that speaks no language.
        page.WaitForAssertion(() => Assert.Contains("Klingelt", page.RowText("1001"), StringComparison.Ordinal), Timeouts.Default);
        page.WaitForAssertion(() => Assert.Contains("gestartet von bernd", page.Find(".result .by").TextContent, StringComparison.Ordinal), Timeouts.Default);
        Assert.Empty(EnglishLeft.In(page.Markup, except: ".result > span:not(.by)"));
    }

    [Fact]
    public async Task A_timer_draws_in_German()
    {
        var clock = new FakeClock();
        await using var bench = await GermanAsync(time: clock);
        await bench.ApplyAsync("haupt", clock.GetUtcNow(), Row("1001", 4, Dialplan));
        await bench.ApplyAsync("haupt", clock.GetUtcNow(), Row("1001", 0, Dialplan));
        var page = bench.Open();
        Assert.Equal("gerade eben", page.Find("td.c-since").TextContent);

        clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal("5 min", page.Find("td.c-since").TextContent);
        Assert.Contains("erreichbar; Liste aktualisiert: vor 5 min", page.Find(".pbxs").TextContent, StringComparison.Ordinal);
        Assert.Empty(EnglishLeft.In(page.Markup));
    }

    [Fact]
    public async Task Numbers_and_dates_are_written_as_Germans_write_them()
    {
        await using var bench = await GermanAsync();
        bench.Like(DisplayPreferences.Parse("lang=de&zone=Europe/Berlin"));
        await bench.ApplyAsync("haupt", Noon, Rows(1204));

        var page = bench.Open();

        Assert.Equal("1.204 Nebenstellen", page.Find(".shown").TextContent);
        Assert.StartsWith("1.204", page.Find(".tile .count").TextContent, StringComparison.Ordinal);
        page.Find("input[type=search]").Input("1000");
        Assert.Equal("11 von 1.204 Nebenstellen", page.Find(".shown").TextContent);
    }

    [Fact]
    public async Task Frame_and_menu_are_in_German()
    {
        await using var bench = await GermanAsync();
        bench.Context.Renderer.SetRendererInfo(new RendererInfo("Server", true));

        var layout = bench.Context.Render<MainLayout>();
        await layout.ClickAsync("Ansicht");
        layout.WaitForAssertion(() => Assert.NotEmpty(layout.FindAll("[role=menuitemradio]")), Timeouts.Default);
        await using var second = await GermanAsync();
        second.Context.Renderer.SetRendererInfo(new RendererInfo("Server", true));
        var faulty = second.Context.Render<MainLayout>(parameters => parameters.Add(page => page.Body, _ => throw new InvalidOperationException("x")));
        var reconnecting = bench.Context.Render<ReconnectDialog>();

        // Each language is called as it calls itself.
        Assert.Equal("English", layout.Find("[role=menuitemradio][lang=en]").TextContent.Trim());
        Assert.Empty(EnglishLeft.In(layout.Markup + faulty.Markup + reconnecting.Markup, except: "[role=menuitemradio][lang=en]"));
    }

    [Fact]
    public async Task Who_may_only_look_reads_German_alone()
    {
        await using var bench = await FullAsync();
        bench.Person.Become(Roles.Viewer);

        var page = bench.Open();

        Assert.Empty(page.Buttons("Aktualisieren"));
        Assert.Empty(EnglishLeft.In(page.Markup));
    }

    [Fact]
    public async Task Paper_is_in_German()
    {
        await using var bench = await FullAsync();
        bench.Like(DisplayPreferences.Parse("lang=de&zone=Europe/Berlin"));
        bench.Context.Renderer.SetRendererInfo(new RendererInfo("Static", false));
        bench.Navigation().NavigateTo("/print?status=xxx");

        var paper = bench.Context.Render<PrintedExtensions>();

        Assert.Contains("8 von 8 Nebenstellen", paper.Find(".facts").TextContent, StringComparison.Ordinal);
        Assert.Contains("neben: noch keine Liste", paper.Find(".facts").TextContent, StringComparison.Ordinal);
        Assert.Empty(EnglishLeft.In(paper.Markup));
    }

    [Fact]
    public void English_is_found_where_it_is_left()
    {
        Assert.Equal(["Select Refresh"], EnglishLeft.In("<p>Select Refresh</p><p>Nebenstelle</p>"));
        Assert.Equal(["12 extensions"], EnglishLeft.In("<p title='12 extensions'>Frei</p>"));
        Assert.Empty(EnglishLeft.In("<p>Nebenstelle</p><code>exten => 1001,hint,PJSIP/1001</code>"));
    }

    private static async Task<PageBench> GermanAsync(AmiServerOptions? server = null, TimeProvider? time = null, StartupNotices? notices = null)
    {
        var bench = await PageBench.CreateAsync([server ?? Nowhere("haupt")], time, notices);
        bench.Speak("de");
        return bench;
    }

    private static async Task<PageBench> FullAsync()
    {
        var bench = await PageBench.CreateAsync([Nowhere("haupt"), Nowhere("neben")]);
        bench.Speak("de");
        await bench.ApplyAsync("haupt", Noon.AddSeconds(-1), [.. Codes.Select((_, index) => Row($"{1000 + index}", 4, index == 0 ? "verkauf" : Dialplan))]);
        await bench.ApplyAsync("haupt", Noon, [.. Codes.Select((code, index) => Row($"{1000 + index}", code, index == 0 ? "verkauf" : Dialplan))]);
        return bench;
    }
}
