using System.Text;
using AmiBlazor.Ami;

namespace AmiBlazor.Tests.Ami;

public sealed class AmiTextTests
{
    [Theory]
    [InlineData("", "", true)]
    [InlineData("1001", "1001", true)]
    [InlineData("1001", "1002", false)]
    [InlineData("1001", "100", false)]
    [InlineData("1001", "10011", false)]
    [InlineData("Zoë ☎ 😀", "Zoë ☎ 😀", true)]
    [InlineData("Zoë", "Zoe", false)]
    [InlineData("Zoe", "Zoë", false)]
    [InlineData("a", "A", false)]
    public void Bytes_are_compared_with_text_without_decoding(string value, string text, bool equal) =>
        Assert.Equal(equal, AmiText.Equals(Encoding.UTF8.GetBytes(value), text));

    [Fact]
    public void Invalid_bytes_equal_the_text_that_they_become() =>
        Assert.True(AmiText.Equals([(byte)'a', 0xFF, 0xC3], AmiText.Decode([(byte)'a', 0xFF, 0xC3])));

    [Fact]
    public void What_a_PBX_said_is_shown_without_control_characters_and_not_at_length()
    {
        Assert.Equal("<b>\uFFFD[31m\uFFFD", AmiText.ForPeople("<b>\u001b[31m\n"));
        Assert.Equal(301, AmiText.ForPeople(new string('x', 100_000)).Length);
    }

    [Fact]
    public void What_a_PBX_said_is_not_cut_within_a_character() =>
        Assert.Equal(new string('x', 299) + "…", AmiText.ForPeople(new string('x', 299) + "😀 and more"));
}
