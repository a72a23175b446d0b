using System.Net;
using AmiBlazor.Audit;
using AmiBlazor.Data.Rows;
using AmiBlazor.Tests.Support;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;

namespace AmiBlazor.Tests.Components.Audit;

/// <summary>The page of the audit as an administrator's browser gets it.</summary>
public sealed class AuditPageTests
{
    private static readonly Actor Ann = new("ann", Actor.Account, "192.0.2.7");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_just_done_stands_first_in_words()
    {
        await using var app = await AmiBlazorApp.StartAsync();
        var trail = app.Services.GetRequiredService<AuditLog>();
        trail.Note(Ann, AuditAction.NameEdit, AuditOutcome.Done, "main/sales/1001", "name none → “Anna”");
        trail.Note(new Actor("", Actor.Visitor, "2001:db8::7"), AuditAction.KeyUse, AuditOutcome.Refused, detail: "GET /api/extensions");

        var page = await OpenAsync(app);

        Assert.Equal("./audit?address=2001%3Adb8%3A%3A7", page.QuerySelector("tbody tr:nth-child(1) a")!.GetAttribute("href"));
        Assert.Equal("not signed in 2001:db8::7 API key use Refused GET /api/extensions", Words(page, 1));
        Assert.Equal("ann 192.0.2.7 Name change Succeeded main/sales/1001 name none → “Anna”", Words(page, 2));
        Assert.EndsWith("UTC", page.QuerySelector("tbody time")!.TextContent, StringComparison.Ordinal);
        Assert.Matches("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$", page.QuerySelector("tbody time")!.GetAttribute("datetime"));
        Assert.Contains("Account creation", page.QuerySelector("tbody tr:last-child")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_of_others_is_text()
    {
        await using var app = await AmiBlazorApp.StartAsync();
        app.Services.GetRequiredService<AuditLog>().Note(
            new Actor("<script>alert(1)</script>", Actor.Visitor, "192.0.2.7"), AuditAction.SignIn, AuditOutcome.Failed, "\"><img src=x onerror=alert(1)>", "\u202eevil\nline");

        var page = await OpenAsync(app);

        Assert.StartsWith("<script>alert(1)</script> not signed in 192.0.2.7 Sign-in Failed \"><img src=x onerror=alert(1)> \u202eevil\u240aline", Words(page, 1), StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("table :is(script, img)"));
        Assert.Equal("./audit?who=%3Cscript%3Ealert%281%29%3C%2Fscript%3E", page.QuerySelector(".who a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task The_filter_stands_in_its_form_its_links_and_its_file()
    {
        await using var app = await AmiBlazorApp.StartAsync();
        var trail = app.Services.GetRequiredService<AuditLog>();
        for (var number = 1; number <= 205; number++)
            trail.Note(Ann, AuditAction.Refresh, AuditOutcome.Done, $"pbx-{number}");
        trail.Note(Ann with { Name = "bob" }, AuditAction.Refresh, AuditOutcome.Failed, "pbx-206");

        var first = await OpenAsync(app, "?who=ann&action=refresh&from=2020-01-01");
        var second = await OpenAsync(app, Link(first, "next"));
        var third = await OpenAsync(app, Link(second, "next"));
        var back = await OpenAsync(app, Link(third, "prev"));

        Assert.Equal(("ann", "refresh", "", "2020-01-01"), (Field(first, "who"), Field(first, "action"), Field(first, "outcome"), Field(first, "from")));
        Assert.Equal(("pbx-205", "pbx-106"), Ends(first));
        Assert.Equal(("pbx-105", "pbx-6"), Ends(second));
        Assert.Equal(("pbx-5", "pbx-1"), Ends(third));
        Assert.Equal(Ends(second), Ends(back));
        Assert.Null(first.QuerySelector("[rel=prev]"));
        Assert.Null(third.QuerySelector("[rel=next]"));
        Assert.Equal("./export/audit.csv?who=ann&action=refresh&from=2020-01-01", second.QuerySelector("a[download]")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Where_nothing_passes_the_page_says_so_and_offers_all()
    {
        await using var app = await AmiBlazorApp.StartAsync();

        var page = await OpenAsync(app, "?who=nobody&action=dancing");

        Assert.Equal("No matches", page.QuerySelector("section h2")!.TextContent);
        Assert.Equal("./audit", page.QuerySelector("section a.mud-button-root")!.GetAttribute("href"));
        Assert.Equal("Unknown action in the URL: “dancing”. Showing all actions.", page.QuerySelector("[role=status] .hint")!.TextContent.Trim());
        Assert.Null(page.QuerySelector("a[download]"));
    }

    [Fact]
    public async Task In_German_the_page_uses_the_chosen_zone_and_the_file_suits_a_German_spreadsheet()
    {
        await using var app = await AmiBlazorApp.StartAsync();
        app.Services.GetRequiredService<AuditLog>().Note(Ann, AuditAction.Refresh, AuditOutcome.Done, "main");

        var page = await OpenAsync(app, cookie: "amiblazor-look=" + Uri.EscapeDataString("lang=de&zone=Europe%2FBerlin"));

        Assert.Equal("ann 192.0.2.7 Aktualisierung einer Anlage Erfolgreich main", Words(page, 1));
        Assert.Matches("^\\d+\\. \\w+\\.? \\d{4}, \\d\\d:\\d\\d$", page.QuerySelector("tbody time")!.TextContent);
        Assert.Equal("./export/audit.csv?separator=semicolon", page.QuerySelector("a[download]")!.GetAttribute("href"));
    }

    private static async Task<IHtmlDocument> OpenAsync(AmiBlazorApp app, string query = "", string? cookie = null)
    {
        var client = app.Client(AmiBlazorApp.AdministratorKey);
        using var request = app.Navigation(query.StartsWith("./", StringComparison.Ordinal) ? query[1..] : "/audit" + query);
        if (cookie is not null) request.Headers.Add("Cookie", cookie);
        using var response = await client.SendAsync(request, Token);
        var html = await response.Content.ReadAsStringAsync(Token);
        Assert.True(response.StatusCode == HttpStatusCode.OK, html);
        return new HtmlParser().ParseDocument(html);
    }

    private static string Words(IHtmlDocument page, int row) => string.Join(
        ' ',
        page.QuerySelectorAll($"tbody tr:nth-child({row}) td:not(.when)").SelectMany(cell => cell.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));

    private static string Link(IHtmlDocument page, string rel) => page.QuerySelector($"nav.pager [rel={rel}]")!.GetAttribute("href")!;

    private static string Field(IHtmlDocument page, string name) => page.QuerySelector($"form.filters [name={name}]") switch
    {
        IHtmlSelectElement select => select.Value ?? "",
        var input => input!.GetAttribute("value") ?? "",
    };

    private static (string First, string Last) Ends(IHtmlDocument page)
    {
        var abouts = page.QuerySelectorAll("td.about bdi").Select(about => about.TextContent).ToList();
        return (abouts[0], abouts[^1]);
    }
}
