using System.Runtime.CompilerServices;

namespace AmiBlazor.Tests.Components;

/// <summary>Where the sources stand that a test reads as they are.</summary>
internal static class SourceFolder
{
    /// <summary>The folder of the product's project.</summary>
    public static string Product { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "AmiBlazor"));

    private static string Here([CallerFilePath] string path = "") => path;
}
