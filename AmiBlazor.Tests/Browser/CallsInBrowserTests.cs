using AmiBlazor.Auth.Authorization;
using AmiBlazor.Calls;
using AmiBlazor.Store;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static AmiBlazor.Tests.Browser.BrowserTests;
using static AmiBlazor.Tests.Browser.GridInBrowser;
using static AmiBlazor.Tests.Components.Calls.ShownCalls;

namespace AmiBlazor.Tests.Browser;

[Collection(AxeTests.Name)]
public sealed class CallsInBrowserTests(Chromium chromium)
{
    [Theory]
    [MemberData(nameof(Looks.All), MemberType = typeof(Looks))]
    public async Task Calls_have_no_barrier_fit_a_phone_and_follow_the_floor(bool dark, bool phone)
    {
        var now = DateTimeOffset.UtcNow;
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        await app.FillAsync(TestData.Row("1001", 1), TestData.Row("1002", 1));
        Publish(app, Talk(now), Ringing(now), Waiting(now));
        await using var page = await chromium.OpenAsync(app, app.Address, dark, phone);
        await page.Row("1001").BeSeenAsync();

        await page.Page.GotoAsync(new Uri(app.Address, "/calls").ToString()).InTime();
        await page.Page.Locator(".shown").SayAsync("3 calls");
        var barriers = await page.BarriersAsync();
        var overflow = await page.NarrowestOverflowAsync();
        Publish(app, Talk(now));
        await page.Page.Locator(".shown").SayAsync("1 call");
        Publish(app);
        await page.Page.GetByText("No calls").BeSeenAsync();
        var barriersOfNone = await page.BarriersAsync();

        Assert.Empty(barriers);
        Assert.Empty(barriersOfNone);
        Assert.True(overflow <= 0, $"{overflow} pixels too wide");
        Assert.Empty(page.Faults);
    }

    [Fact]
    public async Task Who_may_not_see_an_extension_finds_no_trace_of_it_in_calls_of_others()
    {
        var now = DateTimeOffset.UtcNow;
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        await app.FillAsync(TestData.Row("1001", 1), TestData.Row("1002", 1));
        await app.Services.GetRequiredService<ExtensionStore>().RenameAsync(Anna, "Anna Adler", "Sales", _ => true, TestContext.Current.CancellationToken);
        Publish(app, Talk(now), Ringing(now));
        await using var page = await chromium.OpenAsync(dark: false, phone: false);
        var cookie = await app.CookieAsync(await app.AccountAsync("vera", Roles.Viewer, [Nowhere.Name], ["Sales"]));
        await page.Page.Context.AddCookiesAsync([new() { Name = cookie.Name, Value = cookie.Value,
            Url = app.Address.GetLeftPart(UriPartial.Authority), HttpOnly = true, SameSite = SameSiteAttribute.Lax }]);

        foreach (var address in (string[])["/calls", "/?open=" + Uri.EscapeDataString($"{Nowhere.Name}/{TestData.Context}/1001")])
        {
            await page.Page.GotoAsync(new Uri(app.Address, address).ToString()).InTime();
            await page.Page.GetByText("another extension").First.BeSeenAsync();

            var content = await page.Page.ContentAsync().InTime();
            Assert.DoesNotContain("Ben Berg", content, StringComparison.Ordinal);
            Assert.DoesNotContain("1002", content, StringComparison.Ordinal);
            Assert.Contains("Customer Ltd", content, StringComparison.Ordinal);
        }

        Assert.Empty(page.Faults);
    }

    private static void Publish(AmiBlazorApp app, params Call[] calls)
    {
        var board = app.Services.GetRequiredService<CallBoard>();
        board.Update(Nowhere.Name, health => health with { State = CallsState.Live });
        board.Publish(new(Nowhere.Name, calls));
    }
}
