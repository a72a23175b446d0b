using Microsoft.Extensions.Options;

namespace AmiBlazor.Refresh;

/// <summary>Each message names the key, the value and what is allowed.</summary>
internal sealed class RefreshOptionsValidator : IValidateOptions<RefreshOptions>
{
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromHours(1);

    public ValidateOptionsResult Validate(string? name, RefreshOptions options)
    {
        var failures = new List<string>();
        if (options.Timeout <= TimeSpan.Zero || options.Timeout > LongestTimeout)
            failures.Add($"Refresh:Timeout is {options.Timeout:c}; allowed is a time above 00:00:00, up to {LongestTimeout:c}.");

        if (string.IsNullOrWhiteSpace(options.SnapshotFolder))
            failures.Add("Refresh:SnapshotFolder is empty; allowed is the path of a folder, relative to the content root or absolute.");

        if (options.KeepSnapshots is < 0 or > 100_000)
            failures.Add(FormattableString.Invariant($"Refresh:KeepSnapshots is {options.KeepSnapshots}; allowed is 0 to 100000."));

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
