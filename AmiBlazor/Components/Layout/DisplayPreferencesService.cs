using AmiBlazor.Board;
using AmiBlazor.Components.Languages;
using Microsoft.JSInterop;

namespace AmiBlazor.Components.Layout;

/// <summary>The <see cref="DisplayPreferences"/> of the person in front of this page, and the way to change it. One for each circuit.</summary>
public sealed class DisplayPreferencesService(IJSRuntime browser, Localizer texts)
{
    /// <summary>Called in the circuit when <see cref="DisplayPreferences"/> has become another.</summary>
    public event EventHandler? Changed;

    public DisplayPreferences Current { get; private set; } = new();

    /// <summary>Takes the preferences that the browser sent with the page; before anything has been drawn.</summary>
    public void Use(DisplayPreferences preferences)
    {
        Current = preferences;
        texts.Zone = preferences.Zone;
    }

    /// <summary>Shows another preferences at once and lets the browser keep it.</summary>
    public async Task ChangeAsync(DisplayPreferences preferences)
    {
        Use(preferences);
        Changed?.Invoke(this, EventArgs.Empty);
        await browser.InvokeVoidAsync("amiblazor.keepLook", preferences.ToString(), DisplayPreferences.Word(preferences.Theme), preferences.IsCompact);
    }

    /// <summary>Asks the browser where the person is, when the cookie did not say; it says so from the second page on.</summary>
    public async Task FindZoneAsync()
    {
        if (Current.Zone is null && DisplayPreferences.FindZone(await browser.InvokeAsync<string?>("amiblazor.zone")) is { } zone)
            await ChangeAsync(Current with { Zone = zone });
    }
}
