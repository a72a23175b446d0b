using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Resources;

namespace AmiBlazor.Components.Languages;

/// <summary>
/// The page's texts in the person's language. The English text stands where it is shown and is the key of its translation; <c>Texts.resx</c> lists them
/// all, <c>Texts.de.resx</c> has them in German, and a further <c>Texts.xx.resx</c> adds a language. One for each circuit.
/// </summary>
/// <remarks>
/// The language is kept here and not read from the thread: the board, timers and other people's refreshes call a page from threads of no language.
/// </remarks>
public sealed class Localizer
{
    private static readonly ResourceManager Resources = new("AmiBlazor.Components.Languages.Texts", typeof(Localizer).Assembly);

    // A page asks for some fifty texts each time that it is drawn.
    private static readonly ConcurrentDictionary<CultureInfo, FrozenDictionary<string, string>> ByLanguage = new();

    private FrozenDictionary<string, string> _texts = Of(CultureInfo.GetCultureInfo("en"));

    /// <summary>The languages that can be chosen, English first: those that have a file of their own.</summary>
    public static IReadOnlyList<CultureInfo> Languages { get; } = Find();

    /// <summary>What texts and numbers are written in.</summary>
    public CultureInfo Culture { get; private set; } = Languages[0];

    /// <summary>Where the person is; null when that is not known, and times are then in UTC and say so.</summary>
    public TimeZoneInfo? Zone { get; set; }

    /// <summary>A fixed text.</summary>
    /// <param name="english">The English text.</param>
    public string this[string english] => _texts.GetValueOrDefault(english, english);

    /// <summary>A text with values in it, each formatted as the language does.</summary>
    /// <param name="english">The English text; its template (<c>{0:N0} of {1:N0}</c>) is the key.</param>
    /// <remarks>A value that is written from right to left, or says that it is, turns no more of the sentence round than itself.</remarks>
    public string Format(FormattableString english) =>
        string.Format(Culture, this[english.Format], Array.ConvertAll(english.GetArguments(), value => value is string text ? BidiIsolation.Of(text) : value));

    /// <summary>Chooses the language; before anything has been drawn.</summary>
    public void Use(CultureInfo culture)
    {
        Culture = culture;
        _texts = Of(culture);
    }

    /// <summary>The language that fits a name such as <c>de</c> or <c>de-AT</c>; null when there is none.</summary>
    public static CultureInfo? Language(string? name) => string.IsNullOrEmpty(name)
        ? null
        : Languages.FirstOrDefault(language => string.Equals(language.Name, name.Split('-')[0], StringComparison.OrdinalIgnoreCase));

    private static FrozenDictionary<string, string> Of(CultureInfo language) => ByLanguage.GetOrAdd(
        language,
        static language => Resources.GetResourceSet(language, createIfNotExists: true, tryParents: true)!
            .Cast<DictionaryEntry>().ToFrozenDictionary(text => (string)text.Key, text => (string)text.Value!, StringComparer.Ordinal));

    // A language's file becomes a folder beside the program; its name is looked for there.
    private static IReadOnlyList<CultureInfo> Find()
    {
        var english = CultureInfo.GetCultureInfo("en");
        var names = Directory.EnumerateFiles(AppContext.BaseDirectory, "AmiBlazor.resources.dll", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 })
            .Select(file => Path.GetFileName(Path.GetDirectoryName(file))!)
            .Order(StringComparer.Ordinal);
        return [english, .. names.Select(CultureInfo.GetCultureInfo).Where(culture => !culture.Equals(english))];
    }
}
