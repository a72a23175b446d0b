using System.Globalization;
using AmiBlazor.History;

namespace AmiBlazor.Tests.History;

public sealed class HistoryOptionsValidatorTests
{
    [Theory]
    [InlineData("90.00:00:00")]
    [InlineData("1.00:00:00")]
    [InlineData("3650.00:00:00")]
    public void A_time_from_a_day_to_ten_years_is_valid(string keep) => Assert.True(Validate(keep).Succeeded);

    [Theory]
    [InlineData("00:00:00", "History:Keep is 00:00:00; allowed is 1.00:00:00 to 3650.00:00:00.")]
    [InlineData("-90.00:00:00", "History:Keep is -90.00:00:00; allowed is 1.00:00:00 to 3650.00:00:00.")]
    [InlineData("23:59:59", "History:Keep is 23:59:59; allowed is 1.00:00:00 to 3650.00:00:00.")]
    [InlineData("3650.00:00:01", "History:Keep is 3650.00:00:01; allowed is 1.00:00:00 to 3650.00:00:00.")]
    public void A_time_outside_its_range_is_refused(string keep, string expected) => Assert.Equal([expected], Validate(keep).Failures);

    [Fact]
    public void Ninety_days_are_kept_unless_the_configuration_says_otherwise() => Assert.Equal(TimeSpan.FromDays(90), new HistoryOptions().Keep);

    [Theory]
    [InlineData("00:00:00", "00:00:00", null)]
    [InlineData("1.00:00:00", "3650.00:00:00", null)]
    [InlineData("23:00:00", "90.00:00:00", "History:ArchiveGoneAfter is 23:00:00; allowed is 1.00:00:00 to 3650.00:00:00, or 00:00:00 for never.")]
    [InlineData("30.00:00:00", "-1.00:00:00", "History:RemoveGoneAfter is -1.00:00:00; allowed is 1.00:00:00 to 3650.00:00:00, or 00:00:00 for never.")]
    public void How_long_what_is_gone_stays_is_a_time_or_never(string archive, string remove, string? expected)
    {
        var options = new HistoryOptions
        {
            ArchiveGoneAfter = TimeSpan.Parse(archive, CultureInfo.InvariantCulture),
            RemoveGoneAfter = TimeSpan.Parse(remove, CultureInfo.InvariantCulture),
        };

        Assert.Equal(expected is null ? null : [expected], new HistoryOptionsValidator().Validate(null, options).Failures);
    }

    [Fact]
    public void What_is_gone_is_archived_after_thirty_days_and_removed_after_ninety_unless_the_configuration_says_otherwise() =>
        Assert.Equal((TimeSpan.FromDays(30), TimeSpan.FromDays(90)), (new HistoryOptions().ArchiveGoneAfter, new HistoryOptions().RemoveGoneAfter));

    private static Microsoft.Extensions.Options.ValidateOptionsResult Validate(string keep) =>
        new HistoryOptionsValidator().Validate(null, new HistoryOptions { Keep = TimeSpan.Parse(keep, CultureInfo.InvariantCulture) });
}
