using System.Globalization;
using AmiBlazor.Audit;
using AmiBlazor.Board;
using AmiBlazor.Components.Grid;
using AmiBlazor.Components.Languages;
using AmiBlazor.Components.Layout;
using AmiBlazor.Demo;
using AmiBlazor.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace AmiBlazor.Tests.Components.Grid;

public sealed class GridAddressTests
{
    private static readonly string[] Servers = ["main", "branch & co", "Größe/7?"];
    private static readonly string[] Contexts = ["from-internal", "sales%2Fsupport", "<b>"];

    private static readonly Gen<(GridFilter Filter, GridSort Sort)> Views =
        from text in Gen.OneOf(Gen.Constant((string?)null), ArbMap.Default.GeneratorFor<string?>())
        from status in Gen.Elements([null, .. Enum.GetValues<ExtensionStatus>().Select(status => (ExtensionStatus?)status)])
        from server in Gen.Elements([null, .. Servers])
        from dialplan in Gen.Elements([null, .. Contexts])
        from column in Gen.Elements(GridColumns.Usual.Where(GridColumns.IsSortable))
        from isDownwards in Gen.Elements(true, false)
        from grouping in Gen.Elements(Enum.GetValues<GridGroup>())
        from favourites in Gen.Elements(true, false)
        from byFirstName in Gen.Elements(true, false)
        select (
            new GridFilter { Text = text, Status = status, Server = server, Context = dialplan, OnlyFavourites = favourites },
            new GridSort(column, isDownwards, grouping) { ByFirstName = byFirstName && column == GridColumn.Name });

    private static readonly string[] Statuses = [.. Enum.GetValues<ExtensionStatus>().Select(status => status.Word())];

    private static readonly string[] Groups = ["department", "pbx"];

    /// <summary>Every order by what the address says of it; ascending is said without the minus, also where the address need not say it.</summary>
    private static readonly Dictionary<string, GridSort> Sorts = new(
        from column in GridColumns.Usual.Where(GridColumns.IsSortable)
        let word = GridAddress.Of(new(), new GridSort(column, Descending: true)).Sort![1..]
        from said in (KeyValuePair<string, GridSort>[])[new(word, new GridSort(column, false)), new("-" + word, new GridSort(column, true))]
        select said,
        StringComparer.Ordinal);

    /// <summary>Addresses that somebody typed, of whose parts some exist.</summary>
    private static readonly Gen<GridAddress> Addresses =
        from text in Part([])
        from status in Part(Statuses)
        from server in Part(Servers)
        from dialplan in Part(Contexts)
        from sort in Part([.. Sorts.Keys])
        from grouping in Part(Groups)
        select new GridAddress(text, status, server, dialplan, sort, grouping).Normal;

