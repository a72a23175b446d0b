using AmiBlazor.Hosting;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Auth.Circuits;

/// <summary>Each message names the key, the value and what is allowed.</summary>
internal sealed class CircuitLimitOptionsValidator : IValidateOptions<CircuitLimitOptions>
{
    private static readonly TimeSpan LongestRetained = TimeSpan.FromHours(1);

    public ValidateOptionsResult Validate(string? name, CircuitLimitOptions options) => Limits.Result(
        Limits.Failure(options.PagesPerUser, 1, CircuitLimitOptions.MostPagesPerUser),
        Limits.Failure(options.PageEventsPerSecond, 10, 100_000),

        // A page does not start with less, and no message of a page is larger than the most.
        Limits.Failure(options.CircuitMessageBytes, 4 * 1024, 1024 * 1024),
        Limits.Failure(options.CircuitBufferedBatches, 1, 1000),
        Limits.Failure(options.RetainedPages, 0, 100_000),
        options.RetainedTime < TimeSpan.Zero || options.RetainedTime > LongestRetained
            ? $"{Limits.Section}:{nameof(CircuitLimitOptions.RetainedTime)} is {options.RetainedTime:c}; "
                + $"allowed is a time from 00:00:00 to {LongestRetained:c}."
            : null);
}
