using System.Globalization;
using AmiBlazor.Components.Grid;
using AmiBlazor.Components.Languages;
using AmiBlazor.Components.Layout;
using FsCheck;
using FsCheck.Fluent;

namespace AmiBlazor.Tests.Components.Layout;

public sealed class DisplayPreferencesTests
{
    // What a browser keeps of one cookie, name and attributes included.
    private const int LongestCookie = 4000;

    private static readonly Gen<DisplayPreferences> Looks =
        from theme in Gen.Elements(Enum.GetValues<Theme>())
        from compact in Gen.Elements(true, false)
        from shortcuts in Gen.Elements(true, false)
        from language in Gen.Elements([null, .. Localizer.Languages])
        from zone in Gen.Elements([null, .. TimeZoneInfo.GetSystemTimeZones()])
        from hidden in Gen.Elements(DisplayPreferences.Optional.ToArray()).ListOf()
        from order in Gen.Shuffle(GridColumns.Usual.ToArray())
        let columns = DisplayPreferences.Optional.Where(hidden.Contains).ToArray()
        select new DisplayPreferences
        {
            Theme = theme,
            IsCompact = compact,
            HasShortcuts = shortcuts,
            Language = language,
            Zone = zone,
            Hidden = columns,
            Order = order,
        };

    private static readonly Gen<string> Garbage = Gen.OneOf(
        ArbMap.Default.GeneratorFor<NonNull<string>>().Select(text => text.Get),
        Gen.Elements(
            "theme=dark", "theme=DARK", "theme=7", "theme=light,dark", "theme", "=", "&&&", "density=compact", "density=COMPACT", "shortcuts=off", "shortcuts=on", "lang=de", "lang=de-AT", "lang=xx",
            "lang=../de", "zone=Europe/Berlin", "zone=Europe", "zone=", "zone=Mars/Olympus", "zone=%00", "hide=name", "hide=.", "hide=status.extension", "hide=NAME.name.since", "columns=", "columns=since.since.nothing", "columns=STATUS.0.99",
            "%", "%zz", "a[]=1", ";", "\0").ListOf().Select(parts => string.Join('&', parts)));

