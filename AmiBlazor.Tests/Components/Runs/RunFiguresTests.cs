using AmiBlazor.Components.Languages;
using AmiBlazor.Components.Layout;
using AmiBlazor.Components.Runs;

namespace AmiBlazor.Tests.Components.Runs;

public sealed class RunFiguresTests
{
    private readonly Localizer _texts = new();

    [Theory]
    [InlineData(-5, "0 ms")]
    [InlineData(41.4, "41 ms")]
    [InlineData(2400, "2.4 s")]
    [InlineData(65_000, "1:05 min")]
    public void A_time_is_told_as_finely_as_it_matters(double milliseconds, string text) =>
        Assert.Equal(text, RunFigures.Took(_texts, TimeSpan.FromMilliseconds(milliseconds)));

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1023, "1023 B")]
    [InlineData(15_565, "15.2 KB")]
    [InlineData(3_250_586, "3.1 MB")]
    public void Bytes_are_told_as_people_say_them(long bytes, string text) => Assert.Equal(text, RunFigures.Size(_texts, bytes));

    [Fact]
    public void Figures_are_written_as_the_language_does()
    {
        _texts.Use(Localizer.Language("de")!);

        Assert.Equal("15,2 KB", RunFigures.Size(_texts, 15_565));
    }
}
