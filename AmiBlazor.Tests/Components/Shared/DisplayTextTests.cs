using AmiBlazor.Components.Shared;

namespace AmiBlazor.Tests.Components.Shared;

public sealed class DisplayTextTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("Alice", "Alice")]
    [InlineData("a\u0000b\r\nc\td", "a␀b␍␊c␉d")]
    [InlineData("\u007f\u0085", "␡\ufffd")]
    [InlineData("مرحبا 👩‍👩‍👧", "مرحبا 👩‍👩‍👧")]
    public void Control_characters_are_made_visible_and_nothing_else_is_touched(string? text, string expected) =>
        Assert.Equal(expected, DisplayText.Show(text));

    [Fact]
    public void A_long_text_is_cut_and_says_so() => Assert.Equal("aaaaa…", DisplayText.Show(new string('a', 10_000), max: 5));

    [Fact]
    public void A_cut_goes_through_no_character() => Assert.Equal("a…", DisplayText.Show("a🚀🚀", max: 2));
}
