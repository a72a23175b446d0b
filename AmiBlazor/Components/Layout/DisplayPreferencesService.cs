using AmiBlazor.Board;
using AmiBlazor.Components.Languages;
using Microsoft.JSInterop;

namespace AmiBlazor.Components.Layout;

/// <summary>The <see cref="DisplayPreferences"/> of this page's user, and the way to change them. One for each circuit.</summary>
public sealed class DisplayPreferencesService(IJSRuntime browser, Localizer texts)
{
    /// <summary>Raised on the circuit's thread when <see cref="Current"/> has changed.</summary>
    public event EventHandler? Changed;

    public DisplayPreferences Current { get; private set; } = new();

    /// <summary>Takes over the preferences sent with the page, before anything is rendered.</summary>
    public void Use(DisplayPreferences preferences)
    {
        Current = preferences;
        texts.Zone = preferences.Zone;
    }

    /// <summary>Applies other preferences at once and stores them in the browser.</summary>
    public async Task ChangeAsync(DisplayPreferences preferences)
    {
        Use(preferences);
        Changed?.Invoke(this, EventArgs.Empty);
        await browser.InvokeVoidAsync("amiblazor.keepLook", preferences.ToString(), DisplayPreferences.Word(preferences.Theme), preferences.IsCompact);
    }

    /// <summary>Asks the browser for the time zone if the cookie does not contain it. From the second page on it does.</summary>
    public async Task FindZoneAsync()
    {
        if (Current.Zone is null && DisplayPreferences.FindZone(await browser.InvokeAsync<string?>("amiblazor.zone")) is { } zone)
            await ChangeAsync(Current with { Zone = zone });
    }
}
