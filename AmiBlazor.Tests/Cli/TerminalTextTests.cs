using AmiBlazor.Cli;

namespace AmiBlazor.Tests.Cli;

public sealed class TerminalTextTests
{
    [Theory]
    [InlineData("PJSIP/1001&Custom:x", "PJSIP/1001&Custom:x")]
    [InlineData("Müller, 電話", "Müller, 電話")]
    [InlineData("\u001b[2J", "\\u001B[2J")]
    [InlineData("a\r\nb\tc\0", "a\\u000D\\u000Ab\\u0009c\\u0000")]
    [InlineData("\u009b31m", "\\u009B31m")]
    [InlineData("a\u202egpj.exe", "a\\u202Egpj.exe")]
    [InlineData("a\u2028b\u007f", "a\\u2028b\\u007F")]
    public void What_a_terminal_would_obey_is_shown_instead(string text, string expected) => Assert.Equal(expected, TerminalText.Escape(text));

    [Fact]
    public void A_half_of_a_pair_is_shown_as_its_number() => Assert.Equal("\\uD83D", TerminalText.Escape("\ud83d"));
}
