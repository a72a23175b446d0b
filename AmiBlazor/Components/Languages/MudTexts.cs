using System.Globalization;
using System.Resources;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace AmiBlazor.Components.Languages;

/// <summary>
/// MudBlazor's own texts, such as the names of buttons, in the user's language. Its English is the key, as that of our texts is. MudBlazor's default asks
/// the thread for the language, where it is not kept: see <see cref="Localizer"/>.
/// </summary>
internal sealed class MudTexts(Localizer texts) : ILocalizationInterceptor
{
    private static readonly ResourceManager English = new("MudBlazor.Resources.LanguageResource", typeof(MudComponentBase).Assembly);

    public LocalizedString Handle(string key, params object[] arguments) => English.GetString(key, CultureInfo.InvariantCulture) is { } english
        ? new LocalizedString(key, texts.FormatForeign(english, arguments))
        : new LocalizedString(key, key, resourceNotFound: true);
}
