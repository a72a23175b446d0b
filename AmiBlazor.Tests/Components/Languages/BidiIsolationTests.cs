using AmiBlazor.Components.Languages;

namespace AmiBlazor.Tests.Components.Languages;

public sealed class BidiIsolationTests
{
    [Theory]
    [InlineData("anna")]
    [InlineData("Größe 100 % <b>")]
    [InlineData("内線 👍🏽")]
    public void What_runs_from_left_to_right_stays_as_it_is(string text) => Assert.Same(text, BidiIsolation.Of(text));

    [Theory]
    [InlineData("\u202egnorw", "\u2068\u202egnorw\u2069")]
    [InlineData("مرحبا", "\u2068مرحبا\u2069")]
    [InlineData("a\u2069b\u202e", "\u2068ab\u202e\u2069")]
    public void What_may_turn_turns_itself_alone(string text, string expected) => Assert.Equal(expected, BidiIsolation.Of(text));

    [Fact]
    public void A_sentence_keeps_its_order_around_a_hostile_name()
    {
        var said = new Localizer().Format($"Refresh of {"\u202enoitcennoc"}");

        Assert.Equal("Refresh of \u2068\u202enoitcennoc\u2069", said);
    }
}
