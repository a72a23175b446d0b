using AmiBlazor.Ami;
using AmiBlazor.Refresh;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using static AmiBlazor.Tests.Browser.BrowserTests;
using static AmiBlazor.Tests.Browser.GridInBrowser;

namespace AmiBlazor.Tests.Browser;

[Collection(Name)]
public sealed class HostileInBrowserTests(Chromium chromium)
{
    private const string Markup = "<img src=x onerror='window.broken=1;alert(1)'>";

    // Controls must be within the window; the tiles are a line that scrolls sideways.
    private const string Outside =
        """
        () => [...document.querySelectorAll(".bar a, .bar button, main button, main select, main input, main a")]
          .filter(part => !part.closest(".tiles, tr.line") && part.getClientRects().length > 0)
          .filter(part => part.getBoundingClientRect().right > innerWidth + 1 || part.getBoundingClientRect().left < -1)
          .map(part => part.outerHTML.slice(0, 120))
        """;

    private static readonly string[] Values =
    [
        Markup, "\"><svg onload=alert(1)>", "\u202egnirts ,eviL\u2066", "مرحبا بالعالم من الهاتف", "👩‍👩‍👧🏳️‍🌈👍🏽", "W\u0338\u0322\u031b\u0354\u0359o\u0335", new string('W', 10_000), new string('\u0301', 3000),
        "javascript:alert(1)", "a/b?c=d&e=f#g%00",
    ];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whatever_things_are_called_the_layout_holds_and_nothing_runs(bool phone)
    {
        await using var pbx = FakeAmiServer.Start();
        var hostile = pbx.Options(Markup[..40]);
        // The refresh waits for its login throughout this test.
        await using var app = await AmiBlazorApp.StartAsync(services =>
            services.AddSingleton(new AmiLimits { ConnectTimeout = TimeSpan.FromMinutes(2) }), Servers(Nowhere, hostile));
        await app.FillAsync([.. Values.Select(value => TestData.Row(value, 8, value, value)), .. Values.Select((_, index) => TestData.Row($"{1000 + index}", 1, "named"))]);
        for (var index = 0; index < Values.Length; index++) await app.NameAsync($"{1000 + index}", Values[index]);
        var refreshing = app.Services.CreateScope().ServiceProvider.GetRequiredService<RefreshService>()
            .RefreshAsync(hostile.Name, TestData.Asker(Markup + Values[2] + Values[6]), TestContext.Current.CancellationToken);
        var escaped = Uri.EscapeDataString(Markup + Values[2]);
        var dialogs = 0;

        await using var page = await chromium.OpenAsync(app, new Uri(app.Address, $"/?status={escaped}&pbx={escaped}&context={escaped}&sort={escaped}&open={escaped}"), phone: phone);
        page.Page.Dialog += (_, dialog) =>
        {
            dialogs++;
            _ = dialog.DismissAsync();
        };
        await page.Page.Locator(".run").SayAsync("started by");
        await page.Page.Locator("p.hint").NumberAsync(5);
        Assert.Equal(0, await page.OverflowAsync());
        await page.ViewMenu.ClickAsync();
        await page.Page.GetByRole(Microsoft.Playwright.AriaRole.Menuitemradio).First.BeSeenAsync();
        Assert.Equal(0, await page.OverflowAsync());
        await page.PressAsync("Escape");
        (await pbx.AcceptAsync()).Cut();
        await refreshing.InTime();
        await page.Alert.SayAsync("started by");
        Assert.Empty(await page.Page.EvaluateAsync<string[]>(Outside).InTime());
        await page.Page.Locator("tr.line").First.HoverAsync();
        Assert.Equal(0, await page.OverflowAsync());
        await page.Page.Locator("tr.line .c-extension a").First.ClickAsync(new() { Force = true });
        await page.Page.Locator("tr[aria-current=true]").NumberAsync(1);

        // Every row has the same height, whatever its content.
        Assert.True(await page.Page.EvaluateAsync<bool>("new Set([...document.querySelectorAll('tr.line')].map(row => row.offsetHeight)).size === 1").InTime());
        Assert.Equal(0, await page.OverflowAsync());
        Assert.Empty(page.Faults);
        await page.Page.GotoAsync(new Uri(app.Address, $"/print?status={escaped}").ToString()).InTime();
        await page.Page.Locator("tbody tr").NumberAsync(2 * Values.Length);
        Assert.Equal(0, await page.OverflowAsync());
        Assert.False(await page.Page.EvaluateAsync<bool>("'broken' in window").InTime());
        Assert.Equal(0, await page.Page.Locator("main img, main svg[onload]").CountAsync());
        Assert.Equal(0, dialogs);
        Assert.Empty(page.Faults);
    }
}
