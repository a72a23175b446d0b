using System.Globalization;
using AmiBlazor.Audit;

namespace AmiBlazor.Components.Exports;

/// <summary>An entry of the audit as a line of a file.</summary>
internal static class AuditLine
{
    public static readonly string[] Titles = ["id", "at", "who", "kind", "address", "action", "about", "outcome", "detail"];

    public static string?[] Of(AuditRecord entry) =>
    [
        entry.Id.ToString(CultureInfo.InvariantCulture),
        CsvFile.Time(entry.At),
        entry.Who,
        entry.Kind,
        entry.Address,
        entry.Action,
        entry.About,
        entry.Outcome,
        entry.Detail,
    ];

    /// <summary>The last line of a file that does not hold all.</summary>
    public static string?[] More(string sentence) => ["", "", "", "", "", "", "", "", sentence];
}
