using System.CommandLine;
using System.Data.Common;
using System.Text.Encodings.Web;
using System.Text.Json;
using AmiBlazor.Ami;
using AmiBlazor.Data;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Cli;

/// <summary>
/// <c>doctor</c>: checks what AmiBlazor stands on, one line each: ok, warning or failed, and what to do. Changes nothing, and may run beside the server.
/// </summary>
internal static class DoctorCommand
{
    public const string Name = "doctor";

    /// <summary>A PBX that has not answered by then is reported as such.</summary>
    private static readonly TimeSpan LongestCheck = TimeSpan.FromSeconds(15);

    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create(IHostApplicationBuilder builder, Action<IHostApplicationBuilder> compose, TextWriter output, TextWriter error)
    {
        var json = new Option<bool>("--json") { Description = "Print JSON instead of lines." };
        var command = new Command(
            Name, "Checks the settings, the database, files and rights, disk space, ports, the clock, and each PBX: exit code 0, or 1 where a check failed.")
        {
            json,
        };
        command.SetAction((parsed, cancellationToken) => CliFailure.RunAsync(error, async () =>
        {
            var results = await CheckAsync(builder, compose, cancellationToken);
            if (parsed.GetValue(json))
                await output.WriteLineAsync(ToJson(results));
            else
                await PrintAsync(results, output);
            return results.Exists(result => result.Outcome == CheckOutcome.Failed) ? 1 : 0;
        }));
        return command;
    }

    private static async Task<List<CheckResult>> CheckAsync(
        IHostApplicationBuilder builder, Action<IHostApplicationBuilder> compose, CancellationToken cancellationToken)
    {
        compose(builder);
        await using var services = builder.Services.BuildServiceProvider();
        var faults = ConfigurationCheck.Faults(services, builder.Services, builder.Configuration);
        if (faults.Count > 0) return [.. faults.Select(fault => CheckResult.Failed("settings", fault))];

        var isServed = await IsServedAsync(services, cancellationToken);
        List<CheckResult> results =
        [
            CheckResult.Ok("settings", "All settings are valid."),
            .. await new DatabaseCheck(services).RunAsync(cancellationToken),
            .. FileChecks.Run(services),
            .. await PortCheck.RunAsync(builder.Configuration, isServed, cancellationToken),
        ];

        // The demo PBX, which comes after those that are configured, runs within the server alone.
        var configured = builder.Configuration.GetSection(AmiOptions.Section + ":Servers").GetChildren().Count();
        var servers = services.GetRequiredService<IOptions<AmiOptions>>().Value.Servers
            .Where((server, index) => index < configured || server.IsOfPage).ToList();
        if (servers.Count == 0) results.Add(CheckResult.Warning("PBX", "None is configured. Name yours in Ami:Servers."));
        var connector = services.GetRequiredService<AmiConnector>();
        var checks = servers.Select(server => CheckAsync(connector, server, services.GetRequiredService<TimeProvider>(), cancellationToken));
        foreach (var lines in await Task.WhenAll(checks)) results.AddRange(lines);
        return results;
    }

    private static async Task<bool> IsServedAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        try
        {
            return await services.GetRequiredService<DatabaseOwnership>().IsServedAsync(cancellationToken);
        }
        catch (DbException)
        {
            // The check of the database says why it cannot be reached.
            return false;
        }
    }

    /// <summary>Whether a PBX answers, takes the account, and gives it the rights that it needs.</summary>
    private static async Task<List<CheckResult>> CheckAsync(AmiConnector connector, AmiServerOptions server, TimeProvider time, CancellationToken stop)
    {
        var name = $"PBX {server.Name}";
        using var deadline = new CancellationTokenSource(LongestCheck, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, deadline.Token);
        try
        {
            var rights = await PermissionCheck.AskAsync(connector, server, either.Token);
            var control = server.Control.IsOn ? await PermissionCheck.AskControlAsync(connector, server, either.Token) : null;
            return
            [
                rights.HasList
                    ? CheckResult.Ok(name, $"It answers at {server.Host}:{server.EffectivePort} and takes the account “{server.Username}”, which can request the list of extension states.")
                    : CheckResult.Failed(name, PermissionCheck.DescribeList(server, rights)),
                .. rights.UnneededActions.Count == 0 ? Array.Empty<CheckResult>() : [CheckResult.Warning(name, PermissionCheck.DescribeExcess(rights))],
                .. control is null ? [] : PermissionCheck.DescribeControl(server, control).Select(line => Control(name, line.Word, line.Line)),
            ];
        }
        catch (Exception failure) when (failure is AmiException or CliException)
        {
            return [CheckResult.Failed(name, QueryCommand.Sentence(failure)!)];
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            return [CheckResult.Failed(name, $"It did not answer within {LongestCheck.TotalSeconds:0} s. Check its load and the network.")];
        }
    }

    private static CheckResult Control(string name, string word, string line) => word switch
    {
        "missing" => CheckResult.Failed(name, line),
        "warning" => CheckResult.Warning(name, line),
        _ => CheckResult.Ok(name, line),
    };

    private static async Task PrintAsync(List<CheckResult> results, TextWriter output)
    {
        var width = results.Max(result => result.Name.Length);
        foreach (var result in results)
            await output.WriteLineAsync(TerminalText.Escape($"{result.Word,-7}  {result.Name.PadRight(width)}  {result.Message.ReplaceLineEndings(" ")}"));
    }

    private static string ToJson(List<CheckResult> results)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Indented))
        {
            json.WriteStartObject();
            json.WriteString("outcome", results.MaxBy(result => result.Outcome)!.Word);
            json.WriteStartArray("checks");
            foreach (var result in results)
            {
                json.WriteStartObject();
                json.WriteString("name", result.Name);
                json.WriteString("outcome", result.Word);
                json.WriteString("message", result.Message);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }
}
