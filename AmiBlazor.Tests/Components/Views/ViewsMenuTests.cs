using AmiBlazor.Auth.Authorization;
using AmiBlazor.Components.Grid;
using AmiBlazor.Components.Pages;
using AmiBlazor.Components.Views;
using AmiBlazor.Tests.Support;
using AmiBlazor.Tests.Views;
using AmiBlazor.Views;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using static AmiBlazor.Tests.Components.PageBenchPreferences;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Components.Views;

/// <summary>Saved views on the Extensions page: saved, opened by menu, link and default, changed, shared and deleted.</summary>
public sealed class ViewsMenuTests : IAsyncLifetime
{
    private PageBench _bench = null!;

    private ViewStore Store => _bench.Database.Service<ViewStore>();

    public async ValueTask InitializeAsync()
    {
        _bench = await PageBench.CreateAsync([Nowhere("main"), Nowhere("branch")]);
        await _bench.ApplyAsync(Row("1001"), Row("1002", 8), Row("1003"));
        await _bench.ApplyAsync("branch", Noon, Row("2001", 8));
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task What_is_shown_is_saved_with_its_columns_and_opened_again()
    {
        await _bench.LimitAsync(null, null, Roles.Viewer);
        var page = _bench.Open("status=ringing&sort=-extension&group=pbx&open=main%2Ffrom-internal%2F1002");
        await page.InvokeAsync(() => _bench.Settings().ChangeAsync(_bench.Settings().Current with { IsCompact = true, Hidden = [GridColumn.Since] }));

        await SaveAsync(page, "  Ringing ");

        Assert.Equal("Saved as “Ringing”.", _bench.Popovers.Find("[role=status]").TextContent);
        var view = Assert.Single(Store.Current.Views);
        Assert.Equal(("Ringing", "status=ringing&sort=-extension&group=pbx"), (view.Name, view.Content.Query));
        await CloseMenuAsync();
        var other = _bench.Open("q=1001");
        await other.InvokeAsync(() => _bench.Settings().ChangeAsync(new()));
        Assert.Equal(["1001"], other.Shown());
        await OpenMenuAsync(other);
        await _bench.Popovers.ClickAsync("Ringing");

        other.WaitForAssertion(() => Assert.Equal(["2001", "1002"], other.Shown()), Timeouts.Default);
        Assert.Equal("/?status=ringing&sort=-extension&group=pbx", _bench.Address());
        Assert.True(_bench.Settings().Current.IsCompact);
        Assert.Equal([GridColumn.Since], _bench.Settings().Current.Hidden);
        Assert.Empty(_bench.Popovers.FindAll("[role=dialog]"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_link_opens_a_view_from_the_first_picture_and_leaves_its_query_in_the_address(bool interactive)
    {
        await _bench.LimitAsync(null, null, Roles.Viewer);
        var id = await SavedAsync("status=ringing", "density=compact&hide=since");

        var page = _bench.Open($"view={id}", interactive);

        Assert.Equal(["1002", "2001"], page.Shown());
        Assert.Empty(page.FindAll("th.c-since"));
        if (!interactive) return;
        page.WaitForAssertion(() => Assert.Equal("/?status=ringing", _bench.Address()), Timeouts.Default);
        Assert.True(Assert.IsType<BunitNavigationManager>(_bench.Navigation()).History.First().Options.ReplaceHistoryEntry);
        Assert.Equal("density=compact&hide=since", $"{_bench.Asked("amiblazor.keepLook")[^1][0]}");
    }

    [Theory]
    [InlineData("view=4711")]
    [InlineData("view=ringing")]
    public async Task A_link_to_a_view_that_is_not_there_shows_all_with_a_hint(string query)
    {
        await _bench.LimitAsync(null, null, Roles.Viewer);

        var page = _bench.Open(query);

        Assert.Equal(4, page.Shown().Count);
        Assert.Contains("Unknown view in the URL", page.Find("p.hint").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_opens_with_the_persons_default_and_goes_back_to_the_plain_grid_and_stays_there()
    {
        await _bench.LimitAsync(null, null, Roles.Viewer);
        var id = await SavedAsync("status=ringing", "");
        var first = _bench.Open();
        await OpenMenuAsync(first);
        await _bench.Popovers.ClickAsync("Change Ringing");
        await _bench.Popovers.ClickAsync("Open it first, for me");
        Assert.Equal(id, Assert.Single(Store.Current.OfAccounts).Value);
        Assert.Equal(4, first.Shown().Count);
        await CloseMenuAsync();

        var page = _bench.Open();

        Assert.Equal(["1002", "2001"], page.Shown());
        page.WaitForAssertion(() => Assert.Equal("/?status=ringing", _bench.Address()), Timeouts.Default);
        await OpenMenuAsync(page);
        await _bench.Popovers.ClickAsync("All extensions");
        page.WaitForAssertion(() => Assert.Equal(4, page.Shown().Count), Timeouts.Default);
        Assert.Equal("/?view=none", _bench.Address());
        Assert.Equal(4, _bench.Open("view=none").Shown().Count);
        Assert.Equal(["1001"], _bench.Open("q=1001").Shown());
        Assert.Equal(4, _bench.Open("open=main%2Ffrom-internal%2F1001").Shown().Count);
    }

    [Fact]
    public async Task Without_a_default_of_their_own_the_page_opens_with_that_of_the_role()
    {
        await _bench.LimitAsync(null, null, Roles.Supervisor);
        var id = await SavedAsync("q=1003", "");
        var author = ViewAccounts.Author(await AccountAsync(), "vera");
        await Store.ShareAsync(author, id);
        await Store.SetRoleDefaultAsync(author, Roles.Supervisor, id);

        Assert.Equal(["1003"], _bench.Open().Shown());
    }

    [Fact]
    public async Task A_shared_view_shows_nobody_more_than_their_scope()
    {
        await _bench.LimitAsync(["main"], null, Roles.Viewer);
        var author = ViewAccounts.Author(await AccountAsync(), "vera");
        foreach (var (name, query) in new[] { ("All", "status=ringing"), ("Branch", "pbx=branch") })
        {
            await Store.SaveAsync(author, name, new ViewContent(query, ""));
            await Store.ShareAsync(author, Store.Current.Views.Single(view => view.Name == name).Id);
        }

        var page = _bench.Open($"view={Store.Current.Views.Single(view => view.Name == "All").Id}");

        Assert.Equal(["1002"], page.Shown());
        await OpenMenuAsync(page);
        Assert.NotEmpty(_bench.Popovers.Buttons("All"));
        Assert.Empty(_bench.Popovers.Buttons("Branch"));
        Assert.Contains("Unknown view", _bench.Open($"view={Store.Current.Views.Single(view => view.Name == "Branch").Id}").Find("p.hint").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_supervisor_shares_a_view_and_deletes_it_for_everybody_after_a_question()
    {
        await _bench.LimitAsync(null, null, Roles.Supervisor);
        await SavedAsync("status=ringing", "");
        var page = _bench.Open();
        await OpenMenuAsync(page);
        await _bench.Popovers.ClickAsync("Change Ringing");

        await _bench.Popovers.ClickAsync("Share with everybody");
        Assert.True(Assert.Single(Store.Current.Views).IsShared);
        Assert.Contains("Saved by vera", _bench.Popovers.Markup, StringComparison.Ordinal);
        Assert.Empty(_bench.Popovers.FindAll("input[type=checkbox]"));
        await _bench.Popovers.ClickAsync("Delete");
        Assert.Single(Store.Current.Views);
        Assert.Contains("Delete it for everybody?", _bench.Popovers.Markup, StringComparison.Ordinal);
        await _bench.Popovers.ClickAsync("Delete");

        Assert.Empty(Store.Current.Views);
        Assert.Equal("“Ringing” is deleted.", _bench.Popovers.Find("[role=status]").TextContent);
    }

    [Fact]
    public async Task A_viewer_can_neither_share_nor_change_what_is_shared()
    {
        await _bench.LimitAsync(null, null, Roles.Viewer);
        await Store.ShareAsync(ViewAccounts.Author(await AccountAsync(), "vera"), await SavedAsync("status=ringing", ""));
        await Store.SaveAsync(ViewAccounts.Author(await AccountAsync(), "vera"), "Mine", new ViewContent("", ""));
        var page = _bench.Open();
        await OpenMenuAsync(page);

        await _bench.Popovers.ClickAsync("Change Ringing");
        Assert.Empty(_bench.Popovers.Buttons("Delete"));
        Assert.Empty(_bench.Popovers.Buttons("Rename"));
        Assert.Empty(_bench.Popovers.Buttons("Replace by what is shown"));
        await _bench.Popovers.ClickAsync("Change Mine");

        Assert.NotEmpty(_bench.Popovers.Buttons("Delete"));
        Assert.Empty(_bench.Popovers.Buttons("Share with everybody"));
    }

    [Fact]
    public async Task An_administrator_chooses_the_view_that_a_role_starts_with()
    {
        await _bench.LimitAsync(null, null, Roles.Administrator);
        var id = await SavedAsync("status=ringing", "");
        await Store.ShareAsync(ViewAccounts.Author(await AccountAsync(), "vera"), id);
        var page = _bench.Open("view=none");
        await OpenMenuAsync(page);
        await _bench.Popovers.ClickAsync("Change Ringing");

        await _bench.Popovers.InvokeAsync(() => _bench.Popovers.FindAll("input[type=checkbox]")[0].Change(true));

        Assert.Equal((Roles.Viewer, id), Assert.Single(Store.Current.OfRoles.Select(role => (role.Key, role.Value))));
        await _bench.Popovers.InvokeAsync(() => _bench.Popovers.FindAll("input[type=checkbox]")[0].Change(false));
        Assert.Empty(Store.Current.OfRoles);
    }

    [Fact]
    public async Task A_view_is_renamed_and_replaced_and_a_name_that_is_taken_is_said_beside_it()
    {
        await _bench.LimitAsync(null, null, Roles.Viewer);
        await SavedAsync("status=ringing", "");
        await Store.SaveAsync(ViewAccounts.Author(await AccountAsync(), "vera"), "Busy", new ViewContent("status=busy", ""));
        var page = _bench.Open("q=100");
        await OpenMenuAsync(page);
        await _bench.Popovers.ClickAsync("Change Ringing");

        await RenameAsync("busy");
        Assert.Equal(["You already have a view named “busy”. Enter another name, or update that view."], _bench.Popovers.Role("alert"));
        await RenameAsync("Numbers");
        await _bench.Popovers.ClickAsync("Replace by what is shown");

        Assert.Equal([("Busy", "status=busy"), ("Numbers", "q=100")], Store.Current.Views.Select(view => (view.Name, view.Content.Query)));
        Assert.Empty(_bench.Popovers.Role("alert"));
    }

    [Fact]
    public async Task A_change_of_the_board_does_not_draw_it_and_a_new_view_does()
    {
        await _bench.LimitAsync(null, null, Roles.Viewer);
        var page = _bench.Open();
        await OpenMenuAsync(page);
        var menu = page.FindComponent<ViewsMenu>();
        var drawn = menu.RenderCount;

        await _bench.ApplyAsync(Noon.AddSeconds(1), Row("1001", 8), Row("1002", 8), Row("1003"));
        page.WaitForAssertion(() => Assert.Contains("Ringing", page.RowText("1001"), StringComparison.Ordinal), Timeouts.Default);
        Assert.Equal(drawn, menu.RenderCount);
        await SavedAsync("status=busy", "");

        _bench.Popovers.WaitForAssertion(() => Assert.NotEmpty(_bench.Popovers.Buttons("Ringing")), Timeouts.Default);
    }

    private async Task<int> AccountAsync() => AuthClaims.GetAccountId((await _bench.Person.GetAuthenticationStateAsync()).User)!.Value;

    private async Task<int> SavedAsync(string query, string look)
    {
        Assert.Null(await Store.SaveAsync(ViewAccounts.Author(await AccountAsync(), "vera"), "Ringing", new ViewContent(query, look)));
        return Store.Current.Views.Single(view => view.Name == "Ringing").Id;
    }

    private async Task OpenMenuAsync(IRenderedComponent<ExtensionsStatus> page)
    {
        await page.ClickAsync("Views");
        _bench.Popovers.WaitForAssertion(() => Assert.NotEmpty(_bench.Popovers.FindAll("[role=dialog]")), Timeouts.Default);
    }

    private async Task CloseMenuAsync()
    {
        await _bench.Popovers.InvokeAsync(() => _bench.Popovers.Find("[role=dialog]").KeyDown(Key.Escape));
        _bench.Popovers.WaitForAssertion(() => Assert.Empty(_bench.Popovers.FindAll("[role=dialog]")), Timeouts.Default);
    }

    private async Task SaveAsync(IRenderedComponent<ExtensionsStatus> page, string name)
    {
        await OpenMenuAsync(page);
        await _bench.Popovers.InvokeAsync(() => _bench.Popovers.Find("form[aria-label='Save what is shown'] input").Change(name));
        await _bench.Popovers.InvokeAsync(() => _bench.Popovers.Find("form[aria-label='Save what is shown']").Submit());
    }

    private async Task RenameAsync(string name)
    {
        await _bench.Popovers.InvokeAsync(() => _bench.Popovers.Find("form[aria-label='Rename'] input").Change(name));
        await _bench.Popovers.InvokeAsync(() => _bench.Popovers.Find("form[aria-label='Rename']").Submit());
    }
}
