using AmiBlazor.Board;
using AmiBlazor.Components.Runs;
using AmiBlazor.History;

namespace AmiBlazor.Tests.Components.Runs;

public sealed class RunAddressTests
{
    [Fact]
    public void What_is_usual_is_left_out() => Assert.Equal("./runs", new RunAddress().ToString());

    [Fact]
    public void Everything_shown_is_in_it()
    {
        var address = new RunAddress
        {
            Filter = new RunFilter("a&b=c", RefreshOutcome.TimedOut),
            Sort = new RunSort(RunColumn.MarkedOffline, Descending: true),
            Page = 3,
            Run = "separate-1",
            Picked = ["separate-2", "separate-3"],
        };

        Assert.Equal("./runs?pbx=a%26b%3Dc&outcome=timedOut&sort=-offline&page=3&run=separate-1&pick=separate-2,separate-3", address.ToString());
        Assert.Equal("./runs?compare=a,b", new RunAddress { Compared = ["a", "b"] }.ToString());
    }

    [Theory]
    [InlineData("when", RunColumn.When, false)]
    [InlineData("-WHEN", RunColumn.When, true)]
    [InlineData("-known", RunColumn.Known, true)]
    [InlineData("changed", RunColumn.Changed, false)]
    [InlineData("new", RunColumn.Added, false)]
    [InlineData("offline", RunColumn.MarkedOffline, false)]
    [InlineData("rows", RunColumn.Rows, false)]
    public void A_word_stands_for_an_order(string word, RunColumn column, bool descending) =>
        Assert.Equal(new RunSort(column, descending), RunAddress.SortOf(word));

    [Theory]
    [InlineData("colour")]
    [InlineData("-")]
    [InlineData("--when")]
    public void Other_words_stand_for_none(string word) => Assert.Null(RunAddress.SortOf(word));

    [Fact]
    public void Two_can_be_chosen_and_put_back()
    {
        var two = new RunAddress().Toggled("a").Toggled("b");

        Assert.Equal(["a", "b"], two.Picked);
        Assert.Equal(["b"], two.Toggled("a").Picked);
        Assert.Equal(["a", "c"], two.Toggled("c").Picked);
    }
}
