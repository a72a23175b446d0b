using System.Globalization;

namespace AmiBlazor.Api;

/// <summary>Times in the query of a call.</summary>
internal static class IsoTime
{
    private static readonly string[] Formats = ["yyyy-MM-dd", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"];

    /// <summary>Reads an ISO 8601 time, or a date for its first moment; UTC where it names no offset. Null or empty gives null.</summary>
    /// <returns>False for anything else.</returns>
    public static bool TryParse(string? text, out DateTimeOffset? time)
    {
        time = null;
        if (string.IsNullOrEmpty(text)) return true;

        // A plus that was not escaped in the address arrives as a space.
        var parsed = DateTimeOffset.TryParseExact(
            text.Replace(' ', '+'),
            Formats,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var value);
        if (parsed) time = value;
        return parsed;
    }
}
