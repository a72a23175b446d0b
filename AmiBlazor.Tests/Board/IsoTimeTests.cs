using AmiBlazor.Board;

namespace AmiBlazor.Tests.Board;

public sealed class IsoTimeTests
{
    [Theory]
    [InlineData("2026-01-31", "2026-01-31T00:00:00.0000000+00:00")]
    [InlineData("2026-01-31T08:09", "2026-01-31T08:09:00.0000000+00:00")]
    [InlineData("2026-01-31T08:09:10", "2026-01-31T08:09:10.0000000+00:00")]
    [InlineData("2026-01-31T08:09:10Z", "2026-01-31T08:09:10.0000000+00:00")]
    [InlineData("2026-01-31T08:09:10.789Z", "2026-01-31T08:09:10.7890000+00:00")]
    [InlineData("2026-01-31T08:09:10+02:00", "2026-01-31T06:09:10.0000000+00:00")]
    [InlineData("2026-01-31T08:09:10 02:00", "2026-01-31T06:09:10.0000000+00:00")]
    public void A_time_is_read_as_utc(string text, string expected)
    {
        Assert.True(IsoTime.TryParse(text, out var time));

        Assert.Equal(expected, time?.ToString("o"));
        Assert.Equal(TimeSpan.Zero, time?.Offset);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void No_text_is_no_bound(string? text)
    {
        Assert.True(IsoTime.TryParse(text, out var time));

        Assert.Null(time);
    }

    [Theory]
    [InlineData("yesterday")]
    [InlineData("31.01.2026")]
    [InlineData("1/2/2026")]
    [InlineData("2026-02-30")]
    [InlineData("1700000000")]
    public void Anything_else_is_refused(string text) => Assert.False(IsoTime.TryParse(text, out _));
}
