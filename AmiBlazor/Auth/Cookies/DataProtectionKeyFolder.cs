using AmiBlazor.Data;

namespace AmiBlazor.Auth.Cookies;

/// <summary>The folder of the keys that protect cookies. Who can read it can make himself a cookie, so it is for this account alone.</summary>
internal static class DataProtectionKeyFolder
{
    /// <summary>The folder that the options name, absolute.</summary>
    public static DirectoryInfo Of(AuthOptions options, IHostEnvironment environment) =>
        new(Path.GetFullPath(options.KeyFolder, environment.ContentRootPath));

    /// <summary>Makes the folder where it is missing, and makes sure that a key could be written.</summary>
    /// <exception cref="IOException">It cannot be made or written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be made or written.</exception>
    public static void Prepare(DirectoryInfo folder)
    {
        PrivateFiles.MakeFolder(folder.FullName);
        using var probe = new FileStream(
            Path.Combine(folder.FullName, Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
    }
}
