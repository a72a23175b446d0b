using System.Globalization;

namespace AmiBlazor.Calls;

/// <summary>Where a page of past calls, or of other history, begins, as a word of an address that nobody need understand.</summary>
internal static class CallCursor
{
    public static string Write(PastCall last) => Write(last.StartedAt, last.RowId);

    /// <summary>The word for whatever is ordered by a time and a row's number.</summary>
    public static string Write(DateTimeOffset at, long rowId) => string.Create(CultureInfo.InvariantCulture, $"{at.UtcTicks}-{rowId}");

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
