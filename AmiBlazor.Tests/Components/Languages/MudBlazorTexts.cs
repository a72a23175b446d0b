using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using MudBlazor;

namespace AmiBlazor.Tests.Components.Languages;

/// <summary>The texts that MudBlazor brings along, as its assembly has them.</summary>
internal static partial class MudBlazorTexts
{
    /// <summary>The components whose texts are not translated, because no page uses them.</summary>
    public static readonly IReadOnlyList<string> UnusedComponents =
    [
        "MudCarousel", "MudColorPicker", "MudExitPrompt", "MudFileUpload", "MudRating", "MudSplitPanel", "MudTreeView", "MudPageContentNavigation", "MudHeatMap",
    ];

    /// <summary>The English texts by MudBlazor's name for them, such as <c>MudAlert_Close</c>.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } =
        new ResourceManager("MudBlazor.Resources.LanguageResource", typeof(MudComponentBase).Assembly)
            .GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: true)!.Cast<DictionaryEntry>()
            .ToDictionary(text => (string)text.Key, text => (string)text.Value!, StringComparer.Ordinal);

    /// <summary>Those that a page can show, without the signs that are the same in every language.</summary>
    public static IReadOnlySet<string> Shown { get; } = All
        .Where(text => !UnusedComponents.Any(component => IsOf(text.Key, component)) && Place().Replace(text.Value, "").Any(char.IsLetter))
        .Select(text => text.Value).ToHashSet(StringComparer.Ordinal);

    private static bool IsOf(string key, string component) =>
        key.StartsWith(component, StringComparison.Ordinal) || ("Mud" + key).StartsWith(component, StringComparison.Ordinal);

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Place();
}
