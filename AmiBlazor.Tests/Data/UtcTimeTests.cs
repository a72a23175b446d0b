using AmiBlazor.Data;

namespace AmiBlazor.Tests.Data;

public sealed class UtcTimeTests
{
    [Theory]
    [InlineData("1970-01-01T00:00:00Z", 0)]
    [InlineData("1970-01-01T00:00:00.0000019Z", 1)]
    [InlineData("2026-01-31T13:00:00.1234567+01:00", 1769860800123456)]
    public void A_time_is_stored_as_microseconds_of_utc(string time, long stored) =>
        Assert.Equal(stored, UtcTime.ToStored(DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void What_is_kept_in_memory_is_what_will_be_read_back()
    {
        var time = new DateTimeOffset(2026, 1, 31, 13, 0, 0, TimeSpan.FromHours(1)).AddTicks(1234567);

        var kept = UtcTime.AsStored(time);

        Assert.Equal(UtcTime.FromStored(UtcTime.ToStored(time)), kept);
        Assert.Equal(TimeSpan.Zero, kept.Offset);
        Assert.Equal(time.UtcTicks - 7, kept.UtcTicks);
    }
}
