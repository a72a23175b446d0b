using System.Globalization;

namespace AmiBlazor.Api;

/// <summary>Times in the query parameters of an API request.</summary>
internal static class IsoTime
{
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
