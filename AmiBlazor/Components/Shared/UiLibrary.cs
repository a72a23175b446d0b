using Microsoft.JSInterop;

namespace AmiBlazor.Components.Shared;

/// <summary>
/// The UI library's script. The live grid does without: a page that needs it waits for it here, and it comes with the page only where that one is
/// asked for first. One for each circuit.
/// </summary>
internal sealed class UiLibrary(IJSRuntime browser)
{
    /// <summary>True when components of the library can be drawn.</summary>
    public bool IsLoaded { get; private set; }

    /// <summary>It came with the page.</summary>
    public void Use() => IsLoaded = true;

    /// <summary>Lets the browser load it, unless it has.</summary>
    public async Task LoadAsync()
    {
        await browser.InvokeVoidAsync("amiblazor.library");
        IsLoaded = true;
    }
}
