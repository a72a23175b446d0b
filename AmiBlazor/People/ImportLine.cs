using AmiBlazor.Board;
using AmiBlazor.Store;

namespace AmiBlazor.People;

/// <summary>What an import makes of one line of a file.</summary>
/// <param name="Number">The number of the line in the file, from 1; where a cell holds line breaks, that of its first line.</param>
/// <param name="Result">What it is.</param>
/// <param name="Exten">The extension as the file names it, cut.</param>
/// <param name="Row">The extension as it was when the line was judged; null if it is unknown or the line is wrong.</param>
/// <param name="Wishes">What the line asks for.</param>
/// <param name="After">What is to be said about the extension; that of the row if nothing changes.</param>
/// <param name="Problem">What is wrong; null if nothing is.</param>
internal sealed record ImportLine(
    int Number, ImportResult Result, string Exten, BoardRow? Row, ImportWishes Wishes, PersonDetails After, FormattableString? Problem);

/// <summary>What a line can be.</summary>
internal enum ImportResult
{
    /// <summary>People had said nothing about the extension.</summary>
    New,

    /// <summary>People had said something else.</summary>
    Changed,

    /// <summary>Nothing changes.</summary>
    Same,

    /// <summary>There is no such extension, or it is outside of the scope.</summary>
    Unknown,

    /// <summary>An earlier line is about the same extension.</summary>
    Duplicate,

    /// <summary>It cannot be imported.</summary>
    Wrong,
}

/// <summary>What a line asks for; of each part null for leaving it, and an empty text for removing it.</summary>
internal readonly record struct ImportWishes(string? Name, string? Department, string? Note, string? Email)
{
    /// <summary>The details of a row with the wishes fulfilled.</summary>
    public PersonDetails On(BoardRow row)
    {
        // A file that was downloaded has the name that is shown; what the PBX tells is no edit of anybody's.
        var name = string.IsNullOrEmpty(row.Name) && string.Equals(Name, row.PbxName, StringComparison.Ordinal) ? null : Name;
        return new PersonDetails(Wished(name, row.Name), Wished(Department, row.Department), Wished(Note, row.Note), Wished(Email, row.Email));
    }

    private static string? Wished(string? wish, string? now) => wish switch
    {
        null => now,
        "" => null,
        _ => wish,
    };
}
