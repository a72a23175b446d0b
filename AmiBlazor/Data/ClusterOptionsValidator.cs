using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Data;

/// <summary>Checks section <c>Cluster</c>. Each message names the key, the value and what is allowed; no message holds a password.</summary>
internal sealed partial class ClusterOptionsValidator(IOptions<DatabaseOptions> database) : IValidateOptions<ClusterOptions>
{
    public ValidateOptionsResult Validate(string? name, ClusterOptions options)
    {
        if (!options.Enabled) return ValidateOptionsResult.Success;
        string[] failures = [.. new[] { WrongProvider(), WrongName(options), WrongAddress(options), WrongPort(options) }.OfType<string>()];
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    /// <summary>Whether an address can be that of one node.</summary>
    public static bool IsOfOneNode(IPAddress address) =>
        address.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6
        && !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any) && !address.Equals(IPAddress.Broadcast) && !address.IsIPv6Multicast;

    private string? WrongProvider()
    {
        try
        {
            return database.Value.KnownProvider == DatabaseProvider.PostgreSql
                ? null
                : "Cluster:Enabled is true, but Database:Provider is Sqlite, which serves one program alone. "
                    + "Configure PostgreSql for several nodes, or set Cluster:Enabled to false.";
        }
        catch (OptionsValidationException)
        {
            // The database's own validator says what is wrong.
            return null;
        }
    }

    private static string? WrongName(ClusterOptions options) => NameForm().IsMatch(options.Name)
        ? null
        : $"Cluster:Name is '{options.Name}'; allowed are 1 to 64 letters, digits, hyphens and underscores.";

    private static string? WrongAddress(ClusterOptions options)
    {
        const string Allowed = "allowed is the IP address at which the other nodes reach this one, such as 10.0.0.1.";
        if (string.IsNullOrWhiteSpace(options.Address)) return $"Cluster:Address is not set; {Allowed}";
        return IPAddress.TryParse(options.Address, out var address) && IsOfOneNode(address) ? null : $"Cluster:Address is '{options.Address}'; {Allowed}";
    }

    private static string? WrongPort(ClusterOptions options) => options.Port is > 0 and <= IPEndPoint.MaxPort
        ? null
        : FormattableString.Invariant($"Cluster:Port is {options.Port}; allowed is 1 to 65535.");

    [GeneratedRegex("^[A-Za-z0-9_-]{1,64}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NameForm();
}
