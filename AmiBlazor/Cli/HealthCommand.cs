using System.CommandLine;
using System.Globalization;

namespace AmiBlazor.Cli;

/// <summary><c>health</c>: checks whether the AmiBlazor on this machine is up. Lets a container check its health without another tool.</summary>
internal static class HealthCommand
{
    public const string Name = "health";

    private static readonly string[] Schemes = [Uri.UriSchemeHttp, Uri.UriSchemeHttps];

    public static Command Create(IConfiguration configuration, TextWriter error)
    {
        var port = new Option<int?>("--port")
        {
            Description = "The port that AmiBlazor listens on; default: where the server of the same settings listens, over HTTP or HTTPS.",
        };
        var command = new Command(Name, "Checks whether the AmiBlazor on this machine is running: exit code 0 or 1.") { port };
        command.SetAction((parsed, cancellationToken) =>
            CliFailure.RunAsync(error, () => RunAsync(configuration, parsed.GetValue(port), error, cancellationToken)));
        return command;
    }

    private static async Task<int> RunAsync(IConfiguration configuration, int? port, TextWriter error, CancellationToken cancellationToken)
    {
        string? first = null;
        foreach (var address in Addresses(configuration, port))
        {
            if (await HealthProbe.AskAsync(address, configuration["AllowedHosts"], cancellationToken) is not { } fault) return 0;
            first ??= fault;
        }

        await error.WriteLineAsync(first);
        return 1;
    }

    private static IReadOnlyList<BindingAddress> Addresses(IConfiguration configuration, int? port)
    {
        if (ServerAddresses.Fault(configuration) is { } fault) throw new CliException(fault);
        var addresses = ServerAddresses.Of(configuration);
        if (port is null) return addresses;

        // A port that the settings do not name, such as one that was given on the server's command line: HTTP or HTTPS.
        BindingAddress[] named = [.. addresses.Where(address => !address.IsUnixPipe && address.Port == port)];
        return named.Length > 0
            ? named
            : [.. Schemes.Select(scheme => BindingAddress.Parse(string.Create(CultureInfo.InvariantCulture, $"{scheme}://127.0.0.1:{port}")))];
    }
}
