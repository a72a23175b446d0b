using System.Globalization;
using AmiBlazor.Components.Languages;

namespace AmiBlazor.Components.Layout;

/// <summary>How the person who sends a request likes things.</summary>
internal static class RequestLook
{
    /// <summary>What the cookie says.</summary>
    public static Look Of(HttpRequest request) => Look.Parse(request.Cookies[Look.Cookie]);

    /// <summary>The chosen language, or the dearest of those that the browser asks for and that there are.</summary>
    public static CultureInfo Language(HttpRequest request, Look look) =>
        look.Language
        ?? request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(language => language.Quality ?? 1)
            .Select(language => Texts.Language(language.Value.Value))
            .FirstOrDefault(language => language is not null)
        ?? Texts.Languages[0];

    /// <summary>Lets the texts speak to the person who sent a request, as its page would.</summary>
    public static void Use(this Texts texts, HttpRequest request)
    {
        var look = Of(request);
        texts.Use(Language(request, look));
        texts.Zone = look.Zone;
    }
}
