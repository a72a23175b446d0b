using System.Globalization;
using AmiBlazor.Board;
using AmiBlazor.Components.Grid;
using AmiBlazor.Components.Languages;
using AmiBlazor.Components.Layout;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Components.Grid;

public sealed class GridFilterTests
{
    [Theory]
    [InlineData("besetzt", 2)]
    [InlineData("GEHALTEN", 16)]
    [InlineData("im gespräch", 1)]
    [InlineData("Klingelt", 8)]
    [InlineData("frei", 0)]
    [InlineData("unbekannt", -1)]
    [InlineData("on-hold", 16)]
    [InlineData("busy", 2)]
    public void A_status_is_found_by_its_word_in_the_persons_language_and_by_the_promised_one(string text, int code)
    {
        var filter = new GridFilter { Text = text };

        Assert.True(filter.Matches(BoardRow(code: code), German));
        Assert.False(filter.Matches(BoardRow(code: 4), German));
    }

    [Fact]
    public void A_word_of_another_language_finds_no_status() =>
        Assert.False(new GridFilter { Text = "besetzt" }.Matches(BoardRow(code: 2), English));

    [Theory]
    [InlineData("müller", true)]
    [InlineData("MÜLLER 1001", true)]
    [InlineData("vertrieb", true)]
    [InlineData("main from-int", true)]
    [InlineData("pjsip/1001", true)]
    [InlineData("müller 1002", false)]
    [InlineData("%", false)]
    [InlineData(".*", false)]
    public void Every_word_must_occur_somewhere(string text, bool passes)
    {
        var row = BoardRow("1001", name: "Jörg Müller", department: "Vertrieb");

        Assert.Equal(passes, new GridFilter { Text = text }.Matches(row, German));
    }

    [Fact]
    public void The_PBX_s_name_is_found_and_sorted_by_as_a_person_s_own_is()
    {
        var anna = BoardRow("1001", name: "Zoe", id: 1) with { PbxName = "Anna Adler" };
        var ben = BoardRow("1002", id: 2) with { PbxName = "Ben Berg" };
        var order = new GridOrder(new GridSort(GridColumn.Name, Descending: false), BoardSnapshot.Empty);

        Assert.True(new GridFilter { Text = "adler zoe" }.Matches(anna, English));
        Assert.True(new GridFilter { Text = "berg" }.Matches(ben, English));
        Assert.True(order.Compare(ben, anna) < 0);
        Assert.True(order.Moves(ben, ben with { PbxName = "Xaver" }));
        Assert.False(order.Moves(anna, anna with { PbxName = "Xaver" }));
    }

    [Fact]
    public void PBX_and_context_are_meant_as_they_are_written()
    {
        var row = BoardRow(server: "main", context: "sales");

        Assert.True(new GridFilter { Server = "main", Context = "sales" }.Matches(row, English));
        Assert.False(new GridFilter { Server = "Main" }.Matches(row, English));
        Assert.False(new GridFilter { Context = "sale" }.Matches(row, English));
        Assert.False(new GridFilter { Server = "branch", Context = "sales" }.Matches(row, English));
    }

    [Fact]
    public void All_parts_narrow_together()
    {
        var filter = new GridFilter { Text = "100", Status = ExtensionStatus.Busy, Server = "main", Context = "sales" };

        Assert.True(filter.Matches(BoardRow("1001", 2, "sales"), German));
        Assert.False(filter.Matches(BoardRow("1001", 1, "sales"), German));
        Assert.False(filter.Matches(BoardRow("2001", 2, "sales"), German));
        Assert.False(filter.Matches(BoardRow("1001", 2, "support"), German));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t\u00a0")]
    public void Blanks_narrow_nothing(string? text)
    {
        var filter = new GridFilter { Text = text };

        Assert.True(filter.IsEmpty);
        Assert.True(filter.Matches(BoardRow(), English));
    }

    [Fact]
    public void A_filter_with_any_part_is_not_empty()
    {
        Assert.False(new GridFilter { Text = "1" }.IsEmpty);
        Assert.False(new GridFilter { Status = ExtensionStatus.Online }.IsEmpty);
        Assert.False(new GridFilter { Server = "main" }.IsEmpty);
        Assert.False(new GridFilter { Context = "sales" }.IsEmpty);
    }

    private static string English(ExtensionStatus status) => StatusStyle.Label(new Localizer(), status);

    private static string German(ExtensionStatus status)
    {
        var texts = new Localizer();
        texts.Use(CultureInfo.GetCultureInfo("de"));
        return StatusStyle.Label(texts, status);
    }
}
