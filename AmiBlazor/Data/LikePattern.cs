using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace AmiBlazor.Data;

/// <summary>Patterns of SQL's <c>LIKE</c> that find a text as it stands, whatever its case.</summary>
internal static class LikePattern
{
    /// <summary>The escape character; every <c>LIKE</c> with these patterns must name it.</summary>
    public const string Escape = "\\";

    /// <summary>The pattern of everything that contains a text, in lower case.</summary>
    public static string Containing(string text) =>
        "%" + text.ToLowerInvariant().Replace(Escape, Escape + Escape, StringComparison.Ordinal)
            .Replace("%", Escape + "%", StringComparison.Ordinal).Replace("_", Escape + "_", StringComparison.Ordinal) + "%";

    /// <summary>
    /// True where <c>LIKE</c> finds this text whatever its case: in SQLite, when it is ASCII. Elsewhere the column needs <c>lower()</c>, which in SQLite
    /// calls back into this program for every row, ten times slower.
    /// </summary>
    public static bool IgnoresCase(DatabaseFacade database, string text) => database.IsSqlite() && Ascii.IsValid(text);
}
