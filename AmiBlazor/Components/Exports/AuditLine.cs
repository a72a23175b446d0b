using System.Globalization;
using AmiBlazor.Audit;
using AmiBlazor.Board;

namespace AmiBlazor.Components.Exports;

/// <summary>An audit entry as a line of a CSV file.</summary>
internal static class AuditLine
{
    public static readonly string[] Titles = ["id", "at", "who", "kind", "address", "action", "about", "outcome", "detail"];

    public static string?[] Of(AuditRecord entry) =>
    [
        entry.Id.ToString(CultureInfo.InvariantCulture),
        IsoTime.Format(entry.At),
        entry.Who,
        entry.Kind,
        entry.Address,
        entry.Action,
        entry.About,
        entry.Outcome,
        entry.Detail,
    ];

    /// <summary>The last line of a file that does not contain all entries.</summary>
    public static string?[] More(string sentence) => ["", "", "", "", "", "", "", "", sentence];
}
