using System.CommandLine;
using System.Globalization;

namespace AmiBlazor.Cli;

/// <summary><c>health</c>: checks whether the AmiBlazor on this machine is up. Lets a container check its health without another tool.</summary>
internal static class HealthCommand
{
    public const string Name = "health";

    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(5);

    public static Command Create(IConfiguration configuration, TextWriter error)
    {
        var port = new Option<int>("--port")
        {
            Description = "The port that AmiBlazor listens on; default: the first of ASPNETCORE_HTTP_PORTS, or 5000.",
            DefaultValueFactory = _ => DefaultPort(configuration),
        };
        var command = new Command(Name, "Checks whether the AmiBlazor on this machine is running: exit code 0 or 1.") { port };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(port), configuration["AllowedHosts"], error, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(int port, string? allowedHosts, TextWriter error, CancellationToken cancellationToken)
    {
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/health/live"));
        using var client = new HttpClient { Timeout = AnswerTimeout };
        using var request = new HttpRequestMessage(HttpMethod.Get, address);

        // An application that is configured to answer only to its public name is asked by that name.
        if (allowedHosts?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is [var host, ..] && !host.StartsWith('*'))
            request.Headers.Host = host;

        try
        {
            using var response = await client.SendAsync(request, cancellationToken);
            if (response.IsSuccessStatusCode) return 0;

            await error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{address} answers {(int)response.StatusCode}."));
        }
        catch (HttpRequestException unreachable)
        {
            await error.WriteLineAsync($"{address} is not responding: {unreachable.Message}");
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync($"{address} did not answer in time.");
        }

        return 1;
    }

    private static int DefaultPort(IConfiguration configuration) =>
        int.TryParse(configuration["ASPNETCORE_HTTP_PORTS"]?.Split(';')[0], CultureInfo.InvariantCulture, out var port) ? port : 5000;
}
