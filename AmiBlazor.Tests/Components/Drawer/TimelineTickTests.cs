using AmiBlazor.Components.Drawer;
using AmiBlazor.Components.Languages;

namespace AmiBlazor.Tests.Components.Drawer;

public sealed class TimelineTickTests
{
    [Theory]
    [InlineData("UTC", "2026-01-31T12:00Z", "12:00 18:00 00:00 06:00 12:00")]
    [InlineData("Europe/Berlin", "2026-01-31T12:10Z", "18:00 00:00 06:00 12:00")]
    [InlineData("Asia/Kathmandu", "2026-01-31T12:00Z", "18:00 00:00 06:00 12:00")]
    [InlineData("Europe/Berlin", "2026-03-29T12:00Z", "18:00 00:00 06:00 12:00")]
    [InlineData("Europe/Berlin", "2026-10-25T12:00Z", "18:00 00:00 06:00 12:00")]
    public void Every_sixth_hour_of_the_persons_clock_has_a_word(string zone, string end, string expected)
    {
        var ticks = Ticks(zone, end);

        Assert.Equal(expected, string.Join(' ', ticks.Where(tick => tick.Label is not null).Select(tick => tick.Label)));
    }

    [Fact]
    public void A_day_that_is_an_hour_longer_or_shorter_keeps_its_marks_on_the_hours_of_the_clock()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

        foreach (var end in new[] { "2026-03-29T12:00Z", "2026-10-25T12:00Z" })
        {
            var hours = Ticks("Europe/Berlin", end).Select(tick => TimeZoneInfo.ConvertTime(tick.At, zone).Hour);
            Assert.Equal([15, 18, 21, 0, 3, 6, 9, 12], hours.SkipWhile(hour => hour == 12));
        }
    }

    private static IReadOnlyList<TimelineTick> Ticks(string zone, string end)
    {
        var texts = new Localizer { Zone = TimeZoneInfo.FindSystemTimeZoneById(zone) };
        var to = DateTimeOffset.Parse(end, System.Globalization.CultureInfo.InvariantCulture);
        return TimelineTick.Of(texts, to - StatusTimeline.Window, to);
    }
}
