using System.Globalization;

namespace AmiBlazor.Data;

/// <summary>
/// The one home of how a time is stored: whole microseconds since 1970-01-01T00:00:00Z in a 64-bit integer, in both providers alike. So
/// one model, one migration and one set of statements serve both, and comparing or ordering the numbers is comparing or ordering the
/// times. For a person at a database prompt: <c>datetime(x / 1000000, 'unixepoch')</c> in SQLite, <c>to_timestamp(x / 1e6)</c> in
/// PostgreSQL.
/// </summary>
internal static class UtcTime
{
    /// <summary>What is written for a time of any offset. Below a microsecond it is cut off.</summary>
    public static long ToStored(DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    /// <summary>The time that a stored number stands for, in UTC.</summary>
    public static DateTimeOffset FromStored(long stored) =>
        new(DateTimeOffset.UnixEpoch.Ticks + (stored * TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);

    /// <summary>
    /// The time as it will be read back: whoever keeps a row in memory as well keeps this, so that memory and database are equal.
    /// </summary>
    public static DateTimeOffset AsStored(DateTimeOffset time) => FromStored(ToStored(time));

    /// <summary>The promised text of a time in JSON and CSV: ISO 8601 in UTC, to the millisecond, such as <c>2026-01-01T10:30:56.789Z</c>.</summary>
    public static string ToIso(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
