using System.Globalization;

namespace AmiBlazor.Components.Shared;

/// <summary>
/// The addresses of the CSV files. Pages link to them and <c>Exports</c> answers at them; neither has to name the other.
/// </summary>
internal static class ExportRoutes
{
    /// <summary>The extensions of the board.</summary>
    public const string Extensions = "/export/extensions.csv";

    /// <summary>The audit log.</summary>
    public const string Audit = "/export/audit.csv";

    /// <summary>Past calls.</summary>
    public const string Calls = "/export/calls.csv";

    /// <summary>The maximum number of calls in one file.</summary>
    public const int MaxCalls = 100_000;

    /// <summary>The maximum number of audit entries in one file.</summary>
    public const int MaxAuditEntries = 100_000;

    /// <summary>
    /// Value of the query parameter <c>separator</c> for spreadsheets in this language; null where they expect the default, a comma.
    /// </summary>
    public static string? SeparatorFor(CultureInfo language) => language.TextInfo.ListSeparator is ";" ? "semicolon" : null;
}
