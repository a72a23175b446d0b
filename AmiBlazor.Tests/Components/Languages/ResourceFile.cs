using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace AmiBlazor.Tests.Components.Languages;

/// <summary>A file of texts as it lies among the product's sources.</summary>
internal static partial class ResourceFile
{
    private static readonly string Folder =
        Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "..", "AmiBlazor", "Components", "Languages");

    /// <summary>English, the language of the keys.</summary>
    public const string English = "Texts.resx";

    /// <summary>The names of all files.</summary>
    public static IEnumerable<string> Names => Directory.GetFiles(Folder, "Texts*.resx").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);

    /// <summary>The texts of one file by their key.</summary>
    public static IReadOnlyDictionary<string, string> Read(string name) => XDocument.Load(Path.Combine(Folder, name)).Root!.Elements("data")
        .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value, StringComparer.Ordinal);

    /// <summary>The places for values in a template, as in <c>{0:N0}</c>: each once, in the order of their numbers.</summary>
    /// <exception cref="FormatException">The template is none.</exception>
    public static string Places(string template)
    {
        _ = CompositeFormat.Parse(template);
        var places = Place().Matches(template.Replace("{{", "", StringComparison.Ordinal).Replace("}}", "", StringComparison.Ordinal));
        return string.Join(' ', places.Select(match => match.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"\{\d+[^}]*\}")]
    private static partial Regex Place();

    private static string Here([CallerFilePath] string path = "") => path;
}
