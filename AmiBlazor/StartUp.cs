using System.Globalization;
using AmiBlazor.Auth.Setup;
using AmiBlazor.Cli;
using AmiBlazor.Data;
using AmiBlazor.Data.Sqlite;
using AmiBlazor.Hosting;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace AmiBlazor;

/// <summary>Runs the application; if it cannot start, it ends with one clear line.</summary>
internal static class StartUp
{
    /// <summary>Runs the application until it is shut down, and anew each time it asks for that (<see cref="HostRestart"/>).</summary>
    /// <param name="build">Builds it, from settings that are read anew.</param>
    /// <param name="map">Gives it its endpoints.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(Func<WebApplication> build, Action<WebApplication> map)
    {
        using var signals = new StopSignals();
        while (true)
        {
            var app = build();

            // Whoever runs it within another program may dispose of it meanwhile.
            var restart = app.Services.GetRequiredService<HostRestart>();
            var exitCode = await app.RunToEndAsync(map, signals);
            if (exitCode != 0 || !restart.IsRequested || signals.HaveCome) return exitCode;

            // The database and the port must be free for the next one, as they would be at the end of the process.
            await app.DisposeAsync();
            SqliteFile.CloseAll();
        }
    }

    /// <summary>Runs the application until it is shut down.</summary>
    /// <param name="app">The application.</param>
    /// <param name="map">Gives it its endpoints, of which some are there only where the configuration asks for them.</param>
    /// <param name="signals">What has been heard, also before it began to listen to signals itself.</param>
    /// <returns>The exit code: 0, or 1 if the application could not start, with a line on standard error, or lost its database to another process.</returns>
    private static async Task<int> RunToEndAsync(this WebApplication app, Action<WebApplication> map, StopSignals signals)
    {
        try
        {
            // Validate before anything starts, so that a mistake is reported before it does harm.
            app.Services.GetRequiredService<IStartupValidator>().Validate();
            map(app);
            await app.StartAsync();
            app.Services.GetRequiredService<InitialSetup>().Announce(app.Urls);
        }
        catch (Exception failure) when (Sentences(failure) is { } sentences)
        {
            foreach (var sentence in sentences) await Console.Error.WriteLineAsync(sentence);
            await app.DisposeAsync();
            return 1;
        }

        var ownership = app.Services.GetRequiredService<DatabaseOwnership>();
        if (signals.HaveCome) app.Lifetime.StopApplication();
        await app.WaitForShutdownAsync();
        return ownership.IsLost ? 1 : 0;
    }

    /// <summary>Runs a command instead of the web application. Ctrl+C, which the command's parser handles, stops it.</summary>
    public static Task<int> RunCommandAsync(string[] args, Action<IHostApplicationBuilder> compose) =>

        // The builder gets no arguments, because the command's options are not configuration keys. Otherwise it is the server's builder and reads the
        // same settings.
        CliCommands.RunAsync(args, WebApplication.CreateBuilder(), Console.Out, Console.Error, compose, CancellationToken.None);

    /// <summary>
    /// The lines to print for a failed start; null if it is not a mistake that somebody can correct, so that the whole exception is needed.
    /// </summary>
    private static IEnumerable<string>? Sentences(Exception failure) => failure switch
    {
        OptionsValidationException invalid => invalid.Failures,
        AggregateException several when several.InnerExceptions.All(one => Sentences(one) is not null) =>
            several.InnerExceptions.SelectMany(one => Sentences(one)!),
        DatabaseInitializationException database => [database.Message],

        // The configuration binder: “Failed to convert configuration value 'x' at 'Key' to type 'T'.”
        InvalidOperationException { InnerException: FormatException or ArgumentException } unbound => [OneLine(unbound.Message)],
        // The same within a list, or an unknown key.
        InvalidOperationException { InnerException: InvalidOperationException unbound } => [OneLine(unbound.Message)],
        IOException { InnerException: AddressInUseException } address => [OneLine(address.Message)],
        _ => null,
    };

    private static string OneLine(string message) => message.ReplaceLineEndings(" ").Trim().ToString(CultureInfo.InvariantCulture);
}
