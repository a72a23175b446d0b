using AmiBlazor.Components.Languages;
using AmiBlazor.Components.Shared;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Components.Shared;

public sealed class RelativeTimeTests
{
    [Theory]
    [InlineData(-5, "just now")]
    [InlineData(0, "just now")]
    [InlineData(59.9, "just now")]
    [InlineData(60, "1 min")]
    [InlineData(3599, "59 min")]
    [InlineData(3600, "1 h 00 min")]
    [InlineData(3600 + 300, "1 h 05 min")]
    [InlineData(86400, "1 d 0 h")]
    [InlineData(86400 * 9.99, "9 d 23 h")]
    [InlineData(86400 * 400.0, "400 d")]
    public void A_span_is_told_as_people_tell_it(double seconds, string expected) =>
        Assert.Equal(expected, RelativeTime.Since(new Localizer(), TestData.Noon, TestData.Noon.AddSeconds(seconds)));

    [Theory]
    [InlineData(-1, "0.0 s")]
    [InlineData(0.34, "0.3 s")]
    [InlineData(59.94, "59.9 s")]
    [InlineData(65, "1:05 min")]
    public void A_running_time_counts_tenths_and_then_minutes(double seconds, string expected) =>
        Assert.Equal(expected, RelativeTime.Elapsed(new Localizer(), TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(-5, "Europe/Berlin", "12:55")]
    [InlineData(-5, null, "11:55 UTC")]
    [InlineData(-60 * 24, "Europe/Berlin", "30 Jan 2026, 13:00")]
    [InlineData(-60 * 24, null, "2026-01-30 12:00:00 UTC")]
    public void A_moment_at_a_glance_has_no_seconds(int minutes, string? zone, string expected) => Assert.Equal(
        expected,
        RelativeTime.Minute(new Localizer { Zone = zone is null ? null : TimeZoneInfo.FindSystemTimeZoneById(zone) },
            TestData.Noon.AddMinutes(minutes), TestData.Noon));
}
