using AmiBlazor.Store;

namespace AmiBlazor.People;

/// <summary>What an import would do, line by line. Nothing has been changed.</summary>
internal sealed class ImportPlan(IReadOnlyList<ImportLine> lines, IReadOnlyList<string> ignoredColumns)
{
    private readonly int[] _counts = Counted(lines);

    /// <summary>All lines but the first and empty ones, in the order of the file.</summary>
    public IReadOnlyList<ImportLine> Lines { get; } = lines;

    /// <summary>The names of the columns that are not imported.</summary>
    public IReadOnlyList<string> IgnoredColumns { get; } = ignoredColumns;

    /// <summary>How many extensions would be changed.</summary>
    public int Changes => Count(ImportResult.New) + Count(ImportResult.Changed);

    /// <summary>True if a line is wrong or a duplicate: then nothing is imported, since half of a file would be.</summary>
    public bool IsBlocked => Count(ImportResult.Wrong) + Count(ImportResult.Duplicate) > 0;

    /// <summary>The changes.</summary>
    public IEnumerable<PersonEdit> Edits =>
        from line in Lines
        where line.Result is ImportResult.New or ImportResult.Changed
        select new PersonEdit(line.Row!.Key, PersonDetails.Of(line.Row), line.After);

    /// <summary>How many lines have this result.</summary>
    public int Count(ImportResult result) => _counts[(int)result];

    private static int[] Counted(IReadOnlyList<ImportLine> lines)
    {
        var counts = new int[Enum.GetValues<ImportResult>().Length];
        foreach (var line in lines) counts[(int)line.Result]++;
        return counts;
    }
}
