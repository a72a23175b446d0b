using System.Globalization;
using System.Net.Sockets;
using AmiBlazor.Data;

namespace AmiBlazor.Tests.Data;

public sealed class StoredMessageTests
{
    [Fact]
    public void It_is_kept_as_template_and_values() => Assert.Equal(
        """{"template":"PBX “{0}” ({1}:{2}) sent {3:N0} rows in {4:0.###} s, {5} of them ({6}).","values":["main","10.0.0.1",5038,1204,0.5,0.50,"TimedOut"]}""",
        StoredMessage.Write($"PBX “{"main"}” ({"10.0.0.1"}:{5038}) sent {1204:N0} rows in {0.5:0.###} s, {0.50m} of them ({SocketError.TimedOut})."));

    [Fact]
    public void It_comes_back_with_numbers_that_are_numbers()
    {
        FormattableString sentence = $"{"main"}: {1_204_000:N0}, {12L}, {0.0625:0.###} s, {10d:0.###} s, {0.50m} s, {null}, {SocketError.TimedOut}, {"{0}"}";

        var back = StoredMessage.Read(StoredMessage.Write(sentence));

        Assert.Equal(sentence.Format, back?.Format);
        foreach (var culture in new[] { "", "de", "fr" })
            Assert.Equal(sentence.ToString(CultureInfo.GetCultureInfo(culture)), back?.ToString(CultureInfo.GetCultureInfo(culture)));
        Assert.Equal("main: 1.204.000, 12, 0,063 s, 10 s, 0,50 s, , TimedOut, {0}", back?.ToString(CultureInfo.GetCultureInfo("de")));
    }

    [Fact]
    public void What_is_no_number_in_JSON_is_kept_as_text() =>
        Assert.Equal("NaN and Infinity", StoredMessage.Read(StoredMessage.Write($"{double.NaN} and {double.PositiveInfinity}"))?.ToString(CultureInfo.InvariantCulture));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("nonsense")]
    [InlineData("{}")]
    [InlineData("""{"template":null,"values":[]}""")]
    [InlineData("""{"template":"{0}"}""")]
    [InlineData("""{"template":"{0} and {1}","values":["one"]}""")]
    [InlineData("""{"template":"{0","values":["one"]}""")]
    [InlineData("""{"template":"{0}","values":[{}]}""")]
    [InlineData("""{"template":"{0:X99999999999}","values":[1]}""")]
    public void What_is_no_sentence_is_none(string? stored) => Assert.Null(StoredMessage.Read(stored));
}
