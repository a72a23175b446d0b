using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using AmiBlazor.Auth.Cookies;
using AmiBlazor.Data;
using AmiBlazor.Data.Files;
using AmiBlazor.Pbxs;
using AmiBlazor.Refresh;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Cli;

/// <summary>
/// <c>restore FILE</c>: puts what <see cref="BackupCommand"/> wrote back in its place. Everything is checked before anything is touched, and what was
/// there is kept under another name.
/// </summary>
internal static class RestoreCommand
{
    public const string Name = "restore";

    public static Command Create(IHostApplicationBuilder builder, TextWriter output, TextWriter error)
    {
        var file = new Argument<string>("file") { Description = "A file that the command backup wrote." };
        var check = new Option<bool>("--check") { Description = "Only check the file, and change nothing." };
        var command = new Command(Name, "Puts a backup in the place of the database, the keys, the JSON files and the PBXs connected in the page. The server must be stopped.") { file, check };
        command.SetAction((parsed, cancellationToken) => CliFailure.RunAsync(error, async () =>
        {
            var path = Path.GetFullPath(parsed.GetValue(file)!);
            if (!File.Exists(path)) throw new CliException($"There is no file {path}.");
            await using var services = BackupCommand.Services(builder);
            using var archive = await BackupArchive.OpenAsync(path, cancellationToken);
            var copies = services.GetRequiredService<DatabaseCopies>();
            CheckProvider(archive, copies);
            if (parsed.GetValue(check))
            {
                await output.WriteLineAsync($"{path} is whole. {Origin(archive)}");
                return 0;
            }

            await RestoreAsync(services, builder.Configuration, archive, path, output, cancellationToken);
            return 0;
        }));
        return command;
    }

    private static string Origin(BackupArchive archive) => string.Create(
        CultureInfo.InvariantCulture,
        $"AmiBlazor {TerminalText.Escape(archive.Manifest.Version)} wrote it at {archive.Manifest.CreatedAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC.");

    private static void CheckProvider(BackupArchive archive, DatabaseCopies copies)
    {
        if (!archive.Has(copies.IsSqlite ? BackupArchive.PostgreSqlName : BackupArchive.SqliteName)) return;
        throw new CliException(
            $"This backup is of a {TerminalText.Escape(archive.Manifest.Provider)} database, and Database:Provider is {(copies.IsSqlite ? "Sqlite" : "PostgreSql")}. "
            + "Configure the provider of the backup, then restore it.");
    }

