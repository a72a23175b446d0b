using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Board;
using AmiBlazor.Components.Pages;
using AmiBlazor.Components.Views;
using AmiBlazor.Data.Rows;
using AmiBlazor.Tests.Support;
using AmiBlazor.Views;
using Bunit;
using Microsoft.AspNetCore.Components;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Components.Views;

/// <summary>Favourites on the Extensions page: marked in the row and in the details, before all others in every order, and on paper.</summary>
public sealed class FavouritesOnPageTests : IAsyncLifetime
{
    private PageBench _bench = null!;

    public async ValueTask InitializeAsync()
    {
        _bench = await PageBench.CreateAsync();
        await _bench.ApplyAsync(Row("1001"), Row("1002", 8), Row("1003"), Row("1004"));
        await _bench.LimitAsync(null, null, Roles.Viewer);
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task A_star_pins_its_row_in_every_order_until_it_is_taken_away()
    {
        var page = _bench.Open();
        Assert.Equal(["false", "false", "false", "false"], Stars(page));

        await StarAsync(page, "1003");

        page.WaitForAssertion(() => Assert.Equal(["1003", "1001", "1002", "1004"], page.Shown()), Timeouts.Default);
        Assert.Equal(["true", "false", "false", "false"], Stars(page));
        await page.ClickAsync("Extension");
        Assert.Equal(["1003", "1004", "1002", "1001"], page.Shown());
        await StarAsync(page, "1001");
        page.WaitForAssertion(() => Assert.Equal(["1003", "1001", "1004", "1002"], page.Shown()), Timeouts.Default);
        await StarAsync(page, "1003");
        page.WaitForAssertion(() => Assert.Equal(["1001", "1004", "1003", "1002"], page.Shown()), Timeouts.Default);
    }

    [Fact]
    public async Task Above_groups_they_have_a_heading_of_their_own()
    {
        await _bench.MoveAsync(Server, "1001", "Sales");
        await _bench.MoveAsync(Server, "1004", "Sales");
        await MarkAsync("1004", "1002");

        var page = _bench.Open("group=department");

        Assert.Equal(
            ["Favourites 2 extensions", "1002", "1004", "Sales 1 extension", "1001", "No department 1 extension", "1003"],
            page.FindAll("tbody tr.group, tbody tr.line").Select(row => row.QuerySelector(".c-extension a") ?? row)
                .Select(line => string.Join(' ', line.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))));
    }

    [Fact]
    public async Task They_alone_are_shown_on_request_and_the_address_says_so()
    {
        await MarkAsync("1004", "1002");
        var page = _bench.Open("favourites=1");
        Assert.Equal(["1002", "1004"], page.Shown());
        Assert.Equal("2 of 4 extensions", page.Find(".shown").TextContent);
        Assert.Contains("favourites=1", page.Find(".print").GetAttribute("href"), StringComparison.Ordinal);

        await page.ClickAsync("Favourites only");

        Assert.Equal(["1002", "1004", "1001", "1003"], page.Shown());
        Assert.Equal("false", page.Button("Favourites only").GetAttribute("aria-pressed"));
    }

    [Fact]
    public void A_value_that_means_nothing_shows_all_with_a_hint()
    {
        var page = _bench.Open("favourites=some");

        Assert.Equal(4, page.Shown().Count);
        Assert.Equal("Unknown value for favourites in the URL: “some”. Showing all extensions.", page.Find("p.hint").TextContent);
    }

