using AmiBlazor.Board;
using AmiBlazor.Calls;
using AmiBlazor.Components.Calls;
using AmiBlazor.Components.Shared;
using AmiBlazor.Live;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Grid;

/// <summary>
/// What the ways to look at extensions have in common: which extensions are in the document, and what each of them asks for while it renders.
/// </summary>
public abstract class ExtensionList : SubscribingComponent
{
    // The extensions in the document.
    private readonly List<ExtensionItem> _items = [];

    private IDisposable? _subscription;

    // The PBXs whose extensions may be outdated; usually none.
    private string[] _doubtful = [];

    /// <summary>The rows and their order.</summary>
    [Parameter, EditorRequired]
    public required ExtensionGridView View { get; set; }

    /// <summary>True for less space between rows.</summary>
    [Parameter]
    public bool IsCompact { get; set; }

    /// <summary>Id of the row whose drawer is open; null if none is.</summary>
    [Parameter]
    public int? Open { get; set; }

    /// <summary>The time that ages are relative to.</summary>
    [Parameter, EditorRequired]
    public DateTimeOffset Now { get; set; }

    [Inject]
    private MainConnections Connections { get; init; } = null!;

    [Inject]
    private CircuitScope Scope { get; init; } = null!;

    [Inject]
    private CircuitCalls Calls { get; init; } = null!;

    [Inject]
    private CircuitFreeze Freeze { get; init; } = null!;

    /// <summary>How many times extensions have been rendered, since the page was opened.</summary>
    internal int RowsRendered { get; set; }

    /// <summary>Whether the first extension has come that Virtualize renders; until then the prerendered ones stay visible.</summary>
    protected bool IsDrawn { get; private set; }

    /// <summary>The extensions in the document.</summary>
    private protected IReadOnlyList<ExtensionItem> Items => _items;

    /// <summary>Whether calls are shown.</summary>
    private protected abstract bool HasCalls { get; }

    /// <summary>The extensions in the document that no longer show what the board says. They have taken it over, and must be rendered.</summary>
    internal IReadOnlyList<ExtensionItem> UpdatedRows() => _items.FindAll(static item => item.Update());

    /// <summary>What an extension's phones do; empty where calls are not shown.</summary>
    internal IReadOnlyList<CallParty> CallsOf(BoardRow row) => HasCalls ? Calls.PartiesOf(row.Key) : [];

    /// <summary>What its status and its calls contradict each other in; null if they do not.</summary>
    internal Contradiction? ContradictionOf(BoardRow row) => Calls.ContradictionOf(row.Key);

    internal void Add(ExtensionItem item) => _items.Add(item);

    internal void Remove(ExtensionItem item) => _items.Remove(item);

    /// <summary>True if the extensions of a PBX may be outdated.</summary>
    internal bool IsInDoubt(string server) => _doubtful.Length > 0 && _doubtful.Contains(server, StringComparer.Ordinal);

    protected override void Unsubscribe()
    {
        Freeze.Changed -= OnFreezeChanged;
        _subscription?.Dispose();
    }

    protected override void OnInitialized()
    {
        if (RendererInfo.IsInteractive)
        {
            _subscription = Connections.Subscribe(() => _ = InvokeSafelyAsync(UpdateDoubt));
            Freeze.Changed += OnFreezeChanged;
        }

        _doubtful = ServersInDoubt();
    }

    /// <summary>Called while Virtualize renders: the prerendered extensions disappear in the same step in which the first one appears.</summary>
    protected void MarkDrawn()
    {
        if (IsDrawn) return;
        IsDrawn = true;
        StateHasChanged();
    }

    private string[] ServersInDoubt() => [.. from main in Connections.All where main.IsInDoubt && Scope.Includes(main.Server) select main.Server];

    // Extensions ask while they render; those of a PBX whose state has not changed are not rendered again.
    private void UpdateDoubt()
    {
        if (Freeze.IsOn) return;
        var doubtful = ServersInDoubt();
        if (doubtful.SequenceEqual(_doubtful, StringComparer.Ordinal)) return;
        _doubtful = doubtful;
        StateHasChanged();
    }

    private void OnFreezeChanged(object? sender, EventArgs args) => UpdateDoubt();
}
