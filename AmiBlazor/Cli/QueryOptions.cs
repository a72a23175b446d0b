using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace AmiBlazor.Cli;

/// <summary>The options of <c>query</c>.</summary>
internal sealed class QueryOptions
{
    public Option<string?> Server { get; } = new("--server")
    {
        Description = "The name of a configured PBX; optional if there is only one.",
        HelpName = "NAME",
    };

    public Option<string?> Host { get; } = new("--host") { Description = "A PBX that is not in the configuration.", HelpName = "HOST" };

    public Option<int?> Port { get; } = new("--port") { Description = "With --host: its manager port, 5038 or with --tls 5039.", HelpName = "PORT" };

    public Option<string?> Username { get; } = new("--username") { Description = "With --host: the manager account.", HelpName = "USER" };

    public Option<string?> SecretFile { get; } = new("--secret-file")
    {
        Description = "With --host: a file whose first line is the account's secret. "
            + "There is no option for the secret itself: others could read it in the list of processes.",
        HelpName = "FILE",
    };

    public Option<bool> Tls { get; } = new("--tls") { Description = "With --host: connect with TLS." };

    public Option<string?> TlsSha256 { get; } = new("--tls-sha256")
    {
        Description = "With --tls: trust the certificate with this SHA-256 fingerprint, whoever issued it.",
        HelpName = "HEX",
    };

    public Option<bool> Individual { get; } = new("--individual") { Description = "Query each extension individually instead of the complete list." };

    public Option<string[]> Extensions { get; } = new("--extension")
    {
        Description = "With --individual: query only these; by default, the extensions come from the list.",
        HelpName = "EXTEN@CONTEXT",
        AllowMultipleArgumentsPerToken = true,
    };

    public Option<bool> Json { get; } = new("--json") { Description = "Print JSON instead of a table." };

    public Option<bool> CheckPermissions { get; } = new("--check-permissions")
    {
        Description = "Check the permissions of the manager account: report missing and unnecessary ones. Exit code 1 if there are any.",
    };

    public Option<int> Listen { get; } = new("--listen")
    {
        Description = "With --check-permissions: how many seconds to listen for events, 0 to 600; the default is 2. Make a call meanwhile.",
        HelpName = "SECONDS",
        DefaultValueFactory = static _ => 2,
    };

    public void AddTo(Command command)
    {
        Option[] options = [Server, Host, Port, Username, SecretFile, Tls, TlsSha256, Individual, Extensions, Json, CheckPermissions, Listen];
        foreach (var option in options) command.Options.Add(option);
        command.Validators.Add(Check);
    }

    /// <summary>The extensions given, as context and extension.</summary>
    public List<(string Context, string Exten)> Named(ParseResult parsed) => [.. (parsed.GetValue(Extensions) ?? []).Select(Split)];

    private static (string Context, string Exten) Split(string extension)
    {
        var at = extension.LastIndexOf('@');
        return (extension[(at + 1)..], extension[..Math.Max(0, at)]);
    }

    private void Check(CommandResult result)
    {
        if (result.GetResult(Port) is { Tokens: [var port] }
            && !(int.TryParse(port.Value, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 65535))
        {
            result.AddError($"--port is “{port.Value}”; allowed is 1 to 65535.");
            return;
        }

        var host = result.GetResult(Host) is not null;
        if (host && result.GetResult(Server) is not null)
            result.AddError("--server and --host exclude each other; give one of them.");
        if (host && (result.GetResult(Username) is null || result.GetResult(SecretFile) is null))
            result.AddError("--host needs --username and --secret-file.");
        if (!host)
        {
            Option[] needHost = [Port, Username, SecretFile, Tls, TlsSha256];
            if (Array.Find(needHost, option => result.GetResult(option) is { Implicit: false }) is { } early)
                result.AddError($"{early.Name} needs --host.");
        }

        foreach (var extension in result.GetResult(Extensions)?.Tokens ?? [])
        {
            var (context, exten) = Split(extension.Value);
            if (context.Length == 0 || exten.Length == 0)
                result.AddError($"--extension is “{extension.Value}”; allowed is EXTEN@CONTEXT, such as 1001@from-internal.");
        }

        Option[] ofQueries = [Individual, Extensions, Json];
        if (result.GetResult(CheckPermissions) is { Implicit: false }
            && Array.Find(ofQueries, option => result.GetResult(option) is { Implicit: false }) is { } other)
        {
            result.AddError($"--check-permissions and {other.Name} exclude each other; give one of them.");
        }

        if (result.GetResult(Listen) is { Tokens: [var listen] })
        {
            if (!int.TryParse(listen.Value, CultureInfo.InvariantCulture, out var seconds) || seconds is < 0 or > 600)
                result.AddError($"--listen is “{listen.Value}”; allowed is 0 to 600.");
            else if (result.GetResult(CheckPermissions) is null or { Implicit: true })
                result.AddError("--listen needs --check-permissions.");
        }

        if (result.GetResult(Extensions) is { Tokens.Count: > 0 } && result.GetResult(Individual) is null or { Implicit: true })
            result.AddError("--extension needs --individual.");
    }
}
