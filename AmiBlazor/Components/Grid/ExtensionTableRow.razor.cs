using AmiBlazor.Components.Shared;
using AmiBlazor.Extensions;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Grid;

/// <summary>One extension. Drawn again only when its own row is another, its place moved, or the text of one of its times became another.</summary>
public sealed partial class ExtensionTableRow
{
    private GridItem _drawn;
    private bool _drawnPbx;
    private (string? Since, string Seen) _drawnTexts;
    private (string? Since, string Seen) _texts;
    private string _glow = "";

    /// <summary>The row and its place.</summary>
    [Parameter, EditorRequired]
    public GridItem Item { get; set; }

    /// <summary>True when the PBX has a column.</summary>
    [Parameter, EditorRequired]
    public bool ShowPbx { get; set; }

    /// <summary>When the extension was last seen.</summary>
    [Parameter, EditorRequired]
    public DateTimeOffset LastSeen { get; set; }

    /// <summary>What the times are relative to.</summary>
    [Parameter, EditorRequired]
    public DateTimeOffset Now { get; set; }

    private BoardRow Row => Item.Row;

    // The nameless are told apart by their devices.
    private bool HasName => !string.IsNullOrEmpty(Row.Name);

    private string? Hint => string.IsNullOrEmpty(Row.Hint) ? null : DisplayText.Show(Row.Hint, DisplayText.MaxHint);

    protected override void OnParametersSet()
    {
        _texts = (Row.LastStatusChange is { } at ? RelativeTime.Since(at, Now) : null, RelativeTime.Since(LastSeen, Now));
        if (_drawn.Row is { } before && before.StatusCode != Row.StatusCode) _glow = NextGlow();
    }

    protected override bool ShouldRender() =>
        !ReferenceEquals(_drawn.Row, Row) || _drawn.Index != Item.Index || _drawnPbx != ShowPbx || _drawnTexts != _texts;

    protected override void OnAfterRender(bool firstRender)
    {
        _drawn = Item;
        _drawnPbx = ShowPbx;
        _drawnTexts = _texts;
    }

    // Two names for one animation: a second change starts it anew.
    private string NextGlow() => string.Equals(_glow, "glow-a", StringComparison.Ordinal) ? "glow-b" : "glow-a";
}
