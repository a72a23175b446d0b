using AmiBlazor.Audit;
using AmiBlazor.Board;

namespace AmiBlazor.Tests.Board;

public sealed class ExtensionStatusExtensionsTests
{
    [Theory]
    [InlineData(0, "online", "NOT_INUSE")]
    [InlineData(1, "in-use", "INUSE")]
    [InlineData(2, "busy", "BUSY")]
    [InlineData(3, "busy", "BUSY")]
    [InlineData(4, "offline", "UNAVAILABLE")]
    [InlineData(8, "ringing", "RINGING")]
    [InlineData(9, "ringing-in-use", "RINGINUSE")]
    [InlineData(16, "on-hold", "ONHOLD")]
    [InlineData(17, "on-hold", "ONHOLD")]
    [InlineData(-1, "unknown", "UNKNOWN")]
    [InlineData(-2, "unknown", "UNKNOWN")]
    [InlineData(5, "unknown", "UNKNOWN")]
    public void Every_number_has_its_promised_words(int code, string word, string deviceState)
    {
        var status = ExtensionStatusExtensions.FromCode(code);

        Assert.Equal((word, deviceState), (status.Word(), status.DeviceState()));
        Assert.True(ExtensionStatusExtensions.TryParse(word, out var parsed));
        Assert.Equal(status, parsed);
    }

    [Fact]
    public void The_known_numbers_are_those_that_stand_for_a_status() =>
        Assert.Equal(Enumerable.Range(-10, 300).Where(code => ExtensionStatusExtensions.FromCode(code) != ExtensionStatus.Unknown),
            ExtensionStatusExtensions.KnownCodes);

    [Theory]
    [InlineData(RefreshOutcome.Completed, "completed")]
    [InlineData(RefreshOutcome.Empty, "empty")]
    [InlineData(RefreshOutcome.Stopped, "stopped")]
    [InlineData(RefreshOutcome.TimedOut, "timedOut")]
    [InlineData(RefreshOutcome.Failed, "failed")]
    public void Every_outcome_has_its_promised_word(RefreshOutcome outcome, string word) =>
        Assert.Equal((word, outcome), (outcome.Word(), RefreshOutcomeExtensions.Parse(word)));
}
