using AmiBlazor.Calls;
using AmiBlazor.Components.Calls;
using AmiBlazor.Tests.Components.Calls;
using AmiBlazor.Tests.Support;
using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Components.Control;

/// <summary>Opens pages with menus that act on calls, and their menus, as a person would.</summary>
internal static class ControlQueries
{
    /// <summary>A bench at noon with Anna, Ben and Clara, and these calls.</summary>
    public static async Task<PageBench> BenchAsync(params Call[] calls)
    {
        var clock = new FakeClock();
        clock.SetUtcNow(Noon);
        var bench = await PageBench.CreateAsync(time: clock);
        await bench.ApplyAsync(Row("1001"), Row("1002"), Row("1003"));
        bench.Calls.Update(Server, health => health with { State = CallsState.Live });
        bench.Calls.Publish(ShownCalls.Now(calls));
        return bench;
    }

    public static IRenderedComponent<CallsPage> OpenCalls(this PageBench bench)
    {
        bench.Context.Renderer.SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        bench.Context.Services.GetRequiredService<NavigationManager>().NavigateTo("/calls");
        _ = bench.Popovers;
        return bench.Context.Render<CallsPage>();
    }

    /// <summary>The buttons of the menus.</summary>
    public static IReadOnlyList<IElement> Menus(this IRenderedComponent<IComponent> page) => page.FindAll(".control button");

    /// <summary>Opens a menu by a click and gives its items.</summary>
    public static async Task<IReadOnlyList<IElement>> MenuAsync(this PageBench bench, IRenderedComponent<IComponent> page, int number = 0)
    {
        await page.InvokeAsync(() => page.Menus()[number].Click()).InTime();
        bench.Popovers.WaitForAssertion(() => Assert.NotEmpty(bench.Popovers.FindAll(".mud-menu-item, .why")), Timeouts.Default);
        return bench.Popovers.FindAll(".mud-menu-item");
    }

    /// <summary>Chooses an item of a menu that is open.</summary>
    public static Task ChooseAsync(this PageBench bench, string item) => bench.Popovers.InvokeAsync(
        () => bench.Popovers.FindAll(".mud-menu-item").Single(one => one.TextContent.Trim() == item).Click()).InTime();

    /// <summary>What the user was told, the last last.</summary>
    public static IReadOnlyList<(string Text, Severity Severity)> Told(this PageBench bench) =>
        [.. bench.Context.Services.GetRequiredService<ISnackbar>().ShownSnackbars.Select(one => (one.Message ?? "", one.Severity))];

    public static string[] Labels(this IEnumerable<IElement> items) => [.. items.Select(item => item.TextContent.Trim())];
}
