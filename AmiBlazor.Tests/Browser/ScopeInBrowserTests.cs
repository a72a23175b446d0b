using AmiBlazor.Auth.Authorization;
using AmiBlazor.Board;
using AmiBlazor.Store;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Browser;

/// <summary>A viewer who sees the PBX “a” and the department “Sales” only.</summary>
[Collection(BrowserTests.Name)]
public sealed class ScopeInBrowserTests(Chromium chromium)
{
    // Records the texts of the rendered rows and tiles, without relative times.
    private const string Watch =
        """
        () => {
          window.drawn = [];
          new MutationObserver(records => {
            for (const { target } of records) {
              const node = target.nodeType === Node.TEXT_NODE ? target.parentElement : target;
              const part = node.closest("tr.line, .tile, .shown, .pbxs, .refresh");
              if (!node.closest("time, .c-since, .c-seen")) window.drawn.push(part?.matches("tr") ? part.querySelector(".c-extension").innerText.trim() : node.outerHTML.slice(0, 200));
            }
          }).observe(document.querySelector(".page"), { childList: true, characterData: true, subtree: true });
        }
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public async Task A_limited_viewer_sees_the_extensions_of_the_scope_and_no_trace_of_others(bool dark, bool phone)
    {
        await using var app = await AmiBlazorApp.StartAsync([.. AmiBlazorApp.Server(1, "a"), .. AmiBlazorApp.Server(1, "pbx-offstage", 1)]);
        await ApplyAsync(app, "a", Row("1001"), Row("1002", 8), Row("1003", 8, hint: "PJSIP/offstage"));
        await ApplyAsync(app, "pbx-offstage", Row("2001", 8));
        await MoveAsync(app, "a", "1001", "Sales", "Anna");
        await MoveAsync(app, "a", "1002", "Sales", "Bernd");
        await MoveAsync(app, "a", "1003", "Support", "Carla offstage");
        await MoveAsync(app, "pbx-offstage", "2001", "Sales", "Dora offstage");
        await using var page = await OpenAsync(app, dark, phone);

        await GoAsync("/");
        Assert.Equal(["1001", "1002"], await page.ShownAsync());
        await Tile("All").SayAsync("2");
        await Tile("Ringing").First.SayAsync("1");
        await page.Page.Locator(".shown").SayAsync("2 extensions");
        await page.Page.Locator(".pbxs li").NumberAsync(1);
        await Assertions.Expect(page.Page).ToHaveTitleAsync("(1) Extensions · AmiBlazor");
        await NothingHiddenAsync();
        Assert.Empty(await page.BarriersAsync());

        await page.Page.EvaluateAsync(Watch).InTime();
        await MoveAsync(app, "a", "1003", "Service", "Carla again offstage");
        await ApplyAsync(app, "pbx-offstage", Row("2001", 1));
        await MoveAsync(app, "a", "1001", "Sales", "Anna Weber");
        await page.Row("1001").SayAsync("Anna Weber");
        Assert.Equal(["1001"], (await page.Page.EvaluateAsync<string[]>("() => window.drawn").InTime()).Distinct(StringComparer.Ordinal));

        await page.Search.FillAsync("offstage");
        await page.Page.GetByText("No matches").BeSeenAsync();
        await page.Search.FillAsync("");
        await page.Row("1002").BeSeenAsync();
        await MoveAsync(app, "a", "1002", "Support", "Bernd");
        await page.Row("1002").BeGoneAsync();
        await Tile("All").SayAsync("1");
        await MoveAsync(app, "a", "1003", "Sales", "Carla");
        await page.Row("1003").BeSeenAsync();
        await Tile("All").SayAsync("2");

        await GoAsync("/?open=pbx-offstage%2Ffrom-internal%2F2001");
        await page.Page.GetByText("Unknown extension in the URL").BeSeenAsync();
        await page.Page.Locator("[data-drawer]").NumberAsync(0);
        Assert.DoesNotContain("Dora", await page.Page.ContentAsync().InTime(), StringComparison.Ordinal);
        Assert.Empty(await page.BarriersAsync());

        await page.Page.GotoAsync(new Uri(app.Address, "/runs").ToString()).InTime();
        await page.Page.Locator("tbody .c-pbx").First.BeSeenAsync();
        await NothingHiddenAsync();
        Assert.Empty(page.Faults);

        ILocator Tile(string name) => page.Page.Locator(".tile", new() { HasText = name });

        async Task GoAsync(string address)
        {
            await page.Page.GotoAsync(new Uri(app.Address, address).ToString()).InTime();
            await Assertions.Expect(page.Search).ToBeEnabledAsync(new() { Timeout = (float)Timeouts.Default.TotalMilliseconds });
            await page.Lines().First.BeSeenAsync();
        }

        async Task NothingHiddenAsync() => Assert.DoesNotContain("offstage", await page.Page.ContentAsync().InTime(), StringComparison.Ordinal);
    }

    private static Task ApplyAsync(AmiBlazorApp app, string server, params SnapshotRow[] rows) =>
        app.Services.GetRequiredService<ExtensionStore>().ApplySnapshotAsync(
        new ExtensionSnapshot(server, DateTimeOffset.UtcNow, [], rows), Run(server: server, endedAt: DateTimeOffset.UtcNow), Token);

    private static Task MoveAsync(AmiBlazorApp app, string server, string exten, string department, string name) =>
        app.Services.GetRequiredService<ExtensionStore>().RenameAsync(
        new ExtensionKey(server, Context, exten), name, department, _ => true, Token);

    private async Task<BrowserPage> OpenAsync(AmiBlazorApp app, bool dark, bool phone)
    {
        var page = await chromium.OpenAsync(dark, phone);
        var cookie = await app.CookieAsync(await app.AccountAsync("vera", Roles.Viewer, ["a"], ["Sales"]));
        await page.Page.Context.AddCookiesAsync([new() { Name = cookie.Name, Value = cookie.Value,
            Url = app.Address.GetLeftPart(UriPartial.Authority), HttpOnly = true, SameSite = SameSiteAttribute.Lax }]);
        return page;
    }
}
