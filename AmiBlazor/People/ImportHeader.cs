using System.Collections.Frozen;

namespace AmiBlazor.People;

/// <summary>Which cell of each line holds what, as the first line of a file says by its names, in English or German.</summary>
internal sealed class ImportHeader
{
    private const int MaxShown = 40;

    private static readonly FrozenDictionary<string, ImportColumn> Known = new Dictionary<string, ImportColumn>(StringComparer.OrdinalIgnoreCase)
    {
        ["pbx"] = ImportColumn.Pbx,
        ["server"] = ImportColumn.Pbx,
        ["anlage"] = ImportColumn.Pbx,
        ["telefonanlage"] = ImportColumn.Pbx,
        ["context"] = ImportColumn.Context,
        ["kontext"] = ImportColumn.Context,
        ["extension"] = ImportColumn.Extension,
        ["number"] = ImportColumn.Extension,
        ["nebenstelle"] = ImportColumn.Extension,
        ["nummer"] = ImportColumn.Extension,
        ["durchwahl"] = ImportColumn.Extension,
        ["name"] = ImportColumn.Name,
        ["department"] = ImportColumn.Department,
        ["abteilung"] = ImportColumn.Department,
        ["note"] = ImportColumn.Note,
        ["notiz"] = ImportColumn.Note,
        ["email"] = ImportColumn.Email,
        ["e-mail"] = ImportColumn.Email,
        ["mail"] = ImportColumn.Email,
        ["e-mail address"] = ImportColumn.Email,
        ["e-mail-adresse"] = ImportColumn.Email,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private readonly int[] _places;

    private ImportHeader(int[] places, int count, IReadOnlyList<string> ignored) => (_places, Count, Ignored) = (places, count, ignored);

    /// <summary>The number of columns.</summary>
    public int Count { get; }

    /// <summary>The names of the columns that are not imported.</summary>
    public IReadOnlyList<string> Ignored { get; }

    /// <exception cref="ImportException">The first line is no header, or a column is missing or there twice.</exception>
    public static ImportHeader Of(IReadOnlyList<string> names)
    {
        var places = Enum.GetValues<ImportColumn>().Select(_ => -1).ToArray();
        var ignored = new List<string>();
        foreach (var (place, name) in names.Index())
        {
            if (!Known.TryGetValue(name.Trim(), out var column))
                ignored.Add(Shown(name));
            else if (places[(int)column] >= 0)
                throw new ImportException($"Two columns mean the same: “{Shown(names[places[(int)column]])}” and “{Shown(name)}”. Remove one of them.");
            else
                places[(int)column] = place;
        }

        if (places[(int)ImportColumn.Extension] < 0)
            throw new ImportException($"The first line names no column “extension”. It must name the columns: pbx, context, extension, name, department, note, e-mail.");
        if (places[(int)ImportColumn.Name] < 0 && places[(int)ImportColumn.Department] < 0 && places[(int)ImportColumn.Note] < 0 && places[(int)ImportColumn.Email] < 0)
            throw new ImportException($"The first line names nothing to import: at least one of name, department, note, e-mail.");
        return new ImportHeader(places, names.Count, ignored);
    }

    /// <summary>The place of a column; negative if the file has none.</summary>
    public int PlaceOf(ImportColumn column) => _places[(int)column];

    private static string Shown(string name) => name.Length > MaxShown ? string.Concat(name.AsSpan(0, MaxShown), "…") : name;
}

/// <summary>What a file may hold.</summary>
internal enum ImportColumn
{
    Pbx,
    Context,
    Extension,
    Name,
    Department,
    Note,
    Email,
}
