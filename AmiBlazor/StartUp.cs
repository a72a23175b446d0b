using System.Globalization;
using AmiBlazor.Auth.Setup;
using AmiBlazor.Cli;
using AmiBlazor.Data;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace AmiBlazor;

/// <summary>Runs the application, and ends it with one clear line where it cannot start.</summary>
internal static class StartUp
{
    /// <summary>Runs to the end.</summary>
    /// <returns>The exit code: 0, or 1 where the application could not start; then a line on standard error says why.</returns>
    public static async Task<int> RunToEndAsync(this WebApplication app)
    {
        try
        {
            // Before anything starts, so that what is wrong is told before it has done harm.
            app.Services.GetRequiredService<IStartupValidator>().Validate();
            await app.StartAsync();
            app.Services.GetRequiredService<InitialSetup>().Announce(app.Urls);
        }
        catch (Exception failure) when (Sentences(failure) is { } sentences)
        {
            foreach (var sentence in sentences) await Console.Error.WriteLineAsync(sentence);
            await app.DisposeAsync();
            return 1;
        }

        await app.WaitForShutdownAsync();
        return 0;
    }

    /// <summary>Runs a command instead of the web application, until it ends or is told to by Ctrl+C, which the command's parser looks after.</summary>
    public static Task<int> RunCommandAsync(string[] args) =>

        // The command's own options are no configuration keys: the builder does not see them. It is that of the server, and finds the same settings.
        CliCommands.RunAsync(args, WebApplication.CreateBuilder(), Console.Out, Console.Error, CancellationToken.None);

    /// <summary>What to say of a start that failed; null where the failure is none that a person could mend, and the whole of it is needed.</summary>
    private static IEnumerable<string>? Sentences(Exception failure) => failure switch
    {
        OptionsValidationException invalid => invalid.Failures,
        AggregateException several when several.InnerExceptions.All(one => Sentences(one) is not null) =>
            several.InnerExceptions.SelectMany(one => Sentences(one)!),
        DatabaseInitializationException database => [database.Message],

        // The configuration binder: “Failed to convert configuration value 'x' at 'Key' to type 'T'.”
        InvalidOperationException { InnerException: FormatException or ArgumentException } unbound => [OneLine(unbound.Message)],
        // The same within a list, or a key that nobody knows.
        InvalidOperationException { InnerException: InvalidOperationException unbound } => [OneLine(unbound.Message)],
        IOException { InnerException: AddressInUseException } address => [OneLine(address.Message)],
        _ => null,
    };

    private static string OneLine(string message) => message.ReplaceLineEndings(" ").Trim().ToString(CultureInfo.InvariantCulture);
}
