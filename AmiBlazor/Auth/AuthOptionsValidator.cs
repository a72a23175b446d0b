using System.Net;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Auth;

/// <summary>Each message names the key, the value and what is allowed.</summary>
internal sealed class AuthOptionsValidator(IHostEnvironment environment) : IValidateOptions<AuthOptions>
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

        if (KeyFolderFailure(options) is { } failure) failures.Add(failure);
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private string? KeyFolderFailure(AuthOptions options)
    {
        const string Key = $"{AuthOptions.Section}:KeyFolder";
        if (string.IsNullOrWhiteSpace(options.KeyFolder)) return $"{Key} is empty; allowed is the path of a folder, relative to the content root or absolute.";

        try
        {
            CookieKeyFolder.Prepare(CookieKeyFolder.Of(options, environment));
            return null;
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException)
        {
            return $"{Key} is “{options.KeyFolder}”, which cannot be used; allowed is a folder that AmiBlazor may write. {unusable.Message}";
        }
    }
}
