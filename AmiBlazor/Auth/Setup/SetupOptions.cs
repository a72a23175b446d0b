using AmiBlazor.Hosting;

namespace AmiBlazor.Auth.Setup;

/// <summary>The first administrator: section <c>Setup:Administrator</c>. A class, not a record: a record would print the password.</summary>
internal sealed class SetupOptions
{
    public const string Section = "Setup:Administrator";

    public string? UserName { get; set; }

    public string? Password { get; set; }

    /// <summary>A file whose first line is the password, such as a mounted secret. Relative to the content root.</summary>
    public string? PasswordFile { get; set; }

    public bool IsGiven => !string.IsNullOrEmpty(UserName) || !string.IsNullOrEmpty(Password) || !string.IsNullOrEmpty(PasswordFile);

    /// <summary>The password, or the first line of its file.</summary>
    /// <exception cref="IOException">The file cannot be read, or its first line is empty.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public string ReadPassword(string contentRoot) =>
        PasswordFile is { Length: > 0 } file ? SecretFile.ReadFirstLine(contentRoot, file) : Password ?? "";
}
