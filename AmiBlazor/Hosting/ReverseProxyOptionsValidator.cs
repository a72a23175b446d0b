using Microsoft.Extensions.Options;

namespace AmiBlazor.Hosting;

/// <summary>Each message names the key, the value and what is allowed.</summary>
internal sealed class ReverseProxyOptionsValidator : IValidateOptions<ReverseProxyOptions>
{
    public ValidateOptionsResult Validate(string? name, ReverseProxyOptions options)
    {
        var failures = new List<string>();
        for (var number = 0; number < options.Networks.Count; number++)
        {
            var text = options.Networks[number];
            var at = FormattableString.Invariant($"{ReverseProxyOptions.Section}:Networks:{number}");
            if (ProxyNetwork.Of(text) is not { } network)
            {
                failures.Add($"{at} is “{text}”; allowed is an address such as 192.0.2.7, or a network that begins where it says, such as 192.0.2.0/28.");
            }
            else if (network.PrefixLength == 0)
            {
                failures.Add($"{at} is “{text}”, which is every address: any sender could claim any address. "
                    + "Give only the addresses of your reverse proxies.");
            }
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
