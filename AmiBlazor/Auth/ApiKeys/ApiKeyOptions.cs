using AmiBlazor.Auth.Authorization;

namespace AmiBlazor.Auth.ApiKeys;

/// <summary>One key for scripts: <c>Api:Keys:N</c>. A class, not a record: a record would print its key.</summary>
internal sealed class ApiKeyOptions
{
    /// <summary>How the key's doings are signed: unique, 1–40 characters.</summary>
    public string Name { get; set; } = "";

    /// <summary>The key itself, at least 24 characters; null where <see cref="KeyFile"/> holds it.</summary>
    public string? Key { get; set; }

    /// <summary>A file whose first line is the key, such as a mounted secret; read once, at the start. Relative to the content root.</summary>
    public string? KeyFile { get; set; }

    /// <summary>One of <see cref="Roles"/>. Text, so that a wrong word becomes a message of ours and not of the binder.</summary>
    public string Role { get; set; } = "";
}
