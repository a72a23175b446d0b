using AmiBlazor.Audit;
using AmiBlazor.Board;
using AmiBlazor.Components.Grid;
using AmiBlazor.Components.Layout;
using AmiBlazor.Data.Rows;
using AngleSharp.Dom;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Tests.Components.Layout;

public sealed class ViewMenuTests
{
    [Theory]
    [InlineData("Dark", Theme.Dark, "theme=dark")]
    [InlineData("Light", Theme.Light, "theme=light")]
    public async Task Colours_are_chosen(string option, Theme theme, string cookie)
    {
        await using var bench = await PageBench.CreateAsync();
        var menu = Open(bench);
        Assert.True(IsChosen(menu, "System"));

        await ChooseAsync(menu, option);

        Assert.Equal(theme, bench.Settings().Current.Theme);
        Assert.True(IsChosen(menu, option));
        Assert.False(IsChosen(menu, "System"));
        Assert.Equal([cookie, DisplayPreferences.Word(theme), false], Assert.Single(bench.Asked("amiblazor.keepLook")));
        await ChooseAsync(menu, "System");
        Assert.Equal(new DisplayPreferences(), bench.Settings().Current);
    }

    [Fact]
    public async Task Rows_stand_closer_and_further_again()
    {
        await using var bench = await PageBench.CreateAsync();
        var menu = Open(bench);

        await ChooseAsync(menu, "Compact");
        Assert.True(bench.Settings().Current.IsCompact);
        Assert.True(IsChosen(menu, "Compact"));
        await ChooseAsync(menu, "Comfortable");

        Assert.False(bench.Settings().Current.IsCompact);
        Assert.True(IsChosen(menu, "Comfortable"));
    }

    [Fact]
    public async Task Each_column_but_extension_and_status_goes_and_comes()
    {
        await using var bench = await PageBench.CreateAsync();
        var menu = Open(bench);
        Assert.DoesNotContain(menu.FindAll("label"), label => label.TextContent.Trim() is "Extension" or "Status");

        foreach (var (text, column) in new[]
        {
            ("Since", GridColumn.Since), ("Name", GridColumn.Name), ("PBX", GridColumn.Pbx), ("Context", GridColumn.Context), ("Last seen", GridColumn.LastSeen),
        })
        {
            await ChooseAsync(menu, text);
            Assert.Contains(column, bench.Settings().Current.Hidden);
            Assert.False(IsChosen(menu, text));
        }

        // In the order of the page, whatever the order of the clicks.
        Assert.Equal(DisplayPreferences.Optional, bench.Settings().Current.Hidden);
        await ChooseAsync(menu, "Name");
        Assert.DoesNotContain(GridColumn.Name, bench.Settings().Current.Hidden);
        Assert.True(IsChosen(menu, "Name"));
    }

    [Fact]
    public async Task Another_language_is_kept_and_the_page_loaded_anew_where_it_stands()
    {
        await using var bench = await PageBench.CreateAsync();
        bench.Navigation().NavigateTo("/?status=busy");
        var menu = Open(bench);
        Assert.True(IsChosen(menu, "English"));
        Assert.Equal("de", Option(menu, "Deutsch").GetAttribute("lang"));

        await ChooseAsync(menu, "Deutsch");

        Assert.Equal(["lang=de", "system", false], Assert.Single(bench.Asked("amiblazor.keepLook")));
        var last = Assert.IsType<BunitNavigationManager>(bench.Navigation()).History.First();
        Assert.True(last.Options.ForceLoad);
        Assert.EndsWith("/?status=busy", last.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_menu_shows_what_came_with_the_cookie()
    {
        await using var bench = await PageBench.CreateAsync();
        bench.Like(DisplayPreferences.Parse("theme=light&density=compact&hide=since"));

        var menu = Open(bench);

        Assert.True(IsChosen(menu, "Light"));
        Assert.True(IsChosen(menu, "Compact"));
        Assert.False(IsChosen(menu, "Since"));
        Assert.True(IsChosen(menu, "Name"));
    }

    [Fact]
    public async Task A_menu_that_is_gone_does_not_listen()
    {
        await using var bench = await PageBench.CreateAsync();
        Open(bench);
        await bench.Context.DisposeComponentsAsync();

        await bench.Settings().ChangeAsync(new DisplayPreferences { Theme = Theme.Dark });

        Assert.Equal(Theme.Dark, bench.Settings().Current.Theme);
    }

    private static IRenderedComponent<ViewMenu> Open(PageBench bench)
    {
        bench.Context.Renderer.SetRendererInfo(new RendererInfo("Server", true));
        return bench.Context.Render<ViewMenu>();
    }

    private static Task ChooseAsync(IRenderedComponent<ViewMenu> menu, string text) =>
        menu.InvokeAsync(() => Option(menu, text).QuerySelector("input")!.Change(true));

    private static bool IsChosen(IRenderedComponent<ViewMenu> menu, string text) => Option(menu, text).QuerySelector("input")!.HasAttribute("checked");

    private static IElement Option(IRenderedComponent<ViewMenu> menu, string text) =>
        menu.FindAll("label").Single(label => string.Equals(label.TextContent.Trim(), text, StringComparison.Ordinal));
}
