using System.Globalization;
using AmiBlazor.Components.Languages;

namespace AmiBlazor.Components.Layout;

/// <summary>How the person who sends a request likes things.</summary>
internal static class RequestPreferences
{
    /// <summary>What the cookie says.</summary>
    public static DisplayPreferences Of(HttpRequest request) => DisplayPreferences.Parse(request.Cookies[DisplayPreferences.Cookie]);

    /// <summary>The chosen language, or the dearest of those that the browser asks for and that there are.</summary>
    public static CultureInfo Language(HttpRequest request, DisplayPreferences preferences) =>
        preferences.Language
        ?? request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(language => language.Quality ?? 1)
            .Select(language => Localizer.Language(language.Value.Value))
            .FirstOrDefault(language => language is not null)
        ?? Localizer.Languages[0];

    /// <summary>Lets the texts speak to the person who sent a request, as its page would.</summary>
    public static void Use(this Localizer texts, HttpRequest request)
    {
        var preferences = Of(request);
        texts.Use(Language(request, preferences));
        texts.Zone = preferences.Zone;
    }
}
