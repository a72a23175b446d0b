using AmiBlazor.Board;
using AmiBlazor.Calls;
using AmiBlazor.Components.Calls;
using AmiBlazor.Components.Shared;
using AmiBlazor.Live;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Grid;

/// <summary>The grid: a real table that contains only the rows in view.</summary>
public sealed partial class ExtensionTable
{
    // Fills a tall screen until the browser has reported its height.
    private const int FirstRows = 40;

    private RenderTreeTrimmer _trees;
    private bool _drawn;
    private IDisposable? _subscription;

    // The rows in the document.
    private readonly List<ExtensionTableRow> _rows = [];

    // The PBXs whose rows may be outdated; usually none.
    private string[] _doubtful = [];

    /// <summary>The rows and their order.</summary>
    [Parameter, EditorRequired]
    public required ExtensionGridView View { get; set; }

    /// <summary>The visible columns and their order.</summary>
    [Parameter, EditorRequired]
    public GridColumns Columns { get; set; }

    /// <summary>True for less space between rows.</summary>
    [Parameter]
    public bool IsCompact { get; set; }

    /// <summary>Id of the row whose drawer is open; null if none is.</summary>
    [Parameter]
    public int? Open { get; set; }

    /// <summary>What is selected; the boxes of rows are shown while that is done.</summary>
    [Parameter, EditorRequired]
    public required GridSelection Selection { get; set; }

    /// <summary>Raised when a row is picked, by its box or by keyboard.</summary>
    [Parameter]
    public EventCallback<GridPick> OnPick { get; set; }

    /// <summary>The time that ages are relative to.</summary>
    [Parameter, EditorRequired]
    public DateTimeOffset Now { get; set; }

    /// <summary>Raised to sort differently.</summary>
    [Parameter]
    public EventCallback<GridSort> OnSort { get; set; }

    [Inject]
    private MainConnections Connections { get; init; } = null!;

    [Inject]
    private CircuitScope Scope { get; init; } = null!;

    [Inject]
    private CircuitCalls Calls { get; init; } = null!;

    // The height that app.css gives a row on a desktop; Virtualize measures the actual height.
    private float RowHeight => IsCompact ? 30 : 40;

    /// <summary>How many times rows have been rendered, since the page was opened.</summary>
    internal int RowsRendered { get; set; }

    /// <summary>The rows in the document that no longer show what the board says. They have taken it over, and must be rendered.</summary>
    internal IReadOnlyList<ExtensionTableRow> UpdatedRows() => _rows.FindAll(static row => row.Update());

    /// <summary>What an extension's phones do; empty where the column is hidden.</summary>
    internal IReadOnlyList<CallParty> CallsOf(BoardRow row) => Columns.Has(GridColumn.Call) ? Calls.PartiesOf(row.Key) : [];

    /// <summary>What its status and its calls contradict each other in; null if they do not.</summary>
    internal Contradiction? ContradictionOf(BoardRow row) => Calls.ContradictionOf(row.Key);

    internal void Add(ExtensionTableRow row) => _rows.Add(row);

    internal void Remove(ExtensionTableRow row) => _rows.Remove(row);

    /// <summary>True if the rows of a PBX may be outdated.</summary>
    internal bool IsInDoubt(string server) => _doubtful.Length > 0 && _doubtful.Contains(server, StringComparer.Ordinal);

    protected override void Unsubscribe() => _subscription?.Dispose();

    protected override void OnInitialized()
    {
        if (RendererInfo.IsInteractive) _subscription = Connections.Subscribe(() => _ = InvokeSafelyAsync(UpdateDoubt));
        _doubtful = ServersInDoubt();
    }

    protected override void OnAfterRender(bool firstRender) => _trees.Forget();

    private string[] ServersInDoubt() => [.. from main in Connections.All where main.IsInDoubt && Scope.Includes(main.Server) select main.Server];

    // Rows ask while they render; those of a PBX whose state has not changed are not rendered again.
    private void UpdateDoubt()
    {
        var doubtful = ServersInDoubt();
        if (doubtful.SequenceEqual(_doubtful, StringComparer.Ordinal)) return;
        _doubtful = doubtful;
        StateHasChanged();
    }

    // Called while Virtualize renders: the prerendered rows disappear in the same step in which the first row appears.
    private GridRow MarkDrawn(GridRow item)
    {
        if (!_drawn)
        {
            _drawn = true;
            StateHasChanged();
        }

        return item;
    }

    // One handler for all rows: grid.js writes the link of the row into a field, with a sign before it for what is to be done: + to select all rows since
    // the last one, = to edit it, * to make it a favourite or no longer one.
    private Task PickAsync(ChangeEventArgs change)
    {
        if (change.Value is not string { Length: > 0 } told || ExtensionAddress.ParseLink(told.TrimStart('+', '=', '*')) is not { } key)
            return Task.CompletedTask;
        return told[0] switch
        {
            '=' => EditAsync(key),
            '*' => View.Find(key) is { } row ? Favourites.ToggleAsync(row.Id) : Task.CompletedTask,
            var sign => OnPick.InvokeAsync(new GridPick(key, IsRange: sign == '+')),
        };
    }

    internal static string ClassOf(GridColumn column) => column switch
    {
        GridColumn.Name => "c-name",
        GridColumn.Pbx => "c-pbx",
        GridColumn.Context => "c-context",
        GridColumn.Status => "c-status",
        GridColumn.Call => "c-call",
        GridColumn.Since => "c-since",
        GridColumn.LastSeen => "c-seen",
        GridColumn.Department => "c-department",
        GridColumn.Email => "c-email",
        GridColumn.Note => "c-note",
        _ => "c-extension",
    };

    // By which name, beside the arrow of the column of names.
    private string? NamesBy(GridColumn column) => column != GridColumn.Name || View.Sort.Column != column ? null
        : View.Sort.ByFirstName ? T["by first name"]
        : T["by last name"];

    private string AriaSort(GridColumn column) => View.Sort.Column != column ? "none" : View.Sort.Descending ? "descending" : "ascending";
}
