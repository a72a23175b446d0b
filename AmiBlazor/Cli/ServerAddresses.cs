using System.Globalization;
using System.Net;

namespace AmiBlazor.Cli;

/// <summary>Where the server of these settings listens: read from where Kestrel reads it, in Kestrel's order.</summary>
internal static class ServerAddresses
{
    private const string Default = "http://localhost:5000";

    /// <summary>The addresses, those of plain HTTP first.</summary>
    /// <exception cref="FormatException">One of them is no address.</exception>
    public static IReadOnlyList<BindingAddress> Of(IConfiguration configuration) =>
        [.. Named(configuration).Select(BindingAddress.Parse).OrderBy(address => IsHttps(address))];

    /// <summary>What is wrong with the addresses; null for nothing.</summary>
    public static string? Fault(IConfiguration configuration)
    {
        foreach (var url in Named(configuration))
        {
            try
            {
                BindingAddress.Parse(url);
            }
            catch (FormatException)
            {
                return $"The server is told to listen at '{url}'; allowed is an address such as http://localhost:5000 or https://*:443.";
            }
        }

        return null;
    }

    public static bool IsHttps(BindingAddress address) => string.Equals(address.Scheme, Uri.UriSchemeHttps, StringComparison.OrdinalIgnoreCase);

    /// <summary>An address of this machine at which the server can be reached.</summary>
    public static IPEndPoint Reachable(BindingAddress address)
    {
        // A name that is no IP address, as well as * and +, stands for all addresses.
        if (!IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) || ip.Equals(IPAddress.Any)) ip = IPAddress.Loopback;
        if (ip.Equals(IPAddress.IPv6Any)) ip = IPAddress.IPv6Loopback;
        return new IPEndPoint(ip, address.Port);
    }

    private static string[] Named(IConfiguration configuration)
    {
        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"]).OfType<string>().ToArray();
        var urls = Split(configuration["urls"]);
        string[] ports =
        [
            .. Split(configuration["http_ports"]).Select(port => $"http://*:{port}"),
            .. Split(configuration["https_ports"]).Select(port => $"https://*:{port}"),
        ];
        var prefersUrls = bool.TryParse(configuration["preferHostingUrls"], out var prefers) && prefers;
        if (endpoints.Length > 0 && !(prefersUrls && urls.Length + ports.Length > 0)) return endpoints;
        if (urls.Length > 0) return urls;
        return ports.Length > 0 ? ports : [Default];
    }

    private static string[] Split(string? list) => list?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    /// <summary>The address for messages: <c>https://127.0.0.1:443</c>, or the path of a Unix socket.</summary>
    public static string Text(BindingAddress address) => address.IsUnixPipe
        ? $"{address.Scheme}://unix:{address.UnixPipePath}"
        : string.Create(CultureInfo.InvariantCulture, $"{address.Scheme}://{Reachable(address)}");
}
