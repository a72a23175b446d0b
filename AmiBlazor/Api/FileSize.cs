using System.Globalization;

namespace AmiBlazor.Api;

/// <summary>Formats a file's size for people.</summary>
internal static class FileSize
{
    private static readonly string[] Units = ["KB", "MB", "GB"];

    /// <summary>Such as <c>512 B</c> or <c>15.2 KB</c>, in units of 1,024.</summary>
    public static string Text(long bytes)
    {
        if (bytes < 1024) return string.Create(CultureInfo.InvariantCulture, $"{bytes} B");

        var size = bytes / 1024.0;
        var unit = 0;
        for (; size >= 1024 && unit < Units.Length - 1; unit++) size /= 1024;
        return string.Create(CultureInfo.InvariantCulture, $"{size:0.0} {Units[unit]}");
    }
}
