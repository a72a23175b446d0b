namespace AmiBlazor.Hosting;

/// <summary>A file that holds a secret, such as a secret that an orchestrator mounts: the first line is the secret.</summary>
internal static class SecretFile
{
    /// <summary>Reads the first line. Spaces belong to it.</summary>
    /// <param name="contentRoot">The folder that relative paths start from.</param>
    /// <param name="file">The path.</param>
    /// <exception cref="IOException">The file cannot be read, or its first line is empty; the message says which.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static string ReadFirstLine(string contentRoot, string file) =>
        File.ReadLines(Path.Combine(contentRoot, file)).FirstOrDefault() is { Length: > 0 } line
            ? line
            : throw new IOException($"The first line of “{file}” is empty.");
}
