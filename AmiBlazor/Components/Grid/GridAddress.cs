using System.Globalization;
using AmiBlazor.Board;
using AmiBlazor.Components.Languages;
using AmiBlazor.Components.Shared;

namespace AmiBlazor.Components.Grid;

/// <summary>
/// Filter, sort order and way to look as query parameters, so that a link shows a colleague the same rows. A null or empty part does not filter.
/// </summary>
/// <param name="Text">The search text.</param>
/// <param name="Status">A status word.</param>
/// <param name="Pbx">Name of a PBX.</param>
/// <param name="Context">A dialplan context.</param>
/// <param name="Sort">A column's word; a leading minus sorts descending.</param>
/// <param name="Group">What the rows are grouped by; null or empty for what is usual for the look.</param>
/// <param name="Favourites"><c>1</c> for the user's favourites only.</param>
/// <param name="Look">The way to look; null or empty for the grid.</param>
/// <param name="Plan">The number of the floor plan; null or empty for the first one.</param>
internal sealed record GridAddress(
    string? Text, string? Status, string? Pbx, string? Context, string? Sort, string? Group = null, string? Favourites = null, string? Look = null,
    string? Plan = null)
{
    private const int MaxShown = 40;
    private const string ByFirstName = "first-name";

    /// <summary>What it asks to group by; null if it asks for what is usual.</summary>
    public GridGroup? Grouping => GridGroups.Parse(Group);

    /// <summary>The way to look; the grid if it asks for none that there is.</summary>
    public GridLook ShownLook => GridLooks.Parse(Look) ?? GridLook.Grid;

    /// <summary>The parameters for a filter and a sort order.</summary>
    public static GridAddress Of(GridFilter filter, GridSort sort) => new(
        string.IsNullOrWhiteSpace(filter.Text) ? null : filter.Text,
        filter.Status?.Word(),
        filter.Server,
        filter.Context,
        sort.IsUsual ? null : (sort.Descending ? "-" : "") + (sort.ByFirstName ? ByFirstName : Word(sort.Column)),
        sort.Group == GridGroup.None ? null : GridGroups.Word(sort.Group),
        filter.OnlyFavourites ? "1" : null);

    /// <summary>The parameters for a filter, a sort order, what is chosen to group by, and a way to look.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="sort">The sort order; its group does not count.</param>
    /// <param name="grouping">The chosen group; null if nobody chose.</param>
    /// <param name="look">The way to look.</param>
    /// <param name="plan">The number of the chosen floor plan; null if nobody chose one.</param>
    public static GridAddress Of(GridFilter filter, GridSort sort, GridGroup? grouping, GridLook look, int? plan = null) => Of(filter, sort) with
    {
        Group = grouping is { } group ? GridGroups.Word(group) : null,
        Look = GridLooks.Word(look),
        Plan = look == GridLook.Plan ? plan?.ToString(CultureInfo.InvariantCulture) : null,
    };

    /// <summary>Arguments for <c>NavigationManager.GetUriWithQueryParameters</c>.</summary>
    public Dictionary<string, object?> Parameters => new(StringComparer.Ordinal)
    {
        ["q"] = Text,
        ["status"] = Status,
        ["pbx"] = Pbx,
        ["context"] = Context,
        ["sort"] = Sort,
        ["group"] = Group,
        ["favourites"] = Favourites,
        ["look"] = Look,
        ["plan"] = Plan,
    };

    /// <summary>The same with null for every empty part.</summary>
    public GridAddress Normal => new(None(Text), None(Status), None(Pbx), None(Context), None(Sort), None(Group), None(Favourites), None(Look), None(Plan));

    /// <summary>The filter and sort order asked for. Invalid values are ignored, each with a hint for the user.</summary>
    /// <param name="texts">The language of the hints.</param>
    /// <param name="servers">The known PBXs.</param>
    /// <param name="contexts">The known contexts; empty if no extension is known yet.</param>
    public (GridFilter Filter, GridSort Sort, IReadOnlyList<string> Hints) Read(
        Localizer texts, IReadOnlyCollection<string> servers, IReadOnlyCollection<string> contexts)
    {
        var hints = new List<string>();
        var filter = new GridFilter { Text = Text };
        if (ExtensionStatusExtensions.TryParse(Status, out var status))
            filter = filter with { Status = status };
        else if (!string.IsNullOrEmpty(Status))
            hints.Add(texts.Format($"Unknown status in the URL: “{Cut(Status)}”. Showing all statuses."));

        if (!string.IsNullOrEmpty(Pbx))
        {
            if (servers.Contains(Pbx, StringComparer.Ordinal))
                filter = filter with { Server = Pbx };
            else
                hints.Add(texts.Format($"Unknown PBX in the URL: “{Cut(Pbx)}”. Showing all PBXs."));
        }

        if (!string.IsNullOrEmpty(Context))
        {
            if (contexts.Contains(Context, StringComparer.Ordinal))
                filter = filter with { Context = Context };
            else if (contexts.Count > 0)
                hints.Add(texts.Format($"No extensions in the context from the URL: “{Cut(Context)}”. Showing all contexts."));
        }

        if (string.Equals(Favourites, "1", StringComparison.Ordinal))
            filter = filter with { OnlyFavourites = true };
        else if (!string.IsNullOrEmpty(Favourites))
            hints.Add(texts.Format($"Unknown value for favourites in the URL: “{Cut(Favourites)}”. Showing all extensions."));

        if (!TryReadSort(out var sort))
            hints.Add(texts.Format($"Unknown column in the URL: “{Cut(Sort!)}”. Sorted by extension."));
        if (!string.IsNullOrEmpty(Look) && GridLooks.Parse(Look) is null)
            hints.Add(texts.Format($"Unknown way to look in the URL: “{Cut(Look)}”. Showing the grid."));
        if (string.IsNullOrEmpty(Group) || Grouping is not null)
            sort = sort with { Group = Grouping ?? GridLooks.UsualGroup(ShownLook) };
        else
            hints.Add(texts.Format($"Unknown grouping in the URL: “{Cut(Group)}”. Showing no groups."));
        return (filter, sort, hints);
    }

    private bool TryReadSort(out GridSort sort)
    {
        sort = default;
        if (string.IsNullOrEmpty(Sort)) return true;
        var descending = Sort[0] == '-';
        var word = descending ? Sort[1..] : Sort;
        if (string.Equals(word, ByFirstName, StringComparison.Ordinal))
        {
            sort = new GridSort(GridColumn.Name, descending) { ByFirstName = true };
            return true;
        }

        foreach (var column in Enum.GetValues<GridColumn>().Where(GridColumns.IsSortable))
        {
            if (!string.Equals(Word(column), word, StringComparison.Ordinal)) continue;
            sort = new GridSort(column, descending);
            return true;
        }

        return false;
    }

    private static string Word(GridColumn column) => column == GridColumn.LastSeen ? "seen" : column.ToString().ToLowerInvariant();

    private static string? None(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static string Cut(string text) => DisplayText.Show(text, MaxShown);
}
