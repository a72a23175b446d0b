using AmiBlazor.Control;

namespace AmiBlazor.Tests.Control;

public sealed class DialPatternTests
{
    [Theory]
    [InlineData("110", "110", true)]
    [InlineData("110", "1100", false)]
    [InlineData("*97", "*97", true)]
    [InlineData("_1XXX", "1003", true)]
    [InlineData("_1XXX", "2003", false)]
    [InlineData("_1XXX", "10031", false)]
    [InlineData("_0Z.", "0301234567", true)]
    [InlineData("_0Z.", "03", false)]
    [InlineData("_0Z.", "00301234567", false)]
    [InlineData("_0Z!", "03", true)]
    [InlineData("_N[15-7]", "26", true)]
    [InlineData("_N[15-7]", "24", false)]
    [InlineData("_N[15-7]", "15", false)]
    [InlineData("_+49X.", "+49301234", true)]
    [InlineData("_x[*#]", "4#", true)]
    [InlineData("_0X.", "012345678901234567890", false)]
    [InlineData("_0X.", "0a1", false)]
    [InlineData("_0X.", "0\u06611", false)]
    public void A_pattern_means_what_it_means_in_the_dialplan(string pattern, string number, bool isAllowed) =>
        Assert.Equal(isAllowed, DialPattern.Parse(pattern)!.Matches(number));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("_")]
    [InlineData("_.")]
    [InlineData("_!")]
    [InlineData("_1.2")]
    [InlineData("_[")]
    [InlineData("_[]X")]
    [InlineData("_[7-5]")]
    [InlineData("_[a-c]")]
    [InlineData("_1-2")]
    [InlineData("1XXX")]
    [InlineData("anna")]
    [InlineData("_1 X")]
    [InlineData("123456789012345678901")]
    [InlineData("_XXXXXXXXXXXXXXXXXXXXX")]
    public void What_is_no_pattern_is_none(string? pattern) => Assert.Null(DialPattern.Parse(pattern));

    [Theory]
    [InlineData("1", true)]
    [InlineData("*#+0123456789", true)]
    [InlineData("12345678901234567890", true)]
    [InlineData("123456789012345678901", false)]
    [InlineData("", false)]
    [InlineData("1 2", false)]
    [InlineData("1\n", false)]
    [InlineData("\u0661", false)]
    [InlineData(null, false)]
    public void A_number_has_at_most_20_digits(string? text, bool isNumber) => Assert.Equal(isNumber, DialPattern.IsNumber(text));
}