    [Fact]
    public void A_look_comes_back_from_its_cookie() => Prop.ForAll(
        Looks.ToArbitrary(),
        look =>
        {
            var kept = DisplayPreferences.Parse(look.ToString());

            Assert.Equal(look, kept);
            Assert.Equal(
                (look.Theme, look.IsCompact, look.HasShortcuts, look.Language, look.Zone?.Id),
                (kept.Theme, kept.IsCompact, kept.HasShortcuts, kept.Language, kept.Zone?.Id));
            Assert.Equal(look.Hidden, kept.Hidden);
            Assert.Equal(look.Order, kept.Order);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_zone_that_there_is_comes_back_from_the_cookie() => Assert.All(
        TimeZoneInfo.GetSystemTimeZones(), zone => Assert.Equal(zone.Id, DisplayPreferences.Parse(new DisplayPreferences { Zone = zone }.ToString()).Zone?.Id));

    [Theory]
    [InlineData("Etc/GMT+5")]
    [InlineData("Etc/GMT-14")]
    [InlineData("America/Argentina/Buenos_Aires")]
    public void So_does_one_with_signs_in_its_name(string name)
    {
        var look = DisplayPreferences.Parse(new DisplayPreferences { Zone = TimeZoneInfo.FindSystemTimeZoneById(name) }.ToString());

        Assert.Equal(name, look.Zone?.Id);
    }

    [Fact]
    public void Whatever_the_cookie_holds_there_is_a_look() => Prop.ForAll(
        Garbage.ToArbitrary(),
        cookie =>
        {
            var look = DisplayPreferences.Parse(cookie);

            Assert.True(Enum.IsDefined(look.Theme));
            Assert.DoesNotContain(look.Hidden, column => !DisplayPreferences.Optional.Contains(column));
            Assert.Equal(GridColumns.Usual, look.Order.Order());
            Assert.Equal(look, DisplayPreferences.Parse(look.ToString()));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("theme=dark&density=compact&lang=de&zone=Europe/Berlin&hide=pbx.seen", "Extension Name Pbx Context Status Call Since LastSeen Department Email Note")]
    [InlineData("columns=status.extension", "Status Extension Name Pbx Context Call Since LastSeen Department Email Note")]
    [InlineData("columns=lastseen.since.status.context.pbx.name.extension", "LastSeen Since Status Context Pbx Name Extension Call Department Email Note")]
    public void A_cookie_from_before_columns_had_an_order_or_with_half_of_one_is_understood(string cookie, string order) =>
        Assert.Equal(order, string.Join(' ', DisplayPreferences.Parse(cookie).Order));

    [Fact]
    public void Columns_that_came_later_are_shown_only_where_somebody_asked_for_them()
    {
        var older = DisplayPreferences.Parse("hide=context");
        var look = older with { Hidden = [GridColumn.Context, GridColumn.Department, GridColumn.Note] };

        Assert.Equal([GridColumn.Context, .. GridColumns.Additional], older.Hidden);
        Assert.Equal("hide=context&show=email", look.ToString());
        Assert.Equal(look, DisplayPreferences.Parse(look.ToString()));
    }

    [Fact]
    public void No_cookie_is_the_usual_look()
    {
        var look = DisplayPreferences.Parse(null);

        Assert.Equal(new DisplayPreferences(), look);
        Assert.Equal("", look.ToString());
        Assert.Equal((Theme.System, false, null, null), (look.Theme, look.IsCompact, look.Language, look.Zone));
        Assert.Equal(GridColumns.Additional, look.Hidden);
    }

    [Fact]
    public void A_part_that_is_wrong_spoils_no_other()
    {
        var look = DisplayPreferences.Parse("theme=purple&density=compact&lang=klingon&zone=Mars/Olympus&hide=status.since.nothing");

        Assert.Equal((Theme.System, true, null, null), (look.Theme, look.IsCompact, look.Language, look.Zone));
        Assert.Equal([GridColumn.Since, .. GridColumns.Additional], look.Hidden);
    }

    [Theory]
    [InlineData("/dev/zero")]
    [InlineData("../../../dev/zero")]
    [InlineData("Europe/../Europe/Berlin")]
    [InlineData("//dev/zero")]
    [InlineData(".")]
    [InlineData("Europe")]
    [InlineData("Europe/Berlin\0")]
    [InlineData(" Europe/Berlin")]
    public void A_zone_is_a_name_and_no_path(string zone) => Assert.Null(DisplayPreferences.Parse("zone=" + Uri.EscapeDataString(zone)).Zone);

    [Fact]
    public void A_region_of_a_language_is_that_language() => Assert.Equal(CultureInfo.GetCultureInfo("de"), DisplayPreferences.Parse("lang=de-AT").Language);

    [Fact]
    public void The_fullest_look_fits_into_a_cookie_and_is_read_from_it()
    {
        var look = new DisplayPreferences
        {
            Theme = Theme.Light,
            IsCompact = true,
            HasShortcuts = false,
            Language = Localizer.Languages.MaxBy(language => language.Name.Length),
            Zone = TimeZoneInfo.GetSystemTimeZones().MaxBy(zone => Uri.EscapeDataString(zone.Id).Length),
            Hidden = DisplayPreferences.Optional,
            Order = [.. GridColumns.Usual.Reverse()],
        };

        Assert.InRange(Uri.EscapeDataString(look.ToString()).Length, 1, LongestCookie);
        Assert.Equal(look, DisplayPreferences.Parse(look.ToString()));
    }

    [Fact]
    public void An_endless_cookie_is_not_read() => Assert.Equal(new DisplayPreferences(), DisplayPreferences.Parse("theme=dark&" + new string('x', 5000)));

    [Fact]
    public void Preferences_are_equal_when_every_choice_is()
    {
        var look = new DisplayPreferences { Theme = Theme.Dark, Hidden = [GridColumn.Name] };

        Assert.Equal(look, new DisplayPreferences { Theme = Theme.Dark, Hidden = new List<GridColumn> { GridColumn.Name } });
        Assert.Equal(look.GetHashCode(), (look with { }).GetHashCode());
        Assert.NotEqual(look, look with { Hidden = [] });
        Assert.False(look.Equals(null));
    }
}
