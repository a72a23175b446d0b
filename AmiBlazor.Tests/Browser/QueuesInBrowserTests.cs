using AmiBlazor.Calls;
using AmiBlazor.Queues;
using AmiBlazor.Tests.Components.Pages;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using static AmiBlazor.Tests.Browser.BrowserTests;
using static AmiBlazor.Tests.Browser.GridInBrowser;

namespace AmiBlazor.Tests.Browser;

[Collection(AxeTests.Name)]
public sealed class QueuesInBrowserTests(Chromium chromium)
{
    [Theory]
    [MemberData(nameof(Looks.All), MemberType = typeof(Looks))]
    public async Task Cards_have_no_barrier_fit_a_phone_count_seconds_and_follow_the_queue(bool dark, bool phone)
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        var server = Nowhere.Name;
        app.Services.GetRequiredService<CallBoard>().Update(server, health => health with { State = CallsState.Live });
        var queue = QueuesPageTests.Support() with { Server = server };
        var caller = queue.Waiting[0] with { Since = DateTimeOffset.UtcNow.AddSeconds(-61) };
        var board = app.Services.GetRequiredService<QueueBoard>();
        board.Publish(new(server, [queue with { Waiting = [caller] }, queue with { Name = new string('q', 70), Waiting = [], Agents = [] }]));
        await using var page = await chromium.OpenAsync(app, app.Address, dark, phone);
        await page.Page.GotoAsync(new Uri(app.Address, "/queues").ToString()).InTime();
        await page.Page.Locator(".waiting time[data-clock^='1:']").BeSeenAsync();

        var barriers = await page.BarriersAsync();
        var overflow = await page.NarrowestOverflowAsync();
        board.Publish(new(server, [queue with { Waiting = [caller, new(2, new CallPeer("1.2", "0309", "", []), DateTimeOffset.UtcNow)] }]));
        await page.Page.GetByText("2 callers are waiting").BeSeenAsync();

        Assert.Empty(barriers);
        Assert.True(overflow <= 0, $"{overflow} pixels too wide");
        Assert.Equal(2, await page.Page.Locator(".waiting li").CountAsync());
        Assert.Empty(page.Faults);
    }
}
