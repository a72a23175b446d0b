using System.Globalization;

namespace AmiBlazor.Board;

/// <summary>Times as text: how they are written in answers and exports, and read from the parameters of a request.</summary>
internal static class IsoTime
{
    /// <summary>
    /// The promised text of a time in JSON and CSV: ISO 8601 in UTC, to the millisecond, such as <c>2026-01-01T10:30:56.789Z</c>.
    /// </summary>
    public static string Format(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static readonly string[] Formats = ["yyyy-MM-dd", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"];

    /// <summary>Parses an ISO 8601 time, or a date as its first moment; UTC if it has no offset. Null and empty give null.</summary>
    /// <returns>False for anything else.</returns>
    public static bool TryParse(string? text, out DateTimeOffset? time)
    {
        time = null;
        if (string.IsNullOrEmpty(text)) return true;

        // An unescaped plus in the address arrives as a space.
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
