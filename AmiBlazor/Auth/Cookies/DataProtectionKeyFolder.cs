using AmiBlazor.Data;
using AmiBlazor.Data.Files;

namespace AmiBlazor.Auth.Cookies;

/// <summary>The folder of the data protection keys. Whoever reads a key can forge cookies, so only the account that runs this program has access.</summary>
internal static class DataProtectionKeyFolder
{
    /// <summary>The configured folder, as an absolute path.</summary>
    public static DirectoryInfo Of(AuthOptions options, IHostEnvironment environment) =>
        new(Path.GetFullPath(options.KeyFolder, environment.ContentRootPath));

    /// <summary>Creates the folder if it is missing, and checks that a key can be written.</summary>
    /// <exception cref="IOException">It cannot be created or written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be created or written.</exception>
    public static void Prepare(DirectoryInfo folder)
    {
        PrivateFiles.MakeFolder(folder.FullName);
        using var probe = new FileStream(
            Path.Combine(folder.FullName, Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
    }
}
