using System.Globalization;
using AmiBlazor.Board;
using AmiBlazor.History;

namespace AmiBlazor.Components.Runs;

/// <summary>What the page of refreshes shows: all of it is in its address, so that a link shows a colleague the same.</summary>
public sealed record RunAddress
{
    /// <summary>As many refreshes as can be compared.</summary>
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

    /// <summary>Which page, counted from 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>The refresh whose details are open; null for none.</summary>
    public string? Run { get; init; }

    /// <summary>The refreshes that are chosen to be compared.</summary>
    public IReadOnlyList<string> Picked { get; init; } = [];

    /// <summary>The refreshes that are being compared; null when none are.</summary>
    public IReadOnlyList<string>? Compared { get; init; }

    /// <summary>True when both show the same list.</summary>
    public bool HasListOf(RunAddress? other) => other is not null && Filter == other.Filter && Sort == other.Sort && Page == other.Page;

    public bool IsPicked(string connectionId) => Picked.Contains(connectionId, StringComparer.Ordinal);

    /// <summary>Chooses a refresh for the comparison, or puts it back.</summary>
    public RunAddress Toggled(string connectionId) => this with
    {
        Picked = IsPicked(connectionId) ? [.. Picked.Where(other => !string.Equals(other, connectionId, StringComparison.Ordinal))] : [.. Picked.Take(Pair - 1), connectionId],
    };

    /// <summary>The ids in a part of the address such as <c>a,b</c>.</summary>
    public static IReadOnlyList<string> Ids(string? part) => part?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    /// <summary>The sort that a word stands for, with a minus before it for the largest or latest first; null for a word that is none.</summary>
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

    /// <summary>The address, from the root on. What is usual is left out.</summary>
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
        return parts.Count == 0 ? "/runs" : "/runs?" + string.Join('&', parts);

        void Add(string name, string? value)
        {
            // A comma may stand in a query as it is, and reads better.
            if (value is not null) parts.Add(name + "=" + Uri.EscapeDataString(value).Replace("%2C", ",", StringComparison.Ordinal));
        }
    }

    public bool Equals(RunAddress? other) => other is not null && string.Equals(ToString(), other.ToString(), StringComparison.Ordinal);

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);
}
