using Microsoft.Extensions.Options;

namespace AmiBlazor.Live;

/// <summary>Checks section <c>Live</c>. Each message names the key, the value and what is allowed.</summary>
internal sealed class LiveOptionsValidator : IValidateOptions<LiveOptions>
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public ValidateOptionsResult Validate(string? name, LiveOptions options)
    {
        var failures = new List<string>();
        Check(nameof(options.PingInterval), options.PingInterval, Second, TimeSpan.FromMinutes(10));
        Check(nameof(options.PingTimeout), options.PingTimeout, Second, TimeSpan.FromMinutes(10));
        Check(nameof(options.LongestWait), options.LongestWait, Second, TimeSpan.FromHours(1));
        Check(nameof(options.RefusedWait), options.RefusedWait, Second, TimeSpan.FromDays(1));
        Check(nameof(options.CheckInterval), options.CheckInterval, TimeSpan.FromSeconds(10), TimeSpan.FromDays(7));
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        void Check(string key, TimeSpan value, TimeSpan least, TimeSpan most)
        {
            if (value < least || value > most)
                failures.Add($"{LiveOptions.Section}:{key} is {value:c}; allowed is {least:c} to {most:c}.");
        }
    }
}
