using AmiBlazor.Auth.Authorization;
using AmiBlazor.Board;
using AmiBlazor.Calls;
using AmiBlazor.Control;
using AmiBlazor.Queues;
using AmiBlazor.Tests.Components.Calls;
using AmiBlazor.Tests.Components.Pages;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static AmiBlazor.Tests.Browser.BrowserTests;

namespace AmiBlazor.Tests.Browser;

/// <summary>Menus and dialogs that act on calls, as people use them: by mouse, by keyboard, on a phone, in both themes.</summary>
[Collection(AxeTests.Name)]
public sealed class ControlInBrowserTests(Chromium chromium)
{
    private static readonly float Patience = (float)Timeouts.Default.TotalMilliseconds;

    [Theory]
    [MemberData(nameof(Looks.All), MemberType = typeof(Looks))]
    public async Task Menus_and_dialogs_have_no_barrier_fit_a_phone_and_do_what_they_say(bool dark, bool phone)
    {
        var control = new RecordingControl();
        await using var app = await StartAsync(control);
        await using var page = await chromium.OpenAsync(app, app.Address, dark, phone);
        await page.Page.GotoAsync(new Uri(app.Address, "/calls").ToString()).InTime();
        var menu = page.Page.GetByRole(AriaRole.Button, new() { Name = "Actions for the call of 1001 Anna Adler and 1002 Ben Berg" });

        await menu.ClickAsync();
        await Item(page, "Listen").BeSeenAsync();
        var open = await page.BarriersAsync();
        var overflow = await page.NarrowestOverflowAsync();
        await Item(page, "Transfer 1002 Ben Berg…").ClickAsync();
        var number = page.Page.GetByLabel("Extension or number");
        await number.FillAsync("10");
        await page.Page.Locator("datalist option").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await number.FillAsync("1003");
        var asking = await page.BarriersAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Transfer call", Exact = true }).ClickAsync();
        await page.Page.GetByText("Done. Message from the PBX: “Success”").BeSeenAsync();

        await page.Page.GotoAsync(new Uri(app.Address, "/queues").ToString()).InTime();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Actions for Ben" }).ClickAsync();
        await Item(page, "Call 1002 from my phone 1003").BeSeenAsync();
        var agents = await page.BarriersAsync();

        Assert.Empty((string[])[.. open, .. asking, .. agents]);
        Assert.True(overflow <= 0, $"{overflow} pixels too wide");
        Assert.Equal([new TransferRequest(TestData.Server, "1.1", "1003")], control.Requests);
        Assert.Empty(page.Faults);
    }

    [Fact]
    public async Task By_keyboard_alone_a_call_is_hung_up_after_it_was_asked_once_more()
    {
        var control = new RecordingControl();
        await using var app = await StartAsync(control);
        await using var page = await chromium.OpenAsync(app, app.Address);
        await page.Page.GotoAsync(new Uri(app.Address, "/calls").ToString()).InTime();
        var menu = page.Page.GetByRole(AriaRole.Button, new() { Name = "Actions for the call of 1001 Anna Adler and 1002 Ben Berg" });
        await Assertions.Expect(menu).ToBeEnabledAsync(new() { Timeout = Patience });

        await menu.FocusAsync();
        await page.PressAsync("Enter");
        await Item(page, "Listen").BeSeenAsync();
        await page.PressAsync("Escape");
        await Assertions.Expect(Item(page, "Listen")).ToHaveCountAsync(0, new() { Timeout = Patience });
        await Assertions.Expect(menu).ToBeFocusedAsync(new() { Timeout = Patience });
        await page.PressAsync("Enter");
        await Assertions.Expect(Item(page, "Listen")).ToBeFocusedAsync(new() { Timeout = Patience });
        for (var steps = await page.Page.Locator(".mud-menu-item").CountAsync(); steps > 1; steps--) await page.PressAsync("ArrowDown");
        await Assertions.Expect(Item(page, "Hang up…")).ToBeFocusedAsync(new() { Timeout = Patience });
        await page.PressAsync("Enter");
        await page.Page.GetByRole(AriaRole.Dialog).GetByText("The call ends for 1001 Anna Adler and 1002 Ben Berg.").BeSeenAsync();
        Assert.Empty(control.Asked);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Hang up", Exact = true }).FocusAsync();
        await page.PressAsync("Enter");
        await page.Page.GetByText("Done. Message from the PBX: “Success”").BeSeenAsync();

        Assert.Equal([new HangUpRequest(TestData.Server, "1.1")], control.Requests);
        Assert.Empty(page.Faults);
    }

