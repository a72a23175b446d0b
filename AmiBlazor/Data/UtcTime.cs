namespace AmiBlazor.Data;

/// <summary>
/// How a time is stored: whole microseconds since 1970-01-01T00:00:00Z in a 64-bit integer, with both providers, so that one model, one
/// migration and one set of statements serve both, and comparing the numbers is comparing the times. At a database prompt,
/// <c>datetime(x / 1000000, 'unixepoch')</c> in SQLite and <c>to_timestamp(x / 1e6)</c> in PostgreSQL show it.
/// </summary>
internal static class UtcTime
{
    /// <summary>The number that is stored for a time of any offset. Fractions of a microsecond are cut off.</summary>
    public static long ToStored(DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    /// <summary>The time that a stored number stands for, in UTC.</summary>
    public static DateTimeOffset FromStored(long stored) =>
        new(DateTimeOffset.UnixEpoch.Ticks + (stored * TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);

    /// <summary>The time as it will be read back. A row that is also kept in memory holds this, so that memory and database are equal.</summary>
    public static DateTimeOffset AsStored(DateTimeOffset time) => FromStored(ToStored(time));
}
