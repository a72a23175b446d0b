using System.CommandLine;
using System.Globalization;
using AmiBlazor.Ami;
using AmiBlazor.Control;
using AmiBlazor.Refresh;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Cli;

/// <summary><c>query</c>: asks a PBX for its extensions once and prints them, to check that it answers. Does not use the database.</summary>
internal static class QueryCommand
{
    public const string Name = "query";

    public static Command Create(IHostApplicationBuilder builder, TextWriter output, TextWriter error)
    {
        var options = new QueryOptions();
        var command = new Command(Name, "Queries the status of all extensions of a PBX and prints it, without using the database.");
        options.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            try
            {
                return await RunAsync(builder, options, parsed, output, cancellationToken) ? 0 : 1;
            }
            catch (Exception failure) when (Sentence(failure) is { } sentence)
            {
                await error.WriteLineAsync(TerminalText.Escape(sentence));
                return 1;
            }
        });
        return command;
    }

    /// <returns>False if permissions were checked and are not as they should be.</returns>
    private static async Task<bool> RunAsync(
        IHostApplicationBuilder builder, QueryOptions options, ParseResult parsed, TextWriter output, CancellationToken cancellationToken)
    {
        var byHost = parsed.GetValue(options.Host) is not null;
        IConfiguration configuration = byHost ? QueryHost.Configuration(options, parsed) : builder.Configuration;
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddAmi(configuration).AddControlOptions().AddRefresh(builder.Configuration);
        await using var services = builder.Services.BuildServiceProvider();
        var server = Choose(Servers(services, byHost), parsed.GetValue(options.Server));
        var time = services.GetRequiredService<TimeProvider>();
        var listen = TimeSpan.FromSeconds(parsed.GetValue(options.CheckPermissions) ? parsed.GetValue(options.Listen) : 0);
        var timeout = services.GetRequiredService<IOptions<RefreshOptions>>().Value.Timeout + listen;
        using var deadline = new CancellationTokenSource(timeout, time);
        try
        {
            if (parsed.GetValue(options.CheckPermissions))
            {
                using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
                return await PermissionCheck.RunAsync(services.GetRequiredService<AmiConnector>(), server, listen, time, output, either.Token);
            }

            var connector = services.GetRequiredService<AmiConnector>();
            var report = await AskAsync(connector, server, parsed.GetValue(options.Individual), options.Named(parsed), time, cancellationToken, deadline.Token);
            if (parsed.GetValue(options.Json))
                await QueryJson.WriteAsync(output, report);
            else
                await QueryTable.WriteAsync(output, report);
            return true;
        }
        catch (OperationCanceledException late) when (deadline.IsCancellationRequested)
        {
            throw new CliException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"PBX “{server.Name}” did not finish within {timeout.TotalSeconds:0.###} s. Check its load and the network, or increase Refresh:Timeout."),
                late);
        }
    }

    private static async Task<QueryReport> AskAsync(
        AmiConnector connector,
        AmiServerOptions server,
        bool individual,
        List<(string Context, string Exten)> named,
        TimeProvider time,
        CancellationToken stop,
        CancellationToken deadline)
    {
        if (individual && named.Count == 0)
        {
            using var list = await RunAsync(new PbxQuery(connector, server, time));
            named = [.. list.Rows.ToArray().Select(row => (row.Context, row.Exten))];

            // No extension to ask for: the list itself is the result.
            individual = named.Count > 0;
        }

        var started = time.GetTimestamp();
        using var answer = await RunAsync(new PbxQuery(connector, server, time) { Individual = individual, Known = named });
        var duration = time.GetElapsedTime(started);
        var rows = answer.Rows.ToArray().Select(row => row.With(answer.Devices)).OrderBy(row => row.Context, StringComparer.Ordinal).ThenBy(row => row.Exten, StringComparer.Ordinal);
        return new QueryReport(server.Name, server.Host, server.EffectivePort, answer.AskedAt, duration, answer.Statistics, [.. rows]);

        // The process ends afterwards, so the logoff is awaited whatever the result.
        async Task<PbxAnswer> RunAsync(PbxQuery query)
        {
            try
            {
                return await query.RunAsync(stop, deadline);
            }
            finally
            {
                await query.Closing;
            }
        }
    }

    private static List<AmiServerOptions> Servers(ServiceProvider services, bool byHost)
    {
        try
        {
            return services.GetRequiredService<IOptions<AmiOptions>>().Value.Servers;
        }
        catch (OptionsValidationException invalid) when (byHost)
        {
            throw new CliException(QueryHost.InOptions(string.Join(" ", invalid.Failures)), invalid);
        }
    }

    private static AmiServerOptions Choose(List<AmiServerOptions> servers, string? name)
    {
        if (name is not null)
            return servers.Find(server => string.Equals(server.Name, name, StringComparison.Ordinal)) ?? throw new UnknownServerException(name);

        return servers switch
        {
            [var only] => only,
            [] => throw new CliException("No PBX is configured. Specify one with --host, --username and --secret-file, or configure Ami:Servers."),
            _ => throw new CliException($"Several PBXs are configured. Specify one with --server: {string.Join(", ", servers.Select(server => server.Name))}."),
        };
    }

    /// <summary>A failure in one line for people; null if it is a bug in this program.</summary>
    public static string? Sentence(Exception failure) => failure switch
    {
        AmiException { PbxWords: { Length: > 0 } words } refused => $"{refused.Message} Message from the PBX: {words}",
        AmiException or UnknownServerException => failure.Message,
        _ => CliFailure.Sentence(failure),
    };
}
