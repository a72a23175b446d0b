using AmiBlazor.Components.Shared;
using AmiBlazor.History;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Runs;

/// <summary>The refreshes as a table, or as cards on narrow screens.</summary>
public sealed partial class RunTable
{
    /// <summary>The rows, from top to bottom.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<RunRow> Rows { get; set; }

    /// <summary>The state of the page.</summary>
    [Parameter, EditorRequired]
    public required RunAddress Address { get; set; }

    /// <summary>The PBX of the refreshes already selected, to which the selection is limited; null for any.</summary>
    [Parameter]
    public string? PickedServer { get; set; }

    /// <summary>The current time, to which the shown times are relative.</summary>
    [Parameter, EditorRequired]
    public DateTimeOffset Now { get; set; }

    /// <summary>Raised to select a refresh for the comparison, or to deselect it.</summary>
    [Parameter]
    public EventCallback<string> OnPick { get; set; }

    /// <summary>The id of the link that opens a refresh, to which the keyboard goes back when its details are closed.</summary>
    public static string LinkId(string connectionId) => "run-" + connectionId;

    private IEnumerable<(RunColumn Column, string Name, string Title, Func<RunRow, int?> Figure)> Figures =>
    [
        (RunColumn.Known, "c-known number", T["Known"], row => row.Ended?.ExtensionsChecked),
        (RunColumn.Changed, "c-changed number", T["Changed"], row => row.Ended?.Changed),
        (RunColumn.Added, "c-new number", T["New"], row => row.Ended?.Added),
        (RunColumn.MarkedOffline, "c-offline number", T["Gone"], row => row.Ended?.MarkedOffline),
        (RunColumn.Rows, "c-rows number", T["Rows"], row => row.Rows),
    ];

    private string Absolute(RunRow row) => RelativeTime.Absolute(T, row.At);

    private string AriaSort(RunColumn column) => Address.Sort.Column != column ? "none" : Address.Sort.Descending ? "descending" : "ascending";

    private string? SortClass(RunColumn column) =>
        Address.Sort.Column != column ? null : Address.Sort.Descending ? "mud-direction-desc" : "mud-direction-asc";

    /// <summary>Why this refresh cannot be selected; null if it can.</summary>
    private string? WhyNot(RunRow row)
    {
        if (Address.IsPicked(row.ConnectionId)) return null;
        if (Address.Picked.Count >= RunAddress.Pair) return T["Two refreshes are already selected."];
        return PickedServer is not null && !string.Equals(PickedServer, row.Server, StringComparison.Ordinal)
            ? T["Only refreshes of the same PBX can be compared."]
            : null;
    }
}
