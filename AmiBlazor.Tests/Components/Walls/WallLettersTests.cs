using AmiBlazor.Components.Walls;

namespace AmiBlazor.Tests.Components.Walls;

public sealed class WallLettersTests
{
    [Theory]
    [InlineData(3, 17.5)]
    [InlineData(5, 29.1)]
    [InlineData(8, 46.5)]
    [InlineData(10, 58.2)]
    public void A_capital_letter_has_20_minutes_of_arc(double metres, double millimetres) =>
        Assert.Equal(millimetres, new WallLetters(55, metres).CapitalMillimetres, 0.1);

    // The size is in hundredths of the screen's height, as the literature gives it for a screen of 16:9.
    [Theory]
    [InlineData(43, 3, 4.7, 15)]
    [InlineData(43, 5, 7.8, 9)]
    [InlineData(55, 3, 3.6, 20)]
    [InlineData(55, 5, 6.1, 12)]
    [InlineData(65, 3, 3.1, 24)]
    [InlineData(65, 5, 5.1, 14)]
    [InlineData(65, 8, 8.2, 9)]
    [InlineData(75, 3, 2.7, 27)]
    [InlineData(75, 5, 4.4, 16)]
    [InlineData(75, 8, 7.1, 10)]
    public void The_letters_follow_from_the_screen_and_the_distance(double inches, double metres, double heights, int lines)
    {
        var letters = new WallLetters(inches, metres);

        Assert.Equal(heights, letters.Letter * Math.Sqrt(337) / 9 * 100, 0.06);
        Assert.Equal(lines, letters.Lines);
        Assert.False(letters.IsTooFar);
    }

    [Theory]
    [InlineData(43, 8, 5.6)]
    [InlineData(55, 8, 7.2)]
    public void Letters_that_do_not_fit_are_as_large_as_they_fit_and_it_is_said_from_where_they_can_be_read(double inches, double metres, double farthest)
    {
        var letters = new WallLetters(inches, metres);

        Assert.True(letters.IsTooFar);
        Assert.Equal(WallLetters.LeastWidth, letters.Width, 0.001);
        Assert.Equal(farthest, letters.FarthestMetres, 0.05);
        Assert.False(new WallLetters(inches, letters.FarthestMetres - 0.01).IsTooFar);
    }
}
