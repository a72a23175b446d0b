using AmiBlazor.Components.Shared;
using AmiBlazor.Live;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Grid;

/// <summary>The grid: a real table whose rows exist only where they can be seen.</summary>
public sealed partial class ExtensionTable
{
    // Enough for a tall screen, until the browser has said how much it shows.
    private const int FirstRows = 40;

    private static readonly (GridColumn Column, string Name)[] Named =
    [
        (GridColumn.Extension, "extension"),
        (GridColumn.Name, "name"),
        (GridColumn.Pbx, "pbx"),
        (GridColumn.Context, "context"),
        (GridColumn.Status, "status"),
        (GridColumn.Since, "since"),
        (GridColumn.LastSeen, "seen"),
    ];

    private RenderTreeTrimmer _trees;
    private bool _drawn;
    private IDisposable? _subscription;

    // The PBXs whose rows may be old. Mostly none.
    private string[] _doubtful = [];

    /// <summary>The rows and their order.</summary>
    [Parameter, EditorRequired]
    public required ExtensionGridView View { get; set; }

    /// <summary>The columns that are shown.</summary>
    [Parameter, EditorRequired]
    public GridColumns Columns { get; set; }

    /// <summary>True when rows stand closer.</summary>
    [Parameter]
    public bool IsCompact { get; set; }

    /// <summary>Id of the row whose drawer is open; null when none is.</summary>
    [Parameter]
    public int? Open { get; set; }

    /// <summary>What the times are relative to.</summary>
    [Parameter, EditorRequired]
    public DateTimeOffset Now { get; set; }

    /// <summary>Another order is asked for.</summary>
    [Parameter]
    public EventCallback<GridSort> OnSort { get; set; }

    [Inject]
    private MainConnections Connections { get; init; } = null!;

    [Inject]
    private CircuitScope Scope { get; init; } = null!;

    // What app.css makes of a row on a desk; Virtualize measures the true height itself.
    private float RowHeight => IsCompact ? 30 : 40;

    /// <summary>Whether what is shown of a PBX may be old.</summary>
    internal bool IsInDoubt(string server) => _doubtful.Length > 0 && _doubtful.Contains(server, StringComparer.Ordinal);

    protected override void Unsubscribe() => _subscription?.Dispose();

    protected override void OnInitialized()
    {
        if (RendererInfo.IsInteractive) _subscription = Connections.Subscribe(() => _ = InvokeSafelyAsync(UpdateDoubt));
        _doubtful = ServersInDoubt();
    }

    protected override void OnAfterRender(bool firstRender) => _trees.Forget();

    private string[] ServersInDoubt() => [.. from main in Connections.All where main.IsInDoubt && Scope.Includes(main.Server) select main.Server];

    // Rows ask while they are drawn; those of a PBX of which nothing else is to be thought are not drawn again.
    private void UpdateDoubt()
    {
        var doubtful = ServersInDoubt();
        if (doubtful.SequenceEqual(_doubtful, StringComparer.Ordinal)) return;
        _doubtful = doubtful;
        StateHasChanged();
    }

    // Called while Virtualize draws: the glance goes in the same step in which the first row comes.
    private GridRow MarkDrawn(GridRow item)
    {
        if (!_drawn)
        {
            _drawn = true;
            StateHasChanged();
        }

        return item;
    }

    private string AriaSort(GridColumn column) => View.Sort.Column != column ? "none" : View.Sort.Descending ? "descending" : "ascending";

    private string SortClass(GridColumn column) => View.Sort.Column != column ? "" : View.Sort.Descending ? "down" : "up";
}