    [Fact]
    public void What_the_address_says_of_a_view_shows_that_view_again() => Prop.ForAll(
        Views.ToArbitrary(),
        view =>
        {
            var (filter, sort, hints) = GridAddress.Of(view.Filter, view.Sort).Normal.Read(new Localizer(), Servers, Contexts);

            Assert.Empty(hints);
            Assert.Equal(view.Sort, sort);
            Assert.Equal(
                (view.Filter.Status, view.Filter.Server, view.Filter.Context, view.Filter.OnlyFavourites),
                (filter.Status, filter.Server, filter.Context, filter.OnlyFavourites));
            Assert.Equal(string.IsNullOrWhiteSpace(view.Filter.Text) ? null : view.Filter.Text, filter.Text);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Whatever_stands_in_the_address_is_shown_or_has_a_hint_that_there_is_no_such_thing() => Prop.ForAll(
        Addresses.ToArbitrary(),
        address =>
        {
            var (filter, sort, hints) = address.Read(new Localizer(), Servers, Contexts);

            Assert.Equal(address.Text, filter.Text);
            Assert.Equal(Servers.Contains(address.Pbx, StringComparer.Ordinal) ? address.Pbx : null, filter.Server);
            Assert.Equal(Contexts.Contains(address.Context, StringComparer.Ordinal) ? address.Context : null, filter.Context);
            Assert.Equal(Statuses.Contains(address.Status, StringComparer.OrdinalIgnoreCase), filter.Status is not null);
            Assert.Equal(Sorts.GetValueOrDefault(address.Sort ?? ""), sort with { Group = GridGroup.None });
            Assert.Equal(Groups.Contains(address.Group, StringComparer.Ordinal), sort.Group != GridGroup.None);
            bool[] unknown =
            [
                address.Status is not null && filter.Status is null, address.Pbx is not null && filter.Server is null,
                address.Context is not null && filter.Context is null,
                address.Sort is not null && !Sorts.ContainsKey(address.Sort),
                address.Group is not null && sort.Group == GridGroup.None,
            ];
            Assert.Equal(unknown.Count(part => part), hints.Count);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_view_that_asks_for_nothing_leaves_the_address_clean()
    {
        var address = GridAddress.Of(new GridFilter { Text = "  " }, default);

        Assert.All(address.Parameters.Values, Assert.Null);
    }

    [Fact]
    public void Each_value_that_does_not_exist_falls_back_and_has_a_hint_of_its_own()
    {
        var (filter, sort, hints) = new GridAddress("100", "flying", "mars", "moon", "-colour", "floor").Read(new Localizer(), Servers, Contexts);

        Assert.Equal("100", filter.Text);
        Assert.Equal((null, null, null), (filter.Status, filter.Server, filter.Context));
        Assert.Equal(default, sort);
        Assert.Equal(
            [
                "Unknown status in the URL: “flying”. Showing all statuses.",
                "Unknown PBX in the URL: “mars”. Showing all PBXs.",
                "No extensions in the context from the URL: “moon”. Showing all contexts.",
                "Unknown column in the URL: “-colour”. Sorted by extension.",
                "Unknown grouping in the URL: “floor”. Showing no groups.",
            ],
            hints);
    }

    [Fact]
    public void Hints_are_in_the_persons_language()
    {
        var german = new Localizer();
        german.Use(CultureInfo.GetCultureInfo("de"));

        var (_, _, hints) = new GridAddress(null, "flying", null, null, null).Read(german, Servers, Contexts);

        Assert.Equal("Unbekannter Status in der URL: „flying“. Alle Status werden angezeigt.", Assert.Single(hints));
    }

    [Fact]
    public void One_good_value_stands_beside_a_bad_one()
    {
        var (filter, sort, hints) = new GridAddress(null, "ringing", "mars", "<b>", "-since").Read(new Localizer(), Servers, Contexts);

        Assert.Equal((ExtensionStatus.Ringing, null, "<b>"), (filter.Status, filter.Server, filter.Context));
        Assert.Equal(new GridSort(GridColumn.Since, Descending: true), sort);
        Assert.Single(hints);
    }

    [Fact]
    public void A_context_is_not_doubted_before_any_is_known()
    {
        var (filter, _, hints) = new GridAddress(null, null, null, "sales", null).Read(new Localizer(), Servers, []);

        Assert.Null(filter.Context);
        Assert.Empty(hints);
    }

    [Theory]
    [InlineData("extension", GridColumn.Extension, false)]
    [InlineData("-extension", GridColumn.Extension, true)]
    [InlineData("seen", GridColumn.LastSeen, false)]
    [InlineData("-pbx", GridColumn.Pbx, true)]
    internal void A_column_has_a_word(string word, GridColumn column, bool descending)
    {
        var (_, sort, hints) = new GridAddress(null, null, null, null, word).Read(new Localizer(), Servers, Contexts);

        Assert.Empty(hints);
        Assert.Equal(new GridSort(column, descending), sort);
    }

    [Theory]
    [InlineData("name", "name", "-name", "first-name", "-first-name", "name")]
    [InlineData("since", "-since", "since", "-since")]
    public void Clicks_on_a_header_go_through_its_orders(string column, params string[] orders)
    {
        var clicked = Enum.Parse<GridColumn>(column, ignoreCase: true);
        var sort = new GridSort(GridColumn.Status, Descending: false, GridGroup.Department);

        foreach (var order in orders)
        {
            sort = sort.Clicked(clicked);
            Assert.Equal((order, "department"), (GridAddress.Of(GridFilter.None, sort).Sort, GridAddress.Of(GridFilter.None, sort).Group));
            Assert.Equal(sort, GridAddress.Of(GridFilter.None, sort).Read(new Localizer(), [], []).Sort);
        }
    }

    [Theory]
    [InlineData("department", GridGroup.Department)]
    [InlineData("pbx", GridGroup.Pbx)]
    [InlineData("none", GridGroup.None)]
    [InlineData("", GridGroup.None)]
    internal void A_grouping_has_a_word(string word, GridGroup group)
    {
        var (_, sort, hints) = new GridAddress(null, null, null, null, "-name", word).Read(new Localizer(), Servers, Contexts);

        Assert.Empty(hints);
        Assert.Equal(new GridSort(GridColumn.Name, Descending: true, group), sort);
    }

    [Theory]
    [InlineData("cards", "", GridGroup.Department)]
    [InlineData("squares", "", GridGroup.Department)]
    [InlineData("squares", "none", GridGroup.None)]
    [InlineData("cards", "pbx", GridGroup.Pbx)]
    internal void Cards_are_grouped_by_department_unless_another_grouping_is_asked_for(string look, string word, GridGroup group)
    {
        var address = new GridAddress(null, null, null, null, null, word, Look: look);
        var (_, sort, hints) = address.Read(new Localizer(), Servers, Contexts);

        Assert.Empty(hints);
        Assert.Equal(group, sort.Group);
        Assert.Equal(look, GridLooks.Word(address.ShownLook));
    }

    [Theory]
    [InlineData("grid", 0)]
    [InlineData("CARDS", 1)]
    [InlineData("map", 1)]
    public void What_is_no_way_to_look_shows_the_grid(string word, int hinted)
    {
        var address = new GridAddress(null, null, null, null, null, Look: word);

        var (_, sort, hints) = address.Read(new Localizer(), Servers, Contexts);

        Assert.Equal((GridLook.Grid, GridGroup.None, hinted), (address.ShownLook, sort.Group, hints.Count));
    }

    [Theory]
    [InlineData("PBX")]
    [InlineData("-pbx")]
    [InlineData("1")]
    public void What_is_no_groupings_word_groups_by_nothing(string word)
    {
        var (_, sort, hints) = new GridAddress(null, null, null, null, null, word).Read(new Localizer(), Servers, Contexts);

        Assert.Equal(default, sort);
        Assert.Single(hints);
    }

    [Theory]
    [InlineData("-")]
    [InlineData("--name")]
    [InlineData("NAME")]
    [InlineData("lastseen")]
    [InlineData("0")]
    [InlineData(" name")]
    public void What_is_no_columns_word_sorts_by_extension(string word)
    {
        var (_, sort, hints) = new GridAddress(null, null, null, null, word).Read(new Localizer(), Servers, Contexts);

        Assert.Equal(default, sort);
        Assert.Single(hints);
    }

    [Fact]
    public void A_hint_shows_no_more_of_a_hostile_value_than_is_needed()
    {
        var (_, _, hints) = new GridAddress(null, "<script>\u0000" + new string('x', 10_000), null, null, null).Read(new Localizer(), Servers, Contexts);

        var hint = Assert.Single(hints);
        Assert.Contains("“<script>␀xxx", hint, StringComparison.Ordinal);
        Assert.InRange(hint.Length, 50, 130);
    }

    private static Gen<string?> Part(string[] known) =>
        Gen.OneOf([ArbMap.Default.GeneratorFor<string?>(), .. known.Select(word => Gen.Constant((string?)word))]);
}
