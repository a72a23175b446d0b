using AmiBlazor.Refresh;

namespace AmiBlazor.Tests.Refresh;

public sealed class RefreshOptionsValidatorTests
{
    [Fact]
    public void The_defaults_are_valid() => Assert.True(new RefreshOptionsValidator().Validate(null, new RefreshOptions()).Succeeded);

    [Theory]
    [InlineData("00:00:00", "Refresh:Timeout is 00:00:00; allowed is a time above 00:00:00, up to 01:00:00.")]
    [InlineData("-00:00:05", "Refresh:Timeout is -00:00:05; allowed is a time above 00:00:00, up to 01:00:00.")]
    [InlineData("02:00:00", "Refresh:Timeout is 02:00:00; allowed is a time above 00:00:00, up to 01:00:00.")]
    public void A_timeout_outside_its_range_is_refused(string timeout, string expected) =>
        AssertRefused(new RefreshOptions { Timeout = TimeSpan.Parse(timeout, System.Globalization.CultureInfo.InvariantCulture) }, expected);

    [Theory]
    [InlineData(-1, "Refresh:KeepSnapshots is -1; allowed is 0 to 100000.")]
    [InlineData(100_001, "Refresh:KeepSnapshots is 100001; allowed is 0 to 100000.")]
    public void A_number_of_snapshots_outside_its_range_is_refused(int keep, string expected) =>
        AssertRefused(new RefreshOptions { KeepSnapshots = keep }, expected);

    [Fact]
    public void An_empty_folder_is_refused() => AssertRefused(
        new RefreshOptions { SnapshotFolder = " " },
        "Refresh:SnapshotFolder is empty; allowed is the path of a folder, relative to the content root or absolute.");

    private static void AssertRefused(RefreshOptions options, string expected)
    {
        var result = new RefreshOptionsValidator().Validate(null, options);

        Assert.Equal([expected], result.Failures);
    }
}
