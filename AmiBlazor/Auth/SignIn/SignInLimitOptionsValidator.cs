using AmiBlazor.Hosting;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Auth.SignIn;

/// <summary>Each message names the key, the value and what is allowed.</summary>
internal sealed class SignInLimitOptionsValidator : IValidateOptions<SignInLimitOptions>
{
    private const int Most = 10_000;

    public ValidateOptionsResult Validate(string? name, SignInLimitOptions options) => options.SignInTriesPerMinute is >= 1 and <= Most
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail(FormattableString.Invariant(
            $"{Limits.Section}:SignInTriesPerMinute is “{options.SignInTriesPerMinute}”; allowed are 1 to {Most}."));
}
