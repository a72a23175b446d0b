using System.Globalization;
using System.Text;
using AmiBlazor.Extensions;

namespace AmiBlazor.Refresh;

/// <summary>What is said of a refresh that completed.</summary>
internal static class RefreshSentences
{
    /// <summary>Such as “1,204 extensions on main in 0.3 s: 12 changed, 1 went offline.”</summary>
    public static string Completed(string server, StoreResult saved, TimeSpan duration)
    {
        var sentence = new StringBuilder();
        sentence.Append(CultureInfo.InvariantCulture, $"{saved.Known:N0} {(saved.Known == 1 ? "extension" : "extensions")} on {server} in {Seconds(duration)} s: ");
        var parts = new List<string>(3);
        if (saved.Changed > 0) parts.Add(FormattableString.Invariant($"{saved.Changed:N0} changed"));
        if (saved.Added > 0) parts.Add(FormattableString.Invariant($"{saved.Added:N0} new"));
        if (saved.MarkedOffline > 0) parts.Add(FormattableString.Invariant($"{saved.MarkedOffline:N0} went offline"));
        return sentence.Append(parts.Count == 0 ? "nothing changed" : string.Join(", ", parts)).Append('.').ToString();
    }

    /// <summary>A warning when more than half of what was there is gone at once; null otherwise.</summary>
    public static string? Collapse(string server, StoreResult saved) => saved.MarkedOffline > 1 && saved.MarkedOffline * 2 > saved.Known - saved.Added
        ? FormattableString.Invariant(
            $"{saved.MarkedOffline:N0} of {saved.Known - saved.Added:N0} known extensions were missing from the list of {server} and went offline. If it is starting or reloading its dialplan, refresh again in a moment.")
        : null;

    // Three digits of what matters: 0.004, 0.31, 12.
    private static string Seconds(TimeSpan duration) => duration.TotalSeconds switch
    {
        >= 10 => duration.TotalSeconds.ToString("0", CultureInfo.InvariantCulture),
        >= 1 => duration.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture),
        >= 0.1 => duration.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture),
        _ => duration.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture),
    };
}