    private static async Task RestoreAsync(
        IServiceProvider services, IConfiguration configuration, BackupArchive archive, string archivePath, TextWriter output, CancellationToken cancellationToken)
    {
        var copies = services.GetRequiredService<DatabaseCopies>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var hasFile = archive.Has(BackupArchive.SqliteName);
        if (copies is { IsSqlite: true, SqlitePath: null })
            throw new CliException($"{DatabaseOptions.ConnectionStringKey} names its file by a URI. Configure 'Data Source=FILE', then restore.");
        if (copies.SqlitePath is { } place) PrivateFiles.MakeFolder(Path.GetDirectoryName(place)!);
        if (await services.GetRequiredService<DatabaseOwnership>().TakeAsync(cancellationToken) is { } other)
            throw new CliException($"The database is in use by {other}. Stop that one, then restore.");

        // The longest and the likeliest to fail comes first, beside the database: there must be room for both.
        var copy = hasFile ? copies.SqlitePath + DatabaseCopies.RestoringSuffix : null;
        if (copy is not null) await ExtractDatabaseAsync(copies, archive, archivePath, copy, cancellationToken);

        // From here on it is brought to its end: half a restore is worse than none.
        var keys = await RestoreFilesAsync(archive, BackupArchive.Keys, KeyFolder(services), now);
        var snapshots = await RestoreFilesAsync(archive, BackupArchive.Snapshots, services.GetRequiredService<SnapshotFiles>().Folder, now);
        var pbxs = PbxFile.PathOf(configuration, services.GetRequiredService<IHostEnvironment>());
        var connected = await RestoreFilesAsync(archive, BackupArchive.Pbxs, Path.GetDirectoryName(pbxs)!, now);
        var former = copy is null ? null : DatabaseCopies.Replace(copies.SqlitePath!, copy, now);

        await output.WriteLineAsync($"Restored from {archivePath}. {Origin(archive)}");
        if (copy is not null)
        {
            await output.WriteLineAsync(
                $"database   {copies.SqlitePath}" + (former is null ? "" : $"; the former one is now {former}: remove it when you no longer need it"));
        }
        else if (archive.Has(BackupArchive.PostgreSqlName))
        {
            await DescribePostgreSqlAsync(copies, archive, archivePath, output);
        }
        else
        {
            await output.WriteLineAsync("database   not in the backup: it is as it was");
        }

        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"keys       {keys} written to {KeyFolder(services)}"));
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"JSON files {snapshots} written"));
        if (archive.Names(BackupArchive.Pbxs).Any())
            await output.WriteLineAsync($"PBXs       {pbxs}" + (connected > 0 ? "" : ", which was the same already"));
        else if (File.Exists(pbxs))
            await output.WriteLineAsync($"PBXs       not in the backup: {pbxs} is as it was");
        await output.WriteLineAsync("settings   not touched; settings.json in the backup shows how the server was configured");
        await output.WriteLineAsync("Start AmiBlazor: it brings the database up to its version, and asks every PBX for its complete list.");
    }

    private static string KeyFolder(IServiceProvider services) =>
        DataProtectionKeyFolder.Of(services.GetRequiredService<IOptions<AuthOptions>>().Value, services.GetRequiredService<IHostEnvironment>()).FullName;

    private static async Task ExtractDatabaseAsync(
        DatabaseCopies copies, BackupArchive archive, string archivePath, string copy, CancellationToken cancellationToken)
    {
        File.Delete(copy);
        try
        {
            await using (var stream = PrivateFiles.Create(copy))
            {
                await archive.ExtractAsync(BackupArchive.SqliteName, stream, cancellationToken);
                stream.Flush(flushToDisk: true);
            }

            if (await copies.FindObstacleAsync(copy, cancellationToken) is { } obstacle)
                throw new CliException($"{archivePath} cannot be restored: {obstacle}. Nothing was changed.");
        }
        catch
        {
            File.Delete(copy);
            throw;
        }
    }

    /// <summary>The database that a dump becomes is a new one beside the former, which needs rights that AmiBlazor's role may not have.</summary>
    private static async Task DescribePostgreSqlAsync(DatabaseCopies copies, BackupArchive archive, string archivePath, TextWriter output)
    {
        var dump = archivePath + ".dump";
        File.Delete(dump);
        await using (var stream = PrivateFiles.Create(dump)) await archive.ExtractAsync(BackupArchive.PostgreSqlName, stream, CancellationToken.None);
        await output.WriteLineAsync($"database   unpacked to {dump}, and not in its place yet. Run: {copies.PostgreSqlRestoreCommand(dump)}");
        await output.WriteLineAsync($"           then name the new database in {DatabaseOptions.ConnectionStringKey}. The former one stays as it is.");
    }

    /// <summary>Writes the files of a folder that are missing there or differ; what differs is kept under another name.</summary>
    private static async Task<int> RestoreFilesAsync(BackupArchive archive, string prefix, string folder, DateTimeOffset now)
    {
        var written = 0;
        foreach (var name in archive.Names(prefix))
        {
            PrivateFiles.MakeFolder(folder);
            var (path, unfinished) = (Path.Combine(folder, name), Path.Combine(folder, name + ".unfinished"));
            File.Delete(unfinished);
            await using (var stream = PrivateFiles.Create(unfinished))
            {
                await archive.ExtractAsync(prefix + name, stream, CancellationToken.None);
                stream.Flush(flushToDisk: true);
            }

            if (File.Exists(path) && Sum(path).SequenceEqual(Sum(unfinished)))
            {
                File.Delete(unfinished);
                continue;
            }

            // A copy, so that at no time there is none.
            if (File.Exists(path))
                File.Copy(path, string.Create(CultureInfo.InvariantCulture, $"{path}.before-restore-{now.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}"), overwrite: true);
            File.Move(unfinished, path, overwrite: true);
            written++;
        }

        return written;
    }

    private static byte[] Sum(string path)
    {
        using var stream = File.OpenRead(path);
        return SHA256.HashData(stream);
    }
}
