using System.Globalization;
using AmiBlazor.Board;
using AmiBlazor.History;

namespace AmiBlazor.Components.Runs;

/// <summary>The state of the page of refreshes, all of it kept in the address, so that a link shows a colleague the same.</summary>
public sealed record RunAddress
{
    /// <summary>The number of refreshes in a comparison.</summary>
    public const int Pair = 2;

    private static readonly Dictionary<RunColumn, string> Words = new()
    {
        [RunColumn.When] = "when",
        [RunColumn.Known] = "known",
        [RunColumn.Changed] = "changed",
        [RunColumn.Added] = "new",
        [RunColumn.MarkedOffline] = "offline",
        [RunColumn.Rows] = "rows",
        [RunColumn.Differing] = "wrong",
    };

    public RunFilter Filter { get; init; } = RunFilter.None;

    public RunSort Sort { get; init; } = RunSort.NewestFirst;

    /// <summary>The page number, counted from 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>The refresh whose details are open; null for none.</summary>
    public string? Run { get; init; }

    /// <summary>The refreshes selected for a comparison.</summary>
    public IReadOnlyList<string> Picked { get; init; } = [];

    /// <summary>The refreshes being compared; null if none are.</summary>
    public IReadOnlyList<string>? Compared { get; init; }

    /// <summary>True if both show the same list.</summary>
    public bool HasListOf(RunAddress? other) => other is not null && Filter == other.Filter && Sort == other.Sort && Page == other.Page;

    public bool IsPicked(string connectionId) => Picked.Contains(connectionId, StringComparer.Ordinal);

    /// <summary>Selects a refresh for the comparison or deselects it.</summary>
    public RunAddress Toggled(string connectionId) => this with
    {
        Picked = IsPicked(connectionId)
            ? [.. Picked.Where(other => !string.Equals(other, connectionId, StringComparison.Ordinal))]
            : [.. Picked.Take(Pair - 1), connectionId],
    };

    /// <summary>The ids in a parameter such as <c>a,b</c>.</summary>
    public static IReadOnlyList<string> Ids(string? part) => part?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    /// <summary>The sort order for a word, with a leading minus for descending; null if there is none.</summary>
    public static RunSort? SortOf(string word)
    {
        var descending = word.StartsWith('-');
        var name = descending ? word[1..] : word;
        foreach (var (column, known) in Words)
        {
            if (string.Equals(known, name, StringComparison.OrdinalIgnoreCase)) return new RunSort(column, descending);
        }

        return null;
    }

    /// <summary>The address, relative to the base of all pages, without default values.</summary>
    public override string ToString()
    {
        List<string> parts = [];
        Add("pbx", Filter.Server);
        Add("outcome", Filter.Outcome is { } outcome ? RefreshOutcomeExtensions.Word(outcome) : null);
        Add("sort", Sort == RunSort.NewestFirst ? null : (Sort.Descending ? "-" : "") + Words[Sort.Column]);
        Add("page", Page == 1 ? null : Page.ToString(CultureInfo.InvariantCulture));
        Add("run", Run);
        Add("pick", Picked.Count == 0 ? null : string.Join(',', Picked));
        Add("compare", Compared is null ? null : string.Join(',', Compared));
        return parts.Count == 0 ? "./runs" : "./runs?" + string.Join('&', parts);

        void Add(string name, string? value)
        {
            // A comma needs no escaping in a query and is easier to read.
            if (value is not null)
                parts.Add(name + "=" + Uri.EscapeDataString(value).Replace("%2C", ",", StringComparison.Ordinal));
        }
    }

    public bool Equals(RunAddress? other) => other is not null && string.Equals(ToString(), other.ToString(), StringComparison.Ordinal);

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);
}
