using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Resources;

namespace AmiBlazor.Components.Languages;

/// <summary>
/// The texts of the page in the user's language. The English text is written where it is shown and is the key of its translation. <c>Texts.resx</c>
/// lists all texts, <c>Texts.de.resx</c> translates them into German, and another <c>Texts.xx.resx</c> adds a language. One for each circuit.
/// </summary>
/// <remarks>
/// The language is kept here and not read from the thread: the board, timers and other users' refreshes call a page from threads without a culture.
/// </remarks>
public sealed class Localizer
{
    private static readonly ResourceManager Resources = new("AmiBlazor.Components.Languages.Texts", typeof(Localizer).Assembly);

    // A page looks up some fifty texts in each render.
    private static readonly ConcurrentDictionary<CultureInfo, FrozenDictionary<string, string>> ByLanguage = new();

    private FrozenDictionary<string, string> _texts = Of(CultureInfo.GetCultureInfo("en"));

    /// <summary>The available languages, English first: those with a resource file.</summary>
    public static IReadOnlyList<CultureInfo> Languages { get; } = Find();

    /// <summary>The language of texts and the format of numbers.</summary>
    public CultureInfo Culture { get; private set; } = Languages[0];

    /// <summary>The user's time zone; null while it is unknown: times are then shown in UTC and say so.</summary>
    public TimeZoneInfo? Zone { get; set; }

    /// <summary>A text without values.</summary>
    /// <param name="english">The English text.</param>
    public string this[string english] => _texts.GetValueOrDefault(english, english);

    /// <summary>A text with values, formatted for the language.</summary>
    /// <param name="english">The English text; its template (<c>{0:N0} of {1:N0}</c>) is the key.</param>
    /// <remarks>Right-to-left values are isolated, so that they do not reorder the rest of the sentence.</remarks>
    public string Format(FormattableString english) =>
        string.Format(Culture, this[english.Format], Array.ConvertAll(english.GetArguments(), value => value is string text ? BidiIsolation.Of(text) : value));

    /// <summary>A text whose English is not written in our code, because the component library says it.</summary>
    /// <param name="english">The English text or template; it is the key.</param>
    /// <param name="values">The values of its places; empty for a text without any.</param>
    internal string FormatForeign(string english, object[] values) =>
        values.Length == 0 ? this[english] : string.Format(Culture, this[english], values);

    /// <summary>Sets the language. Called before anything is rendered.</summary>
    public void Use(CultureInfo culture)
    {
        Culture = culture;
        _texts = Of(culture);
    }

    /// <summary>The language for a name such as <c>de</c> or <c>de-AT</c>; null if there is none.</summary>
    public static CultureInfo? Language(string? name) => string.IsNullOrEmpty(name)
        ? null
        : Languages.FirstOrDefault(language => string.Equals(language.Name, name.Split('-')[0], StringComparison.OrdinalIgnoreCase));

    private static FrozenDictionary<string, string> Of(CultureInfo language) => ByLanguage.GetOrAdd(
        language,
        static language => Resources.GetResourceSet(language, createIfNotExists: true, tryParents: true)!
            .Cast<DictionaryEntry>().ToFrozenDictionary(text => (string)text.Key, text => (string)text.Value!, StringComparer.Ordinal));

    // Each language is compiled into a folder beside the program; the folders' names are the languages.
    private static IReadOnlyList<CultureInfo> Find()
    {
        var english = CultureInfo.GetCultureInfo("en");
        var oneFolderDeep = new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 };
        var names = Directory.EnumerateFiles(AppContext.BaseDirectory, "AmiBlazor.resources.dll", oneFolderDeep)
            .Select(file => Path.GetFileName(Path.GetDirectoryName(file))!)
            .Order(StringComparer.Ordinal);
        return [english, .. names.Select(CultureInfo.GetCultureInfo).Where(culture => !culture.Equals(english))];
    }
}