    [Fact]
    public async Task What_is_marked_on_another_page_of_the_account_moves_here_and_nobody_elses_does()
    {
        var page = _bench.Open();
        var account = AuthClaims.GetAccountId((await _bench.Person.GetAuthenticationStateAsync()).User)!.Value;
        var others = new Account { UserName = "ben", NormalizedUserName = "BEN", Role = Roles.Viewer, SecurityStamp = "b", CreatedAt = Noon };
        await using (var context = _bench.Database.NewContext())
        {
            context.Add(others);
            await context.SaveChangesAsync(Xunit.TestContext.Current.CancellationToken);
        }

        var store = _bench.Database.Service<FavouriteStore>();
        await store.SetAsync(others.Id, IdOf("1002"), isFavourite: true);
        await store.SetAsync(account, IdOf("1004"), isFavourite: true);

        page.WaitForAssertion(() => Assert.Equal(["1004", "1001", "1002", "1003"], page.Shown()), Timeouts.Default);
    }

    [Fact]
    public async Task The_details_have_a_button_that_says_what_is_and_changes_it()
    {
        var page = _bench.Open("open=main%2Ffrom-internal%2F1002");
        var button = page.FindComponent<FavouriteButton>();
        Assert.Equal("false", button.Find("button").GetAttribute("aria-pressed"));

        await button.InvokeAsync(() => button.Find("button").Click());

        page.WaitForAssertion(() => Assert.Equal("true", page.FindComponent<FavouriteButton>().Find("button").GetAttribute("aria-pressed")), Timeouts.Default);
        page.WaitForAssertion(() => Assert.Equal("1002", page.Shown()[0]), Timeouts.Default);
    }

    [Fact]
    public async Task Paper_has_the_order_of_the_page()
    {
        await MarkAsync("1004");
        var page = _bench.Open("sort=-extension");

        _bench.Navigation().NavigateTo(page.Find("a.print").GetAttribute("href")!);
        var paper = _bench.Context.Render<PrintedExtensions>();

        Assert.Equal(["1004", "1003", "1002", "1001"], page.Shown());
        Assert.Equal(page.Shown(), paper.FindAll("tbody tr").Select(row => row.Children[0].TextContent));
    }

    [Fact]
    public void A_key_has_no_favourites_and_its_page_no_stars()
    {
        _bench.Person.Become(Roles.Supervisor);

        var page = _bench.Open();

        Assert.Empty(page.FindAll(".star"));
        Assert.Empty(page.Buttons("Views"));
    }

    [Fact]
    public async Task A_favourite_outside_the_scope_is_not_shown()
    {
        await MarkAsync("1002");
        await _bench.MoveAsync(Server, "1001", "Sales");
        await using (var context = _bench.Database.NewContext())
        {
            var account = context.Accounts.Single(account => account.UserName == "vera");
            account.Departments = CachedAccount.ColumnOf(["Sales"]);
            await context.SaveChangesAsync(Xunit.TestContext.Current.CancellationToken);
            await _bench.Database.Service<AccountCache>().ReloadAsync(Xunit.TestContext.Current.CancellationToken);
            var session = AuthClaims.GetSessionId((await _bench.Person.GetAuthenticationStateAsync()).User)!.Value;
            _bench.Person.Be(CachedAccount.Of(account).Principal(address: null, session));
        }

        Assert.Equal(["1001"], _bench.Open().Shown());
        Assert.Empty(_bench.Open("favourites=1").Shown());
    }

    private static IEnumerable<string?> Stars(IRenderedComponent<IComponent> page) => page.FindAll("tbody .star").Select(star => star.GetAttribute("aria-pressed"));

    // As grid.js tells it.
    private static Task StarAsync(IRenderedComponent<IComponent> page, string exten) => page.InvokeAsync(() =>
        page.Find("[data-pick]").Change("*" + page.Row(exten).QuerySelector("a")!.GetAttribute("href"))).InTime();

    private async Task MarkAsync(params string[] extens)
    {
        var account = AuthClaims.GetAccountId((await _bench.Person.GetAuthenticationStateAsync()).User)!.Value;
        foreach (var exten in extens) Assert.Null(await _bench.Database.Service<FavouriteStore>().SetAsync(account, IdOf(exten), isFavourite: true));
    }

    private int IdOf(string exten) => _bench.Database.Board.Rows(Server).Single(row => row.Key.Exten == exten).Id;
}
