using AmiBlazor.Components.Layout;
using Bunit;
using Microsoft.AspNetCore.Components;

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

    private static RenderFragment Faulty => _ => throw new InvalidOperationException("innards");
}
