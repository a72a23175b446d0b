namespace AmiBlazor.Data.Files;

/// <summary>
/// Creates folders and files that only this program's own account may open, whatever the umask is: database, backups and keys reveal who is at their desk and
/// who may sign in. Windows gives a new file the rights of its folder; there nothing is changed.
/// </summary>
internal static class PrivateFiles
{
    /// <summary>The rights of such a file.</summary>
    public const UnixFileMode File = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const UnixFileMode Folder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Creates a folder and its missing parents; an existing folder stays as it is.</summary>
    /// <param name="path">The folder's full path.</param>
    /// <exception cref="IOException">It cannot be created.</exception>
    /// <exception cref="UnauthorizedAccessException">This account may not create it.</exception>
    public static void MakeFolder(string path)
    {
        if (Directory.Exists(path)) return;
        if (Path.GetDirectoryName(path) is { Length: > 0 } above) MakeFolder(above);
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, Folder);
    }

    /// <summary>Creates a new file and opens it for writing.</summary>
    /// <exception cref="IOException">It cannot be created, or exists.</exception>
    /// <exception cref="UnauthorizedAccessException">This account may not create it.</exception>
    public static FileStream Create(string path)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.None,
            BufferSize = 64 * 1024,
            Options = FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = File;
        return new FileStream(path, options);
    }
}
