using System.Globalization;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Ami;

/// <summary>Checks section <c>Ami</c>. Each message is one line with the key, the value (never a secret) and what is allowed.</summary>
internal sealed class AmiOptionsValidator : IValidateOptions<AmiOptions>
{
    private const int LongestName = 40;
    private const int LongestPort = 65535;
    private const int Sha256Digits = 64;

    public ValidateOptionsResult Validate(string? name, AmiOptions options)
    {
        var failures = new List<string>();
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < options.Servers.Count; i++)
        {
            var server = options.Servers[i];
            var key = string.Create(CultureInfo.InvariantCulture, $"{AmiOptions.Section}:Servers:{i}:");
            failures.AddRange(Address(key, server).Concat(Account(key, server)).Concat(Rest(key, server)));
            if (!names.Add(server.Name))
                failures.Add($"{key}Name is “{OneLine(server.Name)}”, as an earlier server is called; allowed is a name that no other server has.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Address(string key, AmiServerOptions server)
    {
        if (string.IsNullOrWhiteSpace(server.Name) || server.Name.Length > LongestName || HasControl(server.Name))
            yield return $"{key}Name is “{OneLine(server.Name)}”; allowed are 1 to {LongestName} characters on one line, not all blank.";
        if (string.IsNullOrWhiteSpace(server.Host) || server.Host.Any(char.IsWhiteSpace) || HasControl(server.Host))
            yield return $"{key}Host is “{OneLine(server.Host)}”; allowed is the PBX's host name or address.";
        if (server.Port is < 1 or > LongestPort)
            yield return string.Create(CultureInfo.InvariantCulture, $"{key}Port is {server.Port}; allowed is 1 to {LongestPort}.");
    }

    private static IEnumerable<string> Account(string key, AmiServerOptions server)
    {
        if (string.IsNullOrWhiteSpace(server.Username) || HasControl(server.Username))
            yield return $"{key}Username is “{OneLine(server.Username)}”; allowed is the name of a manager account, a section of manager.conf.";
        var hasSecret = !string.IsNullOrEmpty(server.Secret);
        var hasFile = !string.IsNullOrWhiteSpace(server.SecretFile);
        if (hasSecret == hasFile)
        {
            yield return $"{key}Secret and {key}SecretFile are {(hasSecret ? "both" : "not")} set; "
                + "allowed is one of them: the manager account's secret, or the path of a file whose first line it is.";
        }

        if (hasSecret && HasControl(server.Secret!))
            yield return $"{key}Secret (its value is not shown) holds a control character; allowed is the secret as manager.conf has it, on one line.";
        if (!Enum.IsDefined(server.Authentication))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{key}Authentication is {(int)server.Authentication}; allowed is ")
                + string.Join(" or ", Enum.GetNames<AmiAuthentication>()) + ".";
        }
    }

    private static IEnumerable<string> Rest(string key, AmiServerOptions server)
    {
        if (server.TlsCertificateSha256 is { Length: > 0 } pin && !IsSha256(pin))
        {
            yield return $"{key}TlsCertificateSha256 is “{OneLine(pin)}”; "
                + $"allowed are {Sha256Digits} hexadecimal digits, with or without colons, or no such key.";
        }

        if (server.TlsCertificateSha256 is { Length: > 0 } && !server.Tls)
            yield return $"{key}Tls is false although {key}TlsCertificateSha256 is set; allowed is true, or no pinned certificate.";
        if (!Enum.IsDefined(server.Preset))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{key}Preset is {(int)server.Preset}; allowed is ")
                + string.Join(" or ", Enum.GetNames<AmiPreset>()) + ".";
        }

        if (!Enum.IsDefined(server.Names))
            yield return string.Create(CultureInfo.InvariantCulture, $"{key}Names is {(int)server.Names}; allowed is auto or off.");

        for (var i = 0; i < server.Contexts.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(server.Contexts[i]))
                yield return string.Create(CultureInfo.InvariantCulture, $"{key}Contexts:{i} is empty; allowed is the name of a dialplan context.");
        }
    }

    private static bool IsSha256(string pin)
    {
        var digits = pin.Replace(":", "", StringComparison.Ordinal);
        return digits.Length == Sha256Digits && digits.All(char.IsAsciiHexDigit);
    }

    private static bool HasControl(string text) => text.Any(char.IsControl);

    private static string OneLine(string text) => AmiText.ForPeople(text);
}
