namespace AmiBlazor.Testing;

/// <summary>The canary: part of every secret that tests give the program, and searched for in everything that it leaves behind.</summary>
internal static class Canary
{
    /// <summary>Only letters and digits, so that no encoding for JSON, HTML or URLs changes it.</summary>
    public const string Word = "canary7q2zx9w";
}
