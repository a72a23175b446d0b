using AmiBlazor.Components.Layout;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace AmiBlazor.Tests.Components.Layout;

public sealed class MainLayoutTests
{
    [Fact]
    public async Task A_page_that_faults_is_replaced_by_a_sentence_and_its_innards_are_not_shown()
    {
        await using var bench = await PageBench.CreateAsync();

        var layout = bench.Context.Render<MainLayout>(parameters => parameters.Add(page => page.Body, Faulty));

        Assert.Contains("An error occurred on this page", layout.Find("main").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("innards", layout.Markup, StringComparison.Ordinal);
        Assert.Equal("_top", layout.Find("main a").GetAttribute("target"));
    }

    [Fact]
    public async Task It_says_who_is_signed_in()
    {
        await using var bench = await PageBench.CreateAsync();

        var layout = bench.Context.Render<MainLayout>();

        Assert.Equal("anna", layout.Find("[popovertarget=account-menu]").TextContent);
    }

    [Fact]
    public async Task The_menu_marks_the_page_that_is_open_and_those_below_it()
    {
        await using var bench = await PageBench.CreateAsync();
        var layout = bench.Context.Render<MainLayout>();
        Assert.Equal(["Extensions"], Here());

        foreach (var (address, name) in new[] { ("runs/compare?from=1", "Refreshes"), ("callsheet", null), ("?q=1", "Extensions"), ("calls", "Calls") })
        {
            bench.Context.Services.GetRequiredService<NavigationManager>().NavigateTo(address);
            Assert.Equal(name is null ? [] : [name], Here());
        }

        IEnumerable<string> Here() => layout.FindAll("nav a[aria-current=page].active").Select(link => link.TextContent.Trim());
    }

    private static RenderFragment Faulty => _ => throw new InvalidOperationException("innards");
}
