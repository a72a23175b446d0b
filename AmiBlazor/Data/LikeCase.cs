using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace AmiBlazor.Data;

/// <summary>Where <c>LIKE</c> ignores the case by itself.</summary>
internal static class LikeCase
{
    /// <summary>
    /// True where <c>LIKE</c> finds this text whatever its case: in SQLite, that of the letters A to Z. Asking for <c>lower()</c> there would call back
    /// into this program for every row, ten times slower.
    /// </summary>
    public static bool IsIgnored(DatabaseFacade database, string text) => database.IsSqlite() && Ascii.IsValid(text);
}
