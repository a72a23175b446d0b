using System.Text;

namespace AmiBlazor.Store;

/// <summary>The text of a hint as a list and as an event spell it.</summary>
internal static class HintText
{
    /// <summary>Asterisk's buffer for the hint of an event (<c>hintdevice</c> in main/manager.c), without its end; a list has no such bound.</summary>
    private const int LongestInEvent = 511;

    /// <summary>Whether an event's hint is the known one: the same, or as much of it as an event holds.</summary>
    public static bool IsSame(string told, string known)
    {
        if (string.Equals(told, known, StringComparison.Ordinal)) return true;
        if (told.Length > known.Length || Encoding.UTF8.GetByteCount(known) <= LongestInEvent) return false;

        // A character that is cut in two is replaced.
        var whole = told.TrimEnd('\uFFFD');
        return Encoding.UTF8.GetByteCount(whole) > LongestInEvent - 4 && known.StartsWith(whole, StringComparison.Ordinal);
    }
}
