namespace AmiBlazor.Tests.Secrets;

/// <summary>A bird that sings where it must not be: part of every secret that the tests give the program, and looked for in all that it leaves behind.</summary>
internal static class Canary
{
    /// <summary>Letters and digits alone, so that no way of writing a text for JSON, HTML or an address changes it.</summary>
    public const string Word = "canary7q2zx9w";
}
