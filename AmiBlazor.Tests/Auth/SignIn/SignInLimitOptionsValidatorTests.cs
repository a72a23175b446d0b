using AmiBlazor.Auth.SignIn;

namespace AmiBlazor.Tests.Auth.SignIn;

public sealed class SignInLimitOptionsValidatorTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(10_000)]
    public void A_number_of_attempts_within_the_range_is_valid(int tries) => Assert.True(Validate(tries).Succeeded);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(10_001)]
    public void A_number_outside_the_range_is_reported(int tries) =>
        Assert.Equal([$"Limits:SignInTriesPerMinute is “{tries}”; allowed are 1 to 10000."], Validate(tries).Failures);

    private static Microsoft.Extensions.Options.ValidateOptionsResult Validate(int tries) =>
        new SignInLimitOptionsValidator().Validate(name: null, new SignInLimitOptions { SignInTriesPerMinute = tries });
}
