using Microsoft.Extensions.Options;

namespace AmiBlazor.Demo;

/// <summary>Each message names the key, the value and what is allowed.</summary>
internal sealed class DemoOptionsValidator : IValidateOptions<DemoOptions>
{
    public ValidateOptionsResult Validate(string? name, DemoOptions options)
    {
        var failures = new List<string>();
        if (options.Extensions is < 1 or > 20_000)
            failures.Add(FormattableString.Invariant($"Demo:Extensions is {options.Extensions}; allowed is 1 to 20000."));

        // Written so that NaN, which is neither less nor greater, fails as well.
        if (options.Pace is not (>= 0.1 and <= 1_000))
            failures.Add(FormattableString.Invariant($"Demo:Pace is {options.Pace}; allowed is 0.1 to 1000."));

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
