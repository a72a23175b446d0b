using System.CommandLine;

namespace AmiBlazor.Cli;

/// <summary>What the program does besides serving: commands that run once and end.</summary>
internal static class CliCommands
{
    /// <summary>Whether the arguments name a command; otherwise the program serves.</summary>
    public static bool IsCommand(IReadOnlyList<string> args) => args is [QueryCommand.Name or HealthCommand.Name or AccountsCommand.Name, ..];

    /// <summary>Runs a command to its end.</summary>
    /// <param name="args">As the program got them.</param>
    /// <param name="builder">Gives the configuration that the web application would have; the command adds the services that it needs.</param>
    /// <param name="output">What was asked for goes here.</param>
    /// <param name="error">One line where something went wrong.</param>
    /// <param name="cancellationToken">Stops the command, as Ctrl+C does.</param>
    /// <returns>The program's exit code: 0, or 1 with a line on <paramref name="error"/>.</returns>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> args, IHostApplicationBuilder builder, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        // The output is the answer: nothing else is written there.
        builder.Logging.ClearProviders();
        var root = new RootCommand("AmiBlazor: a live view of Asterisk PBXs. Without a command it serves the web application.")
        {
            QueryCommand.Create(builder, output, error),
            HealthCommand.Create(builder.Configuration, error),
            AccountsCommand.Create(builder, output, error),
        };

        // An argument that begins with @ is an argument, and not the name of a file with more of them.
        var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
        {
            await error.WriteLineAsync($"{parsed.Errors[0].Message.TrimEnd('.')}. See {args[0]} --help.");
            return 1;
        }

        return await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false }, cancellationToken);
    }
}

/// <summary>A command cannot be run as it was given; the message says what to give instead.</summary>
internal sealed class CliException(string message, Exception? cause = null) : Exception(message, cause);
