using AmiBlazor.Auth.Authorization;
using AmiBlazor.Hosting;

namespace AmiBlazor.Auth.ApiKeys;

/// <summary>The configured API keys: section <c>Api</c>.</summary>
internal sealed class ApiOptions
{
    public const string Section = "Api";

    public List<ApiKeyOptions> Keys { get; set; } = [];
}

/// <summary>One API key: <c>Api:Keys:N</c>. A class, not a record: a record would print its key.</summary>
internal sealed class ApiKeyOptions
{
    /// <summary>The name that appears in the audit log: unique, 1–40 characters.</summary>
    public string Name { get; set; } = "";

    /// <summary>The key itself, at least 24 characters; null if <see cref="KeyFile"/> holds it.</summary>
    public string? Key { get; set; }

    /// <summary>A file whose first line is the key, such as a mounted secret; read once, at the start. Relative to the content root.</summary>
    public string? KeyFile { get; set; }

    /// <summary>One of <see cref="Roles"/>. Text, so that the validator, and not the configuration binder, reports an unknown role.</summary>
    public string Role { get; set; } = "";

    /// <summary>Whether the key may act on calls and queues; its role must then be Supervisor or Administrator.</summary>
    public bool Control { get; set; }

    /// <summary>The key, or the first line of its file without the spaces around it.</summary>
    /// <exception cref="IOException">The file cannot be read, or its first line is empty.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public string ReadKey(string contentRoot) =>
        KeyFile is { Length: > 0 } file ? SecretFile.ReadFirstLine(contentRoot, file).Trim() : Key ?? "";
}
