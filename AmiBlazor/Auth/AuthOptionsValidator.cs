using System.Net;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Auth;

/// <summary>Each message names the key, the value and what is allowed.</summary>
internal sealed class AuthOptionsValidator : IValidateOptions<AuthOptions>
{
    public ValidateOptionsResult Validate(string? name, AuthOptions options)
    {
        var failures = new List<string>();
        for (var i = 0; i < options.TrustedNetworks.Count; i++)
        {
            var network = options.TrustedNetworks[i];
            var key = FormattableString.Invariant($"{AuthOptions.Section}:TrustedNetworks:{i}");
            if (!IPNetwork.TryParse(network, out var parsed))
            {
                failures.Add($"{key} is “{network}”; allowed is a network such as 192.168.1.0/24 or fd00:1::/64.");
            }
            else if (parsed.PrefixLength == 0)
            {
                failures.Add($"{key} is “{network}”, which is everybody; allowed is the network of people who may refresh without an account.");
            }
        }

        if (string.IsNullOrWhiteSpace(options.KeyFolder))
        {
            failures.Add($"{AuthOptions.Section}:KeyFolder is empty; allowed is the path of a folder, relative to the content root or absolute.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
