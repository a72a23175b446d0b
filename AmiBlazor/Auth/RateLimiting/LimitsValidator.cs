using System.Runtime.CompilerServices;
using AmiBlazor.Auth.Circuits;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Auth.RateLimiting;

/// <summary>Each message names the key, the value and what is allowed.</summary>
internal sealed class LimitsValidator : IValidateOptions<CircuitLimitOptions>, IValidateOptions<RequestLimitOptions>
{
    private static readonly TimeSpan LongestRetained = TimeSpan.FromHours(1);

    public ValidateOptionsResult Validate(string? name, CircuitLimitOptions options) => Result(
        Outside(options.PagesPerUser, 1, CircuitLimitOptions.MostPagesPerUser),

        // Less than this a page does not start with; more than this is no message of a page.
        Outside(options.CircuitMessageBytes, 4 * 1024, 1024 * 1024),
        Outside(options.CircuitBufferedBatches, 1, 1000),
        Outside(options.RetainedPages, 0, 100_000),
        options.RetainedTime < TimeSpan.Zero || options.RetainedTime > LongestRetained
            ? $"{CircuitLimitOptions.Section}:{nameof(CircuitLimitOptions.RetainedTime)} is {options.RetainedTime:c}; allowed is a time from 00:00:00 to {LongestRetained:c}."
            : null);

    public ValidateOptionsResult Validate(string? name, RequestLimitOptions options) => Result(
        Outside(options.RefreshesPerMinute, 1, RequestLimitOptions.MostRefreshesPerMinute),
        Outside(options.RequestsPerMinute, 10, RequestLimitOptions.MostRequestsPerMinute),
        Outside(options.RequestBytes, 4 * 1024, 16 * 1024 * 1024));

    private static string? Outside(int value, int least, int most, [CallerArgumentExpression(nameof(value))] string key = "") =>
        value < least || value > most
            ? FormattableString.Invariant($"{CircuitLimitOptions.Section}:{key[(key.LastIndexOf('.') + 1)..]} is {value}; allowed is a number from {least} to {most}.")
            : null;

    private static ValidateOptionsResult Result(params string?[] failures) =>
        failures.OfType<string>().ToList() is { Count: > 0 } found ? ValidateOptionsResult.Fail(found) : ValidateOptionsResult.Success;
}
