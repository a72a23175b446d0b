using System.CommandLine;
using System.Globalization;
using AmiBlazor.Audit;
using AmiBlazor.Auth;
using AmiBlazor.Auth.Cookies;
using AmiBlazor.Data;
using AmiBlazor.Data.Files;
using AmiBlazor.Data.Sqlite;
using AmiBlazor.Pbxs;
using AmiBlazor.Refresh;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Cli;

/// <summary>
/// <c>backup FILE</c>: writes everything that a server must have again into one file, and reads it back. May run beside the server.
/// </summary>
internal static class BackupCommand
{
    public const string Name = "backup";

    public static Command Create(IHostApplicationBuilder builder, TextWriter output, TextWriter error)
    {
        var file = new Argument<string>("file") { Description = "The file to write; or a folder, where the file is named after the time." };
        var overwrite = new Option<bool>("--overwrite") { Description = "Replace the file if it exists." };
        var without = new Option<bool>("--without-database") { Description = "Leave the database out, because another program backs it up." };
        var command = new Command(
            Name, "Writes the database, the keys, the JSON files, the PBXs connected in the page and the settings without secrets into one file, while the server runs or not.")
        {
            file, overwrite, without,
        };
        command.SetAction((parsed, cancellationToken) => CliFailure.RunAsync(error, async () =>
        {
            await using var services = Services(builder);
            var target = Target(parsed.GetValue(file)!, services, parsed.GetValue(overwrite));
            await WriteAsync(services, builder.Configuration, target, parsed.GetValue(without), output, cancellationToken);
            return 0;
        }));
        return command;
    }

    /// <summary>The services of commands that work with the server's data.</summary>
    public static ServiceProvider Services(IHostApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddData(builder.Configuration).AddAudit().AddAuth(builder.Configuration).AddRefresh(builder.Configuration);
        return builder.Services.BuildServiceProvider();
    }

    private static string Target(string file, IServiceProvider services, bool overwrite)
    {
        var path = Path.GetFullPath(file);
        if (Directory.Exists(path))
            path = Path.Combine(path, string.Create(CultureInfo.InvariantCulture, $"amiblazor-{services.GetRequiredService<TimeProvider>().GetUtcNow():yyyyMMdd'T'HHmmss'Z'}.zip"));
        if (!Directory.Exists(Path.GetDirectoryName(path))) throw new CliException($"The folder {Path.GetDirectoryName(path)} does not exist. Create it first.");
        if (services.GetRequiredService<DatabaseCopies>().SqlitePath is { } database && path.StartsWith(database, StringComparison.Ordinal))
            throw new CliException($"{path} belongs to the database itself. Choose another name.");
        return !File.Exists(path) || overwrite ? path : throw new CliException($"{path} exists already. Choose another name, or add --overwrite.");
    }

    private static async Task WriteAsync(
        IServiceProvider services, IConfiguration configuration, string target, bool withoutDatabase, TextWriter output, CancellationToken cancellationToken)
    {
        var copies = services.GetRequiredService<DatabaseCopies>();
        var provider = services.GetRequiredService<IOptions<DatabaseOptions>>().Value.KnownProvider;
        var created = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var (unfinished, database) = (target + ".unfinished", target + ".database.unfinished");
        File.Delete(unfinished);
        File.Delete(database);
        try
        {
            var files = new List<(string Name, string Path)>();
            if (!withoutDatabase) files.Add(await CopyDatabaseAsync(copies, database, cancellationToken));
            files.AddRange(Files(services, configuration));
            var facts = new BackupManifest
            {
                Format = files.Exists(static file => file.Name.StartsWith(BackupArchive.Pbxs, StringComparison.Ordinal)) ? BackupManifest.CurrentFormat : BackupManifest.FormerFormat,
                Version = BackupManifest.OwnVersion,
                CreatedAt = created,
                Provider = provider.ToString(),
                Migration = copies.IsSqlite && !withoutDatabase ? SqliteCheck.NewestMigration(database) : null,
                Entries = [],
            };
            await using (var stream = PrivateFiles.Create(unfinished))
            {
                var settings = BackupSettings.ToJson(configuration, copies.ConnectionWithoutPassword);
                await BackupArchive.WriteAsync(stream, facts, files, settings, cancellationToken);
            }

            // What cannot be read back is no backup.
            BackupManifest manifest;
            using (var written = await BackupArchive.OpenAsync(unfinished, cancellationToken)) manifest = written.Manifest;
            File.Move(unfinished, target, overwrite: true);
            await DescribeAsync(manifest, copies, target, output);
        }
        finally
        {
            File.Delete(unfinished);
            File.Delete(database);
        }
    }

    private static async Task<(string Name, string Path)> CopyDatabaseAsync(DatabaseCopies copies, string target, CancellationToken cancellationToken)
    {
        if (copies.IsSqlite)
        {
            await copies.CopySqliteAsync(target, cancellationToken);
            return (BackupArchive.SqliteName, target);
        }

        PrivateFiles.Create(target).Dispose();
        await copies.DumpPostgreSqlAsync(target, cancellationToken);
        return (BackupArchive.PostgreSqlName, target);
    }

    private static IEnumerable<(string Name, string Path)> Files(IServiceProvider services, IConfiguration configuration)
    {
        var environment = services.GetRequiredService<IHostEnvironment>();
        var keys = DataProtectionKeyFolder.Of(services.GetRequiredService<IOptions<AuthOptions>>().Value, environment);
        var snapshots = new DirectoryInfo(services.GetRequiredService<SnapshotFiles>().Folder);
        var pbxs = new FileInfo(PbxFile.PathOf(configuration, environment));
        return
        [
            .. In(keys, "*.xml", BackupArchive.Keys),
            .. In(snapshots, "ami-response-*.json", BackupArchive.Snapshots),
            .. In(pbxs.Directory!, pbxs.Name, BackupArchive.Pbxs),
        ];

        static IEnumerable<(string, string)> In(DirectoryInfo folder, string pattern, string prefix) => folder.Exists
            ? folder.EnumerateFiles(pattern).OrderBy(file => file.Name, StringComparer.Ordinal).Select(file => (prefix + file.Name, file.FullName))
            : [];
    }

    private static async Task DescribeAsync(BackupManifest manifest, DatabaseCopies copies, string target, TextWriter output)
    {
        var bytes = new FileInfo(target).Length;
        var database = manifest.Entries.FirstOrDefault(entry => entry.Name is BackupArchive.SqliteName or BackupArchive.PostgreSqlName);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Backed up to {target}, {bytes:N0} bytes, and read back without fault:"));
        await output.WriteLineAsync(database is null
            ? "database   not in it, as asked for"
            : string.Create(CultureInfo.InvariantCulture, $"database   {manifest.Provider}, {database.Bytes:N0} bytes"));
        if (database is null && !copies.IsSqlite)
            await output.WriteLineAsync($"           Back it up with: {copies.PostgreSqlDumpCommand("amiblazor.dump")}");
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"keys       {Count(BackupArchive.Keys)}"));
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"JSON files {Count(BackupArchive.Snapshots)}"));
        if (Count(BackupArchive.Pbxs) > 0) await output.WriteLineAsync("PBXs       those connected in the page, with their encrypted secrets");
        await output.WriteLineAsync("settings   without secrets: configured manager secrets, configured API keys, passwords and certificates are not in it");
        await output.WriteLineAsync("Keep it as safe as the server: whoever has it can read everything and sign in as anyone.");

        int Count(string folder) => manifest.Entries.Count(entry => entry.Name.StartsWith(folder, StringComparison.Ordinal));
    }
}
