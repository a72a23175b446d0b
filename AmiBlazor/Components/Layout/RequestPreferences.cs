using System.Globalization;
using AmiBlazor.Components.Languages;

namespace AmiBlazor.Components.Layout;

/// <summary>The display preferences of the user who sent a request.</summary>
internal static class RequestPreferences
{
    /// <summary>Reads the cookie.</summary>
    public static DisplayPreferences Of(HttpRequest request) => DisplayPreferences.Parse(request.Cookies[DisplayPreferences.Cookie]);

    /// <summary>
    /// Whether the navigation shows icons alone. A cookie of its own, because navigation.js writes it and pages without a circuit have it as well.
    /// </summary>
    public static bool HasNarrowNavigation(HttpRequest request) => string.Equals(request.Cookies["amiblazor-nav"], "narrow", StringComparison.Ordinal);

    /// <summary>The chosen language, or else the best available one among those that the browser accepts.</summary>
    public static CultureInfo Language(HttpRequest request, DisplayPreferences preferences) =>
        preferences.Language
        ?? request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(language => language.Quality ?? 1)
            .Select(language => Localizer.Language(language.Value.Value))
            .FirstOrDefault(language => language is not null)
        ?? Localizer.Languages[0];

    /// <summary>Applies the language and time zone of the user who sent a request.</summary>
    public static void Use(this Localizer texts, HttpRequest request)
    {
        var preferences = Of(request);
        texts.Use(Language(request, preferences));
        texts.Zone = preferences.Zone;
    }
}
