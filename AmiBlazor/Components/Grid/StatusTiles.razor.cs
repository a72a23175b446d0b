using System.Globalization;
using AmiBlazor.Board;
using AmiBlazor.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Grid;

/// <summary>
/// How many extensions have which status; a click shows only those. The counts are rendered at most every 700 ms: on a busy floor they change with every
/// call, and nobody reads faster.
/// </summary>
public sealed partial class StatusTiles
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(700);

    private readonly int[] _drawn = [.. Enumerable.Repeat(-1, StatusStyle.InOrder.Count)];
    private ExtensionStatus? _drawnChosen;
    private int _drawnTotal = -1;
    private long? _drawnAt;
    private ITimer? _later;
    private RenderTreeTrimmer _trees;

    /// <summary>The rows to count.</summary>
    [Parameter, EditorRequired]
    public required ExtensionGridView View { get; set; }

    /// <summary>The only status shown; null for all.</summary>
    [Parameter, EditorRequired]
    public ExtensionStatus? Chosen { get; set; }

    /// <summary>Raised when another status is chosen; null for all.</summary>
    [Parameter]
    public EventCallback<ExtensionStatus?> OnChosen { get; set; }

    [Inject]
    private TimeProvider Time { get; init; } = null!;

    // Callers who are waiting to be answered.
    private int Ringing => View.Count(ExtensionStatus.Ringing) + View.Count(ExtensionStatus.RingingInUse);

    private bool IsCurrent => View.Total == _drawnTotal && StatusStyle.InOrder.Select(View.Count).SequenceEqual(_drawn);

    /// <summary>True if the counts must be rendered now; if they are to be rendered later, they will be.</summary>
    internal bool Update() => !IsCurrent && IsDue();

    internal void Render() => StateHasChanged();

    protected override void Unsubscribe() => _later?.Dispose();

    protected override bool ShouldRender()
    {
        if (Chosen == _drawnChosen && (IsCurrent || !IsDue())) return false;
        (_drawnChosen, _drawnTotal, _drawnAt) = (Chosen, View.Total, Time.GetTimestamp());
        for (var i = 0; i < _drawn.Length; i++) _drawn[i] = View.Count(StatusStyle.InOrder[i]);
        return true;
    }

    protected override void OnAfterRender(bool firstRender) => _trees.Forget();

    private bool IsDue()
    {
        if (_drawnAt is not { } at) return true;
        var age = Time.GetElapsedTime(at);
        if (age >= Beat) return true;
        _later ??= Time.CreateTimer(_ => _ = InvokeSafelyAsync(DrawLater), null, Beat - age, Timeout.InfiniteTimeSpan);
        return false;
    }

    private void DrawLater()
    {
        _later?.Dispose();
        _later = null;
        StateHasChanged();
    }

    private string Pressed(ExtensionStatus? status) => Chosen == status ? "true" : "false";

    private string? Share(int count) =>
        count == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"--share:{Math.Max(1, 100 * count / Math.Max(1, View.Total))}%");

    private string Number(int count) => count.ToString("N0", T.Culture);
}
