using AmiBlazor.Components.Shared;
using AmiBlazor.History;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Runs;

/// <summary>The refreshes as a table, and as cards where it is narrow.</summary>
public sealed partial class RunTable
{
    /// <summary>What is shown, from top to bottom.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<RunRow> Rows { get; set; }

    /// <summary>Where the page stands.</summary>
    [Parameter, EditorRequired]
    public required RunAddress Address { get; set; }

    /// <summary>The only PBX of which a refresh can be chosen, because one of it is chosen already; null for any.</summary>
    [Parameter]
    public string? PickedServer { get; set; }

    /// <summary>What the times are relative to.</summary>
    [Parameter, EditorRequired]
    public DateTimeOffset Now { get; set; }

    /// <summary>A refresh is chosen to be compared, or put back.</summary>
    [Parameter]
    public EventCallback<string> OnPick { get; set; }

    private IEnumerable<(RunColumn Column, string Name, string Title, Func<RunRow, int?> Figure)> Figures =>
    [
        (RunColumn.Known, "c-known number", T["Known"], row => row.Ended?.ExtensionsChecked),
        (RunColumn.Changed, "c-changed number", T["Changed"], row => row.Ended?.Changed),
        (RunColumn.Added, "c-new number", T["New"], row => row.Ended?.Added),
        (RunColumn.MarkedOffline, "c-offline number", T["Went offline"], row => row.Ended?.MarkedOffline),
        (RunColumn.Rows, "c-rows number", T["Rows"], row => row.Rows),
    ];

    private string Absolute(RunRow row) => RelativeTime.Absolute(T, row.At);

    private string AriaSort(RunColumn column) => Address.Sort.Column != column ? "none" : Address.Sort.Descending ? "descending" : "ascending";

    private string? SortClass(RunColumn column) => Address.Sort.Column != column ? null : Address.Sort.Descending ? "down" : "up";

    /// <summary>Why this refresh cannot be chosen now; null when it can.</summary>
    private string? WhyNot(RunRow row)
    {
        if (Address.IsPicked(row.ConnectionId)) return null;
        if (Address.Picked.Count >= RunAddress.Pair) return T["Two are chosen already."];
        return PickedServer is not null && !string.Equals(PickedServer, row.Server, StringComparison.Ordinal)
            ? T["Only refreshes of the same PBX can be compared."]
            : null;
    }
}
