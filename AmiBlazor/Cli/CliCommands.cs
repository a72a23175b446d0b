using System.CommandLine;

namespace AmiBlazor.Cli;

/// <summary>The commands that the program runs instead of serving the web application.</summary>
internal static class CliCommands
{
    /// <summary>True if the arguments name a command; otherwise the program serves.</summary>
    public static bool IsCommand(IReadOnlyList<string> args) =>
        args is [QueryCommand.Name or HealthCommand.Name or AccountsCommand.Name or BackupCommand.Name or RestoreCommand.Name or DoctorCommand.Name, ..];

    /// <summary>The option with which the program checks its settings instead of serving.</summary>
    public const string CheckConfig = "--check-config";

    /// <summary>Prints every fault of the settings, each on its line.</summary>
    /// <param name="builder">Has the configuration and the services of the web application.</param>
    /// <param name="output">Receives a sentence where all are valid.</param>
    /// <param name="error">Receives the faults.</param>
    /// <returns>The exit code: 0, or 1 where there is a fault.</returns>
    public static async Task<int> CheckConfigurationAsync(IHostApplicationBuilder builder, TextWriter output, TextWriter error)
    {
        await using var services = builder.Services.BuildServiceProvider();
        var faults = ConfigurationCheck.Faults(services, builder.Services, builder.Configuration);
        foreach (var fault in faults) await error.WriteLineAsync(TerminalText.Escape(fault));
        if (faults.Count == 0) await output.WriteLineAsync("All settings are valid.");
        return faults.Count == 0 ? 0 : 1;
    }

    /// <summary>Runs a command.</summary>
    /// <param name="args">The program's arguments.</param>
    /// <param name="builder">Has the web application's configuration; the command adds the services that it needs.</param>
    /// <param name="output">Receives the result.</param>
    /// <param name="error">Receives one line if something goes wrong.</param>
    /// <param name="compose">Adds all services of the web application, for a command that checks them.</param>
    /// <param name="cancellationToken">Stops the command, as Ctrl+C does.</param>
    /// <returns>The exit code: 0, or 1 with a line on <paramref name="error"/>.</returns>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> args,
        IHostApplicationBuilder builder,
        TextWriter output,
        TextWriter error,
        Action<IHostApplicationBuilder> compose,
        CancellationToken cancellationToken)
    {
        // Scripts read the output: nothing but the result is written there.
        builder.Logging.ClearProviders();
        var root = new RootCommand("AmiBlazor: a live view of Asterisk PBXs. Without a command it serves the web application.")
        {
            QueryCommand.Create(builder, output, error),
            HealthCommand.Create(builder.Configuration, error),
            AccountsCommand.Create(builder, output, error),
            BackupCommand.Create(builder, output, error),
            RestoreCommand.Create(builder, output, error),
            DoctorCommand.Create(builder, compose, output, error),
        };

        // An argument that begins with @ is not a response file.
        var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
        {
            await error.WriteLineAsync($"{parsed.Errors[0].Message.TrimEnd('.')}. See {args[0]} --help.");
            return 1;
        }

        return await parsed.InvokeAsync(
            new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false }, cancellationToken);
    }
}

/// <summary>A command cannot run as it was given; the message says what to give instead.</summary>
internal sealed class CliException(string message, Exception? cause = null) : Exception(message, cause);
