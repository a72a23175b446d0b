namespace AmiBlazor.Auth.ApiKeys;

/// <summary>Finds the text of a configured key.</summary>
internal static class ApiKeyText
{
    /// <summary>The key, or the first line of its file without the spaces around it.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static string Read(ApiKeyOptions key, string contentRoot) =>
        key.KeyFile is { Length: > 0 } file
            ? File.ReadLines(Path.Combine(contentRoot, file)).FirstOrDefault("").Trim()
            : key.Key ?? "";
}