    [Fact]
    public async Task A_dialog_has_the_keyboard_until_it_closes_and_then_its_button_has_it()
    {
        await using var app = await StartAsync(new RecordingControl());
        await using var page = await chromium.OpenAsync(app, app.Address);
        await page.Page.GotoAsync(new Uri(app.Address, "/calls").ToString()).InTime();
        var menu = page.Page.GetByRole(AriaRole.Button, new() { Name = "Actions for the call of 1001 Anna Adler and 1002 Ben Berg" });

        // By keyboard.
        await Assertions.Expect(menu).ToBeEnabledAsync(new() { Timeout = Patience });
        await menu.FocusAsync();
        await page.PressAsync("Enter");
        await Assertions.Expect(Item(page, "Listen")).ToBeFocusedAsync(new() { Timeout = Patience });
        var item = Item(page, "Transfer 1002 Ben Berg…");
        for (var steps = 0; steps < 4; steps++) await page.PressAsync("ArrowDown");
        await Assertions.Expect(item).ToBeFocusedAsync(new() { Timeout = Patience });
        await page.PressAsync("Enter");
        await TypeAndLeaveAsync(page, "Extension or number", menu);

        // By mouse.
        await menu.ClickAsync();
        await item.ClickAsync();
        await TypeAndLeaveAsync(page, "Extension or number", menu);
        await menu.ClickAsync();
        await Item(page, "Hang up…").ClickAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Button, new() { Name = "Hang up", Exact = true })).ToBeFocusedAsync(new() { Timeout = Patience });
        await LeaveAsync(page, menu);

        await page.Page.GotoAsync(new Uri(app.Address, "/queues").ToString()).InTime();
        var add = page.Page.GetByRole(AriaRole.Button, new() { Name = "Add agent…" });
        await add.ClickAsync();
        await TypeAndLeaveAsync(page, "Extension", add);
        Assert.Empty(page.Faults);
    }

    /// <summary>Types without a click, and closes the dialog by Escape.</summary>
    private static async Task TypeAndLeaveAsync(BrowserPage page, string label, ILocator button)
    {
        var field = page.Page.GetByRole(AriaRole.Dialog).GetByLabel(label);
        await Assertions.Expect(field).ToBeFocusedAsync(new() { Timeout = Patience });

        // Whoever takes the keyboard away a moment later has done so by then.
        await page.Page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))").InTime();
        await page.Page.Keyboard.TypeAsync("1005").InTime();
        await Assertions.Expect(field).ToHaveValueAsync("1005", new() { Timeout = Patience });
        await LeaveAsync(page, button);
    }

    private static async Task LeaveAsync(BrowserPage page, ILocator button)
    {
        await page.PressAsync("Escape");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0, new() { Timeout = Patience });
        await Assertions.Expect(button).ToBeFocusedAsync(new() { Timeout = Patience });
    }

    private static ILocator Item(BrowserPage page, string name) => page.Page.Locator(".mud-menu-item", new() { HasTextString = name });

    private static async Task<AmiBlazorApp> StartAsync(RecordingControl control)
    {
        var app = await ControlApp.StartAsync(control);
        await app.FillAsync([TestData.Row("1001"), TestData.Row("1002"), TestData.Row("1003")]);
        await app.AccountAsync("supervisor", Roles.Supervisor);
        await app.ChangeAsync("supervisor", row =>
        {
            row.MayControlCalls = true;
            (row.PhoneServer, row.PhoneContext, row.PhoneExten) = (TestData.Server, TestData.Context, "1003");
        });
        var calls = app.Services.GetRequiredService<CallBoard>();
        calls.Update(TestData.Server, health => health with { State = CallsState.Live });
        calls.Publish(ShownCalls.Now(ShownCalls.Talk(DateTimeOffset.UtcNow)));
        app.Services.GetRequiredService<QueueBoard>().Publish(new(TestData.Server, [QueuesPageTests.Support()]));
        return app;
    }
}
