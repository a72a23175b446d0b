using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace AmiBlazor.Components.Shared;

/// <summary>
/// Draws nothing. Components that it tells to render do so in one batch, which is one message to the browser; told one by one, outside of a render, each
/// would send its own.
/// </summary>
public sealed class RenderTogether : ComponentBase
{
    private Action? _tell;

    /// <summary>Calls the action, which tells components to render, and returns when they have.</summary>
    /// <param name="tell">Called once, on the circuit's thread.</param>
    internal void Render(Action tell)
    {
        _tell = tell;
        StateHasChanged();
    }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        var tell = _tell;
        _tell = null;
        tell?.Invoke();
    }
}
