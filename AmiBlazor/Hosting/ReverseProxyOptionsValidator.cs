using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Hosting;

/// <summary>Each message names the key, the value and what is allowed.</summary>
internal sealed partial class ReverseProxyOptionsValidator : IValidateOptions<ReverseProxyOptions>
{
    private const int MostPathBase = 100;

    /// <summary>Where the program's own addresses begin: a sub-path of that name could not be told from them where the proxy takes it away.</summary>
    private static readonly string[] Own =
    [
        "account", "accounts", "api", "audit", "export", "first-start", "fonts", "health", "keys", "not-found", "openapi", "print", "runs", "set-password",
        "sign-in", "sign-out", "_blazor", "_content", "_framework",
    ];

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

        if (options.PathBase.Length > 0 && (options.PathBase.Length > MostPathBase || !IsSubPath(options.PathBase)))
        {
            failures.Add($"{ReverseProxyOptions.Section}:{nameof(options.PathBase)} is “{options.PathBase}”; allowed is a path such as /ami that begins with / and "
                + "does not end with it, of letters, digits, and - _ . ~ between single slashes.");
        }
        else if (Own.FirstOrDefault(own => options.PathBase.StartsWith("/" + own, StringComparison.OrdinalIgnoreCase)
            && (options.PathBase.Length == own.Length + 1 || options.PathBase[own.Length + 1] == '/')) is { } taken)
        {
            failures.Add($"{ReverseProxyOptions.Section}:{nameof(options.PathBase)} is “{options.PathBase}”, but /{taken} is an address of AmiBlazor itself; choose another sub-path.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    // A segment of dots alone would be another path for the browser.
    private static bool IsSubPath(string text) =>
        SubPathForm().IsMatch(text) && !text[1..].Split('/').Any(static segment => segment.Trim('.').Length == 0);

    [GeneratedRegex(@"^(/[A-Za-z0-9._~-]+)+\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex SubPathForm();
}
