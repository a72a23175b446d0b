namespace AmiBlazor.Audit;

/// <summary>Who did something, as the audit log names them.</summary>
/// <param name="Name">The name of the account, API key or wall screen, or the name that a visitor typed.</param>
/// <param name="Kind">One of the kinds below.</param>
/// <param name="Address">The sender's IP address; null if there is none.</param>
internal sealed record Actor(string Name, string Kind, string? Address)
{
    public const string Account = "account";
    public const string Key = "key";
    public const string Screen = "screen";
    public const string Visitor = "visitor";
    public const string ProgramKind = "program";

    /// <summary>This program itself.</summary>
    public static readonly Actor Program = new("AmiBlazor", ProgramKind, null);
}
