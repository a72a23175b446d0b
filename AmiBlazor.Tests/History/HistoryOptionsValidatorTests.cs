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

    private static Microsoft.Extensions.Options.ValidateOptionsResult Validate(string keep) =>
        new HistoryOptionsValidator().Validate(null, new HistoryOptions { Keep = TimeSpan.Parse(keep, CultureInfo.InvariantCulture) });
}
