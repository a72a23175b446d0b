using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Grid;

/// <summary>One extension in an <see cref="ExtensionList"/>.</summary>
public abstract class ExtensionItem : ComponentBase, IDisposable
{
    /// <summary>Takes over what the board now says of the extension.</summary>
    /// <returns>Whether it must be rendered again.</returns>
    internal abstract bool Update();

    internal void Render() => StateHasChanged();

    public void Dispose()
    {
        Leave();
        GC.SuppressFinalize(this);
    }

    /// <summary>Leaves the list when the extension is no longer in the document.</summary>
    protected abstract void Leave();
}
