using System.Globalization;
using System.Runtime.Versioning;
using AmiBlazor.Auth.Cookies;
using AmiBlazor.Data;
using AmiBlazor.Refresh;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Cli;

/// <summary>Whether this account can write the program's files, whether only this account can read them, and how much room there is.</summary>
internal static class FileChecks
{
    private const long LeastBytes = 100L * 1024 * 1024;
    private const long FewBytes = 1024L * 1024 * 1024;
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    public static IEnumerable<CheckResult> Run(IServiceProvider services)
    {
        var database = services.GetRequiredService<DatabaseCopies>().SqlitePath;
        var keys = DataProtectionKeyFolder.Of(services.GetRequiredService<IOptions<AuthOptions>>().Value, services.GetRequiredService<IHostEnvironment>()).FullName;
        var snapshots = services.GetRequiredService<SnapshotFiles>().Folder;
        List<(string Name, string Path)> folders = [("keys", keys), ("JSON files", snapshots)];
        if (database is not null) folders.Insert(0, ("data folder", Path.GetDirectoryName(database)!));
        foreach (var (name, path) in folders) yield return Folder(name, path);
        yield return Room(folders[0].Path);
    }

    private static CheckResult Folder(string name, string path)
    {
        if (!Directory.Exists(path)) return CheckResult.Ok(name, $"{path} does not exist yet; the server creates it.");
        try
        {
            using var probe = new FileStream(
                Path.Combine(path, Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return CheckResult.Failed(name, $"This account cannot write to {path}: {refused.Message.TrimEnd('.')}. Run the command as the server's account, or give it the folder.");
        }

        return OperatingSystem.IsWindows() ? CheckResult.Ok(name, $"{path} can be written.") : Rights(name, path);
    }

    [UnsupportedOSPlatform("windows")]
    private static CheckResult Rights(string name, string path)
    {
        // A folder that others cannot enter keeps its files from them, whatever their own rights are.
        if ((File.GetUnixFileMode(path) & (UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) == UnixFileMode.None)
            return CheckResult.Ok(name, $"{path} can be written, and only by this account.");
        foreach (var file in Directory.EnumerateFiles(path))
        {
            if ((File.GetUnixFileMode(file) & Others) != UnixFileMode.None)
                return CheckResult.Warning(name, $"Other accounts of this machine can read {file}. Run: chmod -R go= {path}");
        }

        return CheckResult.Ok(name, $"{path} can be written, and only this account can read its files.");
    }

    private static CheckResult Room(string path)
    {
        var existing = path;
        while (!Directory.Exists(existing) && Path.GetDirectoryName(existing) is { } above) existing = above;
        var free = new DriveInfo(existing).AvailableFreeSpace;
        var said = string.Create(CultureInfo.InvariantCulture, $"{free / 1024.0 / 1024:N0} MB are free for {path}");
        return free switch
        {
            < LeastBytes => CheckResult.Failed("disk space", said + ". Make room: without it nothing is saved."),
            < FewBytes => CheckResult.Warning("disk space", said + ". Make room soon."),
            _ => CheckResult.Ok("disk space", said + "."),
        };
    }
}
