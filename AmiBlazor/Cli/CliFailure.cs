using System.Data.Common;
using AmiBlazor.Data;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Cli;

/// <summary>Failures of commands, in one line for people.</summary>
internal static class CliFailure
{
    /// <summary>The line; null if it is a bug in this program, so that the whole exception is needed.</summary>
    public static string? Sentence(Exception failure) => failure switch
    {
        CliException or DatabaseInitializationException or IOException or UnauthorizedAccessException => failure.Message,
        OptionsValidationException invalid => string.Join(" ", invalid.Failures),
        DbException database => $"The database cannot be read: {database.Message.ReplaceLineEndings(" ")}",

        // From the configuration binder: a value of the wrong type.
        InvalidOperationException { InnerException: FormatException or ArgumentException } unbound => unbound.Message,
        InvalidOperationException { InnerException: InvalidOperationException unbound } => unbound.Message,
        OperationCanceledException => "Stopped.",
        _ => null,
    };

    /// <summary>Runs a command that prints its own results.</summary>
    /// <returns>The exit code: 0, or 1 with a line on <paramref name="error"/>.</returns>
    public static async Task<int> RunAsync(TextWriter error, Func<Task<int>> command)
    {
        try
        {
            return await command();
        }
        catch (Exception failure) when (Sentence(failure) is { } sentence)
        {
            await error.WriteLineAsync(TerminalText.Escape(sentence.ReplaceLineEndings(" ")));
            return 1;
        }
    }
}
