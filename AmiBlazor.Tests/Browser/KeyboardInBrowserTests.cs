using AmiBlazor.Board;
using AmiBlazor.Data.Rows;
using AmiBlazor.Demo;
using AmiBlazor.Store;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using static AmiBlazor.Tests.Browser.BrowserTests;
using static AmiBlazor.Tests.Browser.GridInBrowser;

namespace AmiBlazor.Tests.Browser;

[Collection(Name)]
public sealed class KeyboardInBrowserTests(Chromium chromium)
{
    private const string FocusedName =
        """
        () => {
          const at = document.activeElement;
          if (at === document.body) return "";
          const style = getComputedStyle(at);

          // MudBlazor's fields have a border of twice the width and in the primary colour instead.
          const border = at.closest(".mud-input")?.querySelector(".mud-input-outlined-border");
          const isBordered = border && getComputedStyle(border).borderTopWidth === "2px";
          const unseen = !isBordered && (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 1) ? " (focus is not seen)" : "";
          return (at.getAttribute("aria-label") ?? at.closest("label")?.innerText ?? at.innerText).trim().replace(/\s+/g, " ") + unseen;
        }
        """;

    [Fact]
    public async Task Tab_goes_through_everything_from_top_to_bottom()
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        await app.FillAsync(TestData.Row("1001"), TestData.Row("1002", 8, "sales"));
        await using var page = await chromium.OpenAsync(app, app.Address);

        var reached = new List<string>();
        for (var step = 0; step < 48; step++)
        {
            await page.PressAsync("Tab");
            var name = await page.Page.EvaluateAsync<string>(FocusedName).InTime();
            if (name.Length == 0 || (reached.Count > 0 && string.Equals(name, reached[0], StringComparison.Ordinal)))
                break;
            reached.Add(name);
        }

