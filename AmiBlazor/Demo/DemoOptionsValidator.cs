using Microsoft.Extensions.Options;

namespace AmiBlazor.Demo;

/// <summary>Each message names the key, the value and what is allowed.</summary>
internal sealed class DemoOptionsValidator : IValidateOptions<DemoOptions>
{
    public ValidateOptionsResult Validate(string? name, DemoOptions options) => options.Extensions is >= 1 and <= 20_000
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail(FormattableString.Invariant($"Demo:Extensions is {options.Extensions}; allowed is 1 to 20000."));
}
