using AmiBlazor.Store;

namespace AmiBlazor.Refresh;

/// <summary>The messages about a completed refresh. Each is a whole sentence, so that it can be translated.</summary>
internal static class RefreshMessages
{
    /// <summary>Such as “1,204 extensions on main in 0.30 s: 12 changed, 1 gone.”</summary>
    public static FormattableString Completed(string server, StoreResult saved, TimeSpan duration)
    {
        var (known, changed, added, offline) = (saved.Known, saved.Changed, saved.Added, saved.MarkedOffline);
        var seconds = Seconds(duration);
        if (known == 1)
        {
            return (changed > 0, added > 0, offline > 0) switch
            {
                (false, false, false) => $"1 extension on {server} in {seconds} s: nothing changed.",
                (_, true, _) => $"1 extension on {server} in {seconds} s: 1 new.",
                (true, _, false) => $"1 extension on {server} in {seconds} s: 1 changed.",
                (false, _, true) => $"1 extension on {server} in {seconds} s: 1 gone.",
                (true, _, true) => $"1 extension on {server} in {seconds} s: 1 changed, 1 gone.",
            };
        }

        return (changed > 0, added > 0, offline > 0) switch
        {
            (false, false, false) => $"{known:N0} extensions on {server} in {seconds} s: nothing changed.",
            (true, false, false) => $"{known:N0} extensions on {server} in {seconds} s: {changed:N0} changed.",
            (false, true, false) => $"{known:N0} extensions on {server} in {seconds} s: {added:N0} new.",
            (false, false, true) => $"{known:N0} extensions on {server} in {seconds} s: {offline:N0} gone.",
            (true, true, false) => $"{known:N0} extensions on {server} in {seconds} s: {changed:N0} changed, {added:N0} new.",
            (true, false, true) => $"{known:N0} extensions on {server} in {seconds} s: {changed:N0} changed, {offline:N0} gone.",
            (false, true, true) => $"{known:N0} extensions on {server} in {seconds} s: {added:N0} new, {offline:N0} gone.",
            (true, true, true) => $"{known:N0} extensions on {server} in {seconds} s: {changed:N0} changed, {added:N0} new, {offline:N0} gone.",
        };
    }

    /// <summary>
    /// Whether the board agreed with the PBX, in a few words to follow <see cref="Completed"/>. Null if no main connection had followed every change,
    /// so that it is unknown.
    /// </summary>
    public static FormattableString? Truth(StoreResult saved) => saved.Differing switch
    {
        null => null,
        0 => $"Verified: no differences.",
        1 => $"Verified: 1 difference found.",
        { } differing => $"Verified: {differing:N0} differences found.",
    };

    /// <summary>A warning if more than half of the extensions gone at once; otherwise null.</summary>
    public static FormattableString? Collapse(string server, StoreResult saved)
    {
        var before = saved.ListedBefore;
        return saved.MarkedOffline > 1 && saved.MarkedOffline * 2 > before
            ? $"{saved.MarkedOffline:N0} of {before:N0} extensions were missing from the list of {server} and are gone. If the PBX is starting or reloading its dialplan, refresh again in a moment."
            : (FormattableString?)null;
    }

    // At most three decimals, fewer for longer times: 0.004, 0.31, 12. A decimal keeps its zeros in any language.
    private static decimal Seconds(TimeSpan duration)
    {
        var seconds = duration.Ticks / (decimal)TimeSpan.TicksPerSecond;
        return seconds switch
        {
            >= 10 => Math.Round(seconds, 0, MidpointRounding.AwayFromZero),
            >= 1 => Math.Round(seconds, 1, MidpointRounding.AwayFromZero) + 0.0m,
            >= 0.1m => Math.Round(seconds, 2, MidpointRounding.AwayFromZero) + 0.00m,
            _ => Math.Round(seconds, 3, MidpointRounding.AwayFromZero) + 0.000m,
        };
    }
}
