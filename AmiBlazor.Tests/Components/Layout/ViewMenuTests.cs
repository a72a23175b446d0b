using AmiBlazor.Components.Layout;
using AmiBlazor.Tests.Components.Control;
using AmiBlazor.Tests.Support;
using AngleSharp.Dom;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace AmiBlazor.Tests.Components.Layout;

public sealed class ViewMenuTests
{
    [Theory]
    [InlineData("Dark", Theme.Dark, "theme=dark")]
    [InlineData("Light", Theme.Light, "theme=light")]
    public async Task Colours_are_chosen(string option, Theme theme, string cookie)
    {
        await using var bench = await PageBench.CreateAsync();
        await OpenAsync(bench);
        Assert.True(IsChosen(bench, "System"));

        await ChooseAsync(bench, option);

        Assert.Equal(theme, bench.Settings().Current.Theme);
        Assert.True(IsChosen(bench, option));
        Assert.False(IsChosen(bench, "System"));
        Assert.Equal([cookie, DisplayPreferences.Word(theme), false], Assert.Single(bench.Asked("amiblazor.keepLook")));
        await ChooseAsync(bench, "System");
        Assert.Equal(new DisplayPreferences(), bench.Settings().Current);
    }

    [Fact]
    public async Task Rows_stand_closer_and_further_again()
    {
        await using var bench = await PageBench.CreateAsync();
        await OpenAsync(bench);

        await ChooseAsync(bench, "Compact");
        Assert.True(bench.Settings().Current.IsCompact);
        Assert.True(IsChosen(bench, "Compact"));
        await ChooseAsync(bench, "Comfortable");

        Assert.False(bench.Settings().Current.IsCompact);
        Assert.True(IsChosen(bench, "Comfortable"));
    }

    [Fact]
    public async Task Choices_stand_in_groups_that_have_names_and_columns_are_not_among_them()
    {
        await using var bench = await PageBench.CreateAsync();

        await OpenAsync(bench);

        Assert.Equal(["Theme", "Rows", "Language", "Keys / and ?"], bench.Popovers.FindAll("[role=menu] [role=group]").Select(group => group.GetAttribute("aria-label")));
        Assert.Equal(
            ["System", "Light", "Dark", "Comfortable", "Compact", "English", "Deutsch", "On", "Off"],
            bench.Popovers.FindAll("[role=menuitemradio]").Select(option => option.TextContent.Trim()));
    }

    [Fact]
    public async Task Keys_that_are_characters_are_switched_off_and_on_again()
    {
        await using var bench = await PageBench.CreateAsync();
        await OpenAsync(bench);
        Assert.True(IsChosen(bench, "On"));

        await ChooseAsync(bench, "Off");

        Assert.False(bench.Settings().Current.HasShortcuts);
        Assert.Equal(["shortcuts=off", "system", false], Assert.Single(bench.Asked("amiblazor.keepLook")));
        await ChooseAsync(bench, "On");
        Assert.Equal(new DisplayPreferences(), bench.Settings().Current);
    }

    [Fact]
    public async Task The_keys_of_the_page_are_listed_from_the_menu_and_by_a_key()
    {
        await using var bench = await PageBench.CreateAsync();
        var dialogs = bench.Context.Render<MudBlazor.MudDialogProvider>();
        var menu = await OpenAsync(bench);

        await bench.ChooseAsync("Keyboard shortcuts");

        dialogs.WaitForAssertion(() => Assert.Contains("Select the extension, or no longer", dialogs.Markup, StringComparison.Ordinal), Timeouts.Default);
        await dialogs.InvokeAsync(() => dialogs.FindAll("button").Single(button => button.TextContent.Trim() == "Close").Click()).InTime();
        dialogs.WaitForAssertion(() => Assert.Empty(dialogs.FindAll("kbd")), Timeouts.Default);

        bench.Navigation().NavigateTo("/?look=cards");
        await menu.InvokeAsync(() => menu.Find("[data-shortcuts-asked]").Change("1")).InTime();
        dialogs.WaitForAssertion(() => Assert.Contains("To the card above", dialogs.Markup, StringComparison.Ordinal), Timeouts.Default);
    }

    [Fact]
    public async Task Another_language_is_kept_and_the_page_loaded_anew_where_it_stands()
    {
        await using var bench = await PageBench.CreateAsync();
        bench.Navigation().NavigateTo("/?status=busy");
        await OpenAsync(bench);
        Assert.True(IsChosen(bench, "English"));
        Assert.Equal("de", Option(bench, "Deutsch").GetAttribute("lang"));

        await ChooseAsync(bench, "Deutsch");

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

        await OpenAsync(bench);

        Assert.True(IsChosen(bench, "Light"));
        Assert.True(IsChosen(bench, "Compact"));
        Assert.False(IsChosen(bench, "Dark"));
    }

    [Fact]
    public async Task Escape_closes_a_menu_that_was_opened_by_a_click()
    {
        await using var bench = await PageBench.CreateAsync();
        var menu = await OpenAsync(bench);

        await menu.InvokeAsync(() => menu.Button("View").KeyDown(Key.Escape));

        bench.Popovers.WaitForAssertion(() => Assert.Empty(bench.Popovers.FindAll("[role=menuitemradio]")), Timeouts.Default);
    }

    [Fact]
    public async Task A_menu_that_is_gone_does_not_listen()
    {
        await using var bench = await PageBench.CreateAsync();
        await OpenAsync(bench);
        await bench.Context.DisposeComponentsAsync();

        await bench.Settings().ChangeAsync(new DisplayPreferences { Theme = Theme.Dark });

        Assert.Equal(Theme.Dark, bench.Settings().Current.Theme);
    }

    private static async Task<IRenderedComponent<ViewMenu>> OpenAsync(PageBench bench)
    {
        bench.Context.Renderer.SetRendererInfo(new RendererInfo("Server", true));
        var popovers = bench.Popovers;
        var menu = bench.Context.Render<ViewMenu>();
        await menu.InvokeAsync(() => menu.Button("View").ClickAsync(new MouseEventArgs())).InTime();
        popovers.WaitForAssertion(() => Assert.NotEmpty(popovers.FindAll("[role=menuitemradio]")), Timeouts.Default);
        return menu;
    }

    private static Task ChooseAsync(PageBench bench, string text) =>
        bench.Popovers.InvokeAsync(() => Option(bench, text).ClickAsync(new MouseEventArgs())).InTime();

    private static bool IsChosen(PageBench bench, string text) => Option(bench, text).GetAttribute("aria-checked") == "true";

    private static IElement Option(PageBench bench, string text) => bench.Popovers.FindAll("[role=menuitemradio]")
        .Single(option => string.Equals(option.TextContent.Trim(), text, StringComparison.Ordinal));
}
