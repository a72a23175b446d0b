using AmiBlazor.Auth.Circuits;
using AmiBlazor.Auth.RateLimiting;
using AmiBlazor.Hosting;
using Microsoft.Extensions.Configuration;

namespace AmiBlazor.Tests.Auth.RateLimiting;

public sealed class LimitsValidatorTests
{
    [Theory]
    [InlineData("PagesPerUser", "1", null)]
    [InlineData("PagesPerUser", "10000", null)]
    [InlineData("PagesPerUser", "0", "Limits:PagesPerUser is 0; allowed is a number from 1 to 10000.")]
    [InlineData("PagesPerUser", "10001", "Limits:PagesPerUser is 10001; allowed is a number from 1 to 10000.")]
    [InlineData("CircuitMessageBytes", "4096", null)]
    [InlineData("CircuitMessageBytes", "1048576", null)]
    [InlineData("CircuitMessageBytes", "4095", "Limits:CircuitMessageBytes is 4095; allowed is a number from 4096 to 1048576.")]
    [InlineData("CircuitMessageBytes", "1048577", "Limits:CircuitMessageBytes is 1048577; allowed is a number from 4096 to 1048576.")]
    [InlineData("CircuitBufferedBatches", "1", null)]
    [InlineData("CircuitBufferedBatches", "1000", null)]
    [InlineData("CircuitBufferedBatches", "0", "Limits:CircuitBufferedBatches is 0; allowed is a number from 1 to 1000.")]
    [InlineData("CircuitBufferedBatches", "1001", "Limits:CircuitBufferedBatches is 1001; allowed is a number from 1 to 1000.")]
    [InlineData("RetainedPages", "0", null)]
    [InlineData("RetainedPages", "100000", null)]
    [InlineData("RetainedPages", "-1", "Limits:RetainedPages is -1; allowed is a number from 0 to 100000.")]
    [InlineData("RetainedPages", "100001", "Limits:RetainedPages is 100001; allowed is a number from 0 to 100000.")]
    [InlineData("RetainedTime", "00:00:00", null)]
    [InlineData("RetainedTime", "01:00:00", null)]
    [InlineData("RetainedTime", "-00:00:01", "Limits:RetainedTime is -00:00:01; allowed is a time from 00:00:00 to 01:00:00.")]
    [InlineData("RetainedTime", "01:00:01", "Limits:RetainedTime is 01:00:01; allowed is a time from 00:00:00 to 01:00:00.")]
    [InlineData("RefreshesPerMinute", "1", null)]
    [InlineData("RefreshesPerMinute", "100000", null)]
    [InlineData("RefreshesPerMinute", "0", "Limits:RefreshesPerMinute is 0; allowed is a number from 1 to 100000.")]
    [InlineData("RefreshesPerMinute", "100001", "Limits:RefreshesPerMinute is 100001; allowed is a number from 1 to 100000.")]
    [InlineData("ControlPerMinute", "1", null)]
    [InlineData("ControlPerMinute", "100000", null)]
    [InlineData("ControlPerMinute", "0", "Limits:ControlPerMinute is 0; allowed is a number from 1 to 100000.")]
    [InlineData("ControlPerMinute", "100001", "Limits:ControlPerMinute is 100001; allowed is a number from 1 to 100000.")]
    [InlineData("RequestsPerMinute", "10", null)]
    [InlineData("RequestsPerMinute", "1000000", null)]
    [InlineData("RequestsPerMinute", "9", "Limits:RequestsPerMinute is 9; allowed is a number from 10 to 1000000.")]
    [InlineData("RequestsPerMinute", "1000001", "Limits:RequestsPerMinute is 1000001; allowed is a number from 10 to 1000000.")]
    [InlineData("RequestBytes", "4096", null)]
    [InlineData("RequestBytes", "16777216", null)]
    [InlineData("RequestBytes", "4095", "Limits:RequestBytes is 4095; allowed is a number from 4096 to 16777216.")]
    [InlineData("RequestBytes", "16777217", "Limits:RequestBytes is 16777217; allowed is a number from 4096 to 16777216.")]
    public void Each_limit_has_a_range(string key, string value, string? message)
    {
        var section = new ConfigurationBuilder().AddInMemoryCollection([new(key, value)]).Build();

        var circuits = new CircuitLimitOptionsValidator().Validate(null, section.Get<CircuitLimitOptions>()!);
        var requests = new RequestLimitOptionsValidator().Validate(null, section.Get<RequestLimitOptions>()!);
        var sizes = new RequestSizeOptionsValidator().Validate(null, section.Get<RequestSizeOptions>()!);

        Assert.Equal(message, circuits.FailureMessage ?? requests.FailureMessage ?? sizes.FailureMessage);
    }

    [Fact]
    public void The_default_limits_are_valid()
    {
        Assert.True(new CircuitLimitOptionsValidator().Validate(null, new CircuitLimitOptions()).Succeeded);
        Assert.True(new RequestLimitOptionsValidator().Validate(null, new RequestLimitOptions()).Succeeded);
        Assert.True(new RequestSizeOptionsValidator().Validate(null, new RequestSizeOptions()).Succeeded);
    }
}
