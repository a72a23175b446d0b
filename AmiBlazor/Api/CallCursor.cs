using System.Globalization;
using AmiBlazor.Calls;

namespace AmiBlazor.Api;

/// <summary>The parameter <c>after</c> of a page of calls: a word that callers need not understand.</summary>
internal static class CallCursor
{
    public static string Write(PastCall last) => string.Create(CultureInfo.InvariantCulture, $"{last.StartedAt.UtcTicks}-{last.RowId}");

    /// <summary>Reads the parameter; false when it was not written here.</summary>
    public static bool TryRead(string? after, out (DateTimeOffset StartedAt, long Id)? cursor)
    {
        cursor = null;
        if (string.IsNullOrEmpty(after)) return true;
        if (after.Split('-') is not [var time, var id]
            || !long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) || ticks > DateTimeOffset.MaxValue.UtcTicks
            || !long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        cursor = (new DateTimeOffset(ticks, TimeSpan.Zero), number);
        return true;
    }
}