        string[] expected =
        [
            "Skip to the content", "Navigation", "AmiBlazor", "View", "Signed in as supervisor", "Extensions", "Calls", "Queues", "Refreshes", "Wall", "Import people", "Help", "Grid", "Cards", "Squares", "Refresh",
            "main reachable; list updated just now", "2 All", "1 Online", "1 Ringing", "0 Ringing, in use", "0 In use", "0 Busy", "0 On hold",
            "0 Do not disturb", "0 No phone", "0 Offline", "0 Unknown", "0 Gone", "Search", "Context", "Views", "Freeze", "Select extensions", "Columns and groups", "Print",
        ];
        Assert.Equal(expected, reached.Take(expected.Length));
        Assert.Contains("Last seen", reached, StringComparer.Ordinal);
        Assert.DoesNotContain(reached, name => name.Contains("not seen", StringComparison.Ordinal));
        Assert.Empty(page.Faults);
    }

    [Fact]
    public async Task The_View_menu_is_opened_used_and_left_by_keyboard()
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        await using var page = await chromium.OpenAsync(app, app.Address);
        const string OnChoice = "name => document.activeElement.getAttribute('role') === 'menuitemradio' && document.activeElement.innerText.trim() === name";
        await page.ViewMenu.FocusAsync();

        await page.PressAsync("Enter");
        await page.BecomeTrueAsync(OnChoice, "System");
        await page.PressAsync("ArrowDown");
        await page.BecomeTrueAsync(OnChoice, "Light");
        await page.PressAsync("ArrowDown");
        await page.BecomeTrueAsync(OnChoice, "Dark");
        await page.PressAsync("Enter");
        await page.BecomeTrueAsync("() => document.documentElement.dataset.theme === 'dark'");
        await page.BecomeTrueAsync("() => document.activeElement.getAttribute('aria-checked') === 'true'");
        await page.PressAsync("ArrowDown", "ArrowDown");
        await page.BecomeTrueAsync(OnChoice, "Compact");
        await page.PressAsync("Space");
        await page.BecomeTrueAsync("() => document.documentElement.dataset.density === 'compact'");
        await page.PressAsync("Escape");

        await page.Page.GetByRole(Microsoft.Playwright.AriaRole.Menu).BeGoneAsync();
        await page.BecomeTrueAsync("() => document.activeElement.getAttribute('aria-label') === 'View'");
        Assert.Empty(page.Faults);
    }

    [Fact]
    public async Task Of_5000_rows_each_is_reached_and_opened_by_keyboard()
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        await app.FillAsync(TestData.Rows(5000));
        await using var page = await chromium.OpenAsync(app, app.Address);
        await page.Row("10000").BeSeenAsync();

        await page.PressAsync("/");
        await page.BecomeTrueAsync("() => document.activeElement.matches('[data-search]')");
        await page.Search.HoldAsync("");
        await page.PressAsync("ArrowDown");
        await page.FocusBeOnAsync("10000");
        await page.PressAsync("ArrowDown", "ArrowDown", "ArrowUp");
        await page.FocusBeOnAsync("10001");
        await page.PressAsync("End");
        await page.FocusBeOnAsync("14999");
        await page.PressAsync("ArrowDown");
        await page.FocusBeOnAsync("14999");
        await page.PressAsync("Home");
        await page.FocusBeOnAsync("10000");
        await page.PressAsync("PageDown");
        await page.BecomeTrueAsync("() => document.activeElement.getAttribute('aria-rowindex') > 8");
        await page.PressAsync("PageUp");
        await page.FocusBeOnAsync("10000");
        await page.PressAsync([.. Enumerable.Repeat("PageDown", 20)]);
        await page.BecomeTrueAsync("() => document.activeElement.getAttribute('aria-rowindex') > 160");
        await page.PressAsync("ArrowUp", "Home");
        await page.FocusBeOnAsync("10000");
        await page.PressAsync("ArrowDown", "Enter");

        await page.AddressHoldAsync("open=main%2Ffrom-internal%2F10001");
        await page.BecomeTrueAsync("() => document.querySelector('tr[aria-current=true]')?.innerText.startsWith('10001')");
        await page.BecomeTrueAsync("() => document.activeElement.closest('[data-drawer]') !== null");
        await page.PressAsync("Escape");
        await page.FocusBeOnAsync("10001");
        await page.BecomeTrueAsync("() => !location.search.includes('open')");
        Assert.Empty(page.Faults);
    }

    [Fact]
    public async Task The_arrow_keys_pass_the_headings_of_groups()
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        await app.FillAsync([.. TestData.Rows(300), TestData.Row("1")]);
        var store = app.Services.GetRequiredService<ExtensionStore>();
        foreach (var (exten, department) in new[] { ("1", "Sales"), ("10299", "Sales"), ("10000", "Support") })
        {
            await store.RenameAsync(
                new ExtensionKey(TestData.Server, TestData.Context, exten), null, department, _ => true, Xunit.TestContext.Current.CancellationToken);
        }

        await using var page = await chromium.OpenAsync(app, new Uri(app.Address, "/?group=department"));
        await page.Search.FocusAsync();
        await page.PressAsync("ArrowDown");
        await page.FocusBeOnAsync("1");
        await page.PressAsync("ArrowUp");
        await page.FocusBeOnAsync("1");
        await page.PressAsync("ArrowDown", "ArrowDown");
        await page.FocusBeOnAsync("10000");
        await page.PressAsync("ArrowDown");
        await page.FocusBeOnAsync("10001");
        await page.PressAsync("ArrowUp", "ArrowUp");
        await page.FocusBeOnAsync("10299");
        await page.PressAsync("End");
        await page.FocusBeOnAsync("10298");
        await page.PressAsync("Home");
        await page.FocusBeOnAsync("1");

        // Headings are as high as rows, so what Virtualize computes from one height holds.
        Assert.True(await page.Page.EvaluateAsync<bool>("new Set([...document.querySelectorAll('tr.line, tr.group')].map(row => row.offsetHeight)).size === 1").InTime());
        Assert.Empty(page.Faults);
    }

    [Fact]
    public async Task Rows_are_selected_by_keyboard_and_mouse_and_copied()
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        await app.FillAsync(TestData.Rows(300));
        await using var page = await chromium.OpenAsync(app, app.Address);
        await page.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        var status = page.Page.GetByRole(Microsoft.Playwright.AriaRole.Region, new() { Name = "Selection" }).GetByRole(Microsoft.Playwright.AriaRole.Status);
        await page.Search.FocusAsync();
        await page.PressAsync("ArrowDown");
        await page.FocusBeOnAsync("10000");

        await page.PressAsync("Space");
        await status.SayAsync("1 selected");
        await page.FocusBeOnAsync("10000");
        await page.PressAsync("ArrowDown", "ArrowDown", "Shift+Space");
        await status.SayAsync("3 selected");
        await page.FocusBeOnAsync("10002");
        await page.Row("10004").GetByRole(Microsoft.Playwright.AriaRole.Checkbox).ClickAsync();
        await status.SayAsync("4 selected");
        await page.FocusBeOnAsync("10004");
        await page.Row("10006").Locator(".c-status").ClickAsync(new() { Modifiers = [Microsoft.Playwright.KeyboardModifier.Shift] });
        await status.SayAsync("6 selected");
        await page.Row("10005").GetByRole(Microsoft.Playwright.AriaRole.Checkbox).ClickAsync();
        await status.SayAsync("5 selected");
        await page.BecomeTrueAsync("() => document.querySelectorAll('tbody input:checked').length === 5");

        await page.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Copy numbers" }).ClickAsync();
        await status.SayAsync("5 numbers copied.");
        Assert.Equal("10000\n10001\n10002\n10004\n10006", await page.Page.EvaluateAsync<string>("navigator.clipboard.readText()").InTime());
        var download = await page.Page.RunAndWaitForDownloadAsync(
            () => page.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Download selected" }).ClickAsync()).InTime();
        Assert.EndsWith(".csv", download.SuggestedFilename, StringComparison.Ordinal);

        await page.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "End selection" }).ClickAsync();
        await page.BecomeTrueAsync("() => document.activeElement.getAttribute('aria-label') === 'Select extensions'");
        await page.PressAsync("Enter");
        await status.SayAsync("0 selected");

        // Not the row, which is opened as ever.
        await page.Row("10001").Locator(".c-status").ClickAsync();
        await page.AddressHoldAsync("open=main%2Ffrom-internal%2F10001");
        Assert.Empty(await page.BarriersAsync());
        Assert.Empty(page.Faults);
    }

    [Fact]
    public async Task The_department_of_several_extensions_is_set_by_keyboard()
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        await app.FillAsync(TestData.Row("1001"), TestData.Row("1002"), TestData.Row("1003"));
        await using var page = await chromium.OpenAsync(app, new Uri(app.Address, "/?group=department"));
        await page.Search.FocusAsync();
        await page.PressAsync("ArrowDown");
        await page.FocusBeOnAsync("1001");
        await page.PressAsync("ArrowDown");
        await page.FocusBeOnAsync("1002");
        await page.PressAsync("Space");
        var set = page.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Set department" });
        await set.FocusAsync();

        await page.PressAsync("Enter");
        await page.BecomeTrueAsync("() => document.activeElement.closest('[role=dialog]') !== null && document.activeElement.matches('input')");
        Assert.Empty(await page.BarriersAsync());
        await page.Page.Keyboard.TypeAsync("Sales").InTime();
        await page.PressAsync("Enter");

        await page.Page.GetByText("The department of 1 extension was changed.").BeSeenAsync();
        await page.BecomeTrueAsync("() => document.querySelector('tr.group')?.innerText.startsWith('Sales')");
        Assert.Equal(["1002", "1001", "1003"], await page.ShownAsync());
        await page.BecomeTrueAsync("() => document.activeElement.innerText.trim() === 'Set department'");
        Assert.Empty(page.Faults);
    }

    [Fact]
    public async Task Columns_are_chosen_and_moved_by_keyboard()
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        await app.FillAsync(TestData.Row("1001"));
        await using var page = await chromium.OpenAsync(app, app.Address);
        var button = page.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Columns and groups" });
        await button.FocusAsync();

        await page.PressAsync("Enter");
        await page.BecomeTrueAsync("() => document.activeElement.closest('[role=dialog]') !== null");
        Assert.Empty(await page.BarriersAsync());
        await page.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Move Name up" }).FocusAsync();
        await page.PressAsync("Enter");
        await page.BecomeTrueAsync("() => document.querySelector('thead th').className === 'c-name'");
        await page.BecomeTrueAsync("() => document.activeElement.getAttribute('aria-label') === 'Move Name down'");
        await page.PressAsync("Enter");
        await page.BecomeTrueAsync("() => document.querySelector('thead th').className === 'c-extension'");
        await page.PressAsync("Escape");

        await page.Page.GetByRole(Microsoft.Playwright.AriaRole.Dialog).BeGoneAsync();
        await page.BecomeTrueAsync("() => document.activeElement.getAttribute('aria-label') === 'Columns and groups'");
        Assert.Empty(page.Faults);
    }

    [Fact]
    public async Task A_header_sorts_with_Enter_and_a_tile_filters_with_Space()
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        await app.FillAsync(TestData.Row("1001"), TestData.Row("1002", 8), TestData.Row("1003"));
        await using var page = await chromium.OpenAsync(app, app.Address);

        await page.Header("Extension").FocusAsync();
        await page.PressAsync("Enter");
        await page.AddressHoldAsync("sort=-extension");
        Assert.Equal(["1003", "1002", "1001"], await page.ShownAsync());
        await page.Page.Locator(".tile.status-online").FocusAsync();
        await page.PressAsync("Space");
        await page.AddressHoldAsync("status=online");

        Assert.Equal(["1003", "1001"], await page.ShownAsync());
        Assert.Equal("true", await page.Page.Locator(".tile:focus").GetAttributeAsync("aria-pressed").InTime());
        Assert.Empty(page.Faults);
    }

    [Fact]
    public async Task The_keyboard_stays_with_its_row_while_rows_change_and_move()
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        await app.FillAsync(Twelve());
        await using var page = await chromium.OpenAsync(app, new Uri(app.Address, "/?sort=status"));
        await page.Search.FocusAsync();
        await page.PressAsync("ArrowDown", "ArrowDown", "ArrowDown");
        await page.FocusBeOnAsync("1002");

        // Another one, and then it itself: both move when the grid settles.
        await app.FillAsync(Twelve(("1000", 4)));
        await page.BecomeTrueAsync("() => [...document.querySelectorAll('tbody tr.line .c-extension')].at(-1).innerText === '1000'");
        await page.FocusBeOnAsync("1002");
        await app.FillAsync(Twelve(("1000", 4), ("1002", 8)));
        await page.Row("1002").SayAsync("Ringing");
        await page.FocusBeOnAsync("1002");
        await page.BecomeTrueAsync("() => [...document.querySelectorAll('tbody tr.line .c-extension')].at(-2).innerText === '1002'");

        await page.FocusBeOnAsync("1002");
        await page.PressAsync("ArrowUp");
        await page.FocusBeOnAsync("1011");
        Assert.Empty(page.Faults);
    }

    [Fact]
    public async Task Where_the_row_went_out_of_sight_the_keyboard_goes_on_in_its_place()
    {
        await using var app = await AmiBlazorApp.StartAsync(Servers(Nowhere));
        var rows = TestData.Rows(2000);
        await app.FillAsync(rows);
        await using var page = await chromium.OpenAsync(app, new Uri(app.Address, "/?sort=status"));
        await page.Search.FocusAsync();
        await page.PressAsync("ArrowDown", "ArrowDown", "ArrowDown");
        await page.FocusBeOnAsync("10002");

        rows[2] = rows[2] with { StatusCode = 4 };
        await app.FillAsync(rows);
        await page.Row("10002").BeGoneAsync();

        await page.BecomeTrueAsync("() => document.activeElement.matches('[data-grid]')");
        await page.PressAsync("ArrowDown");
        await page.FocusBeOnAsync("10003");
        Assert.Empty(page.Faults);
    }

    private static SnapshotRow[] Twelve(params (string Exten, int Code)[] changed) =>
    [
        .. Enumerable.Range(1000, 12).Select(number => $"{number}")
            .Select(exten => TestData.Row(exten, changed.FirstOrDefault(change => string.Equals(change.Exten, exten, StringComparison.Ordinal)).Code)),
    ];
}
