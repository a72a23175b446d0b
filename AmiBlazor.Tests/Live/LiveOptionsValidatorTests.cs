using System.Globalization;
using AmiBlazor.Live;

namespace AmiBlazor.Tests.Live;

public sealed class LiveOptionsValidatorTests
{
    [Fact]
    public void The_defaults_are_valid() => Assert.True(new LiveOptionsValidator().Validate(null, new LiveOptions()).Succeeded);

    [Theory]
    [InlineData("00:00:00", "Live:PingInterval is 00:00:00; allowed is 00:00:01 to 00:10:00.")]
    [InlineData("00:10:00.0000001", "Live:PingInterval is 00:10:00.0000001; allowed is 00:00:01 to 00:10:00.")]
    public void A_ping_interval_outside_its_range_is_refused(string value, string expected) =>
        AssertRefused(new LiveOptions { PingInterval = Time(value) }, expected);

    [Theory]
    [InlineData("-00:00:01", "Live:PingTimeout is -00:00:01; allowed is 00:00:01 to 00:10:00.")]
    [InlineData("00:11:00", "Live:PingTimeout is 00:11:00; allowed is 00:00:01 to 00:10:00.")]
    public void A_ping_timeout_outside_its_range_is_refused(string value, string expected) =>
        AssertRefused(new LiveOptions { PingTimeout = Time(value) }, expected);

    [Theory]
    [InlineData("00:00:00.5000000", "Live:LongestWait is 00:00:00.5000000; allowed is 00:00:01 to 01:00:00.")]
    [InlineData("01:00:01", "Live:LongestWait is 01:00:01; allowed is 00:00:01 to 01:00:00.")]
    public void A_longest_wait_outside_its_range_is_refused(string value, string expected) =>
        AssertRefused(new LiveOptions { LongestWait = Time(value) }, expected);

    [Theory]
    [InlineData("00:00:00", "Live:RefusedWait is 00:00:00; allowed is 00:00:01 to 1.00:00:00.")]
    [InlineData("1.00:00:01", "Live:RefusedWait is 1.00:00:01; allowed is 00:00:01 to 1.00:00:00.")]
    public void A_wait_after_a_refusal_outside_its_range_is_refused(string value, string expected) =>
        AssertRefused(new LiveOptions { RefusedWait = Time(value) }, expected);

    [Theory]
    [InlineData("00:00:09", "Live:CheckInterval is 00:00:09; allowed is 00:00:10 to 7.00:00:00.")]
    [InlineData("8.00:00:00", "Live:CheckInterval is 8.00:00:00; allowed is 00:00:10 to 7.00:00:00.")]
    public void A_check_interval_outside_its_range_is_refused(string value, string expected) =>
        AssertRefused(new LiveOptions { CheckInterval = Time(value) }, expected);

    [Fact]
    public void Each_bad_value_is_named()
    {
        var options = new LiveOptions { PingInterval = TimeSpan.Zero, CheckInterval = TimeSpan.Zero };

        var result = new LiveOptionsValidator().Validate(null, options);

        Assert.Equal(2, result.Failures?.Count());
    }

    private static TimeSpan Time(string value) => TimeSpan.Parse(value, CultureInfo.InvariantCulture);

    private static void AssertRefused(LiveOptions options, string expected)
    {
        var result = new LiveOptionsValidator().Validate(null, options);

        Assert.Equal([expected], result.Failures);
    }
}
