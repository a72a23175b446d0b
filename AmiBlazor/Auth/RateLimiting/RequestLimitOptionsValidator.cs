using AmiBlazor.Hosting;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Auth.RateLimiting;

/// <summary>Each message names the key, the value and what is allowed.</summary>
internal sealed class RequestLimitOptionsValidator : IValidateOptions<RequestLimitOptions>
{
    public ValidateOptionsResult Validate(string? name, RequestLimitOptions options) => Limits.Result(
        Limits.Failure(options.RefreshesPerMinute, 1, RequestLimitOptions.MostRefreshesPerMinute),
        Limits.Failure(options.ControlPerMinute, 1, RequestLimitOptions.MostControlPerMinute),
        Limits.Failure(options.RequestsPerMinute, 10, RequestLimitOptions.MostRequestsPerMinute));
}
