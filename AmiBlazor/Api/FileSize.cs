using System.Globalization;

namespace AmiBlazor.Api;

/// <summary>A file's size as people say it.</summary>
internal static class FileSize
{
    private static readonly string[] Units = ["KB", "MB", "GB"];

    /// <summary>Such as <c>512 B</c> or <c>15.2 KB</c>, of 1,024 bytes each.</summary>
    public static string Text(long bytes)
    {
        if (bytes < 1024) return string.Create(CultureInfo.InvariantCulture, $"{bytes} B");

        var size = bytes / 1024.0;
        var unit = 0;
        for (; size >= 1024 && unit < Units.Length - 1; unit++) size /= 1024;
        return string.Create(CultureInfo.InvariantCulture, $"{size:0.0} {Units[unit]}");
    }
}
