using Microsoft.Extensions.Options;

namespace AmiBlazor.Hosting;

/// <summary>The message names the key, the value and what is allowed.</summary>
internal sealed class RequestSizeOptionsValidator : IValidateOptions<RequestSizeOptions>
{
    public ValidateOptionsResult Validate(string? name, RequestSizeOptions options) =>
        Limits.Result(Limits.Failure(options.RequestBytes, 4 * 1024, 16 * 1024 * 1024));
}
