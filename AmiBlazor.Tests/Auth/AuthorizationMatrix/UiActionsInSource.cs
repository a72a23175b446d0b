using System.Text.RegularExpressions;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Tests.Components;

namespace AmiBlazor.Tests.Auth.AuthorizationMatrix;

/// <summary>The events that the product's components handle, read from their source.</summary>
internal static partial class UiActionsInSource
{
    /// <summary>The name of each, as in <see cref="UiAction.Name"/>, and the line that would list it.</summary>
    public static IReadOnlyDictionary<string, string> Lines { get; } = Read();

    private static Dictionary<string, string> Read()
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        var files = Directory.EnumerateFiles(Path.Combine(SourceFolder.Product, "Components"), "*.razor", SearchOption.AllDirectories);
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            var markup = File.ReadAllText(file);
            var component = Path.GetFileNameWithoutExtension(file);
            foreach (Match match in Handled().Matches(markup))
            {
                var (what, handler) = (match.Groups["event"].Value, match.Groups["handler"].Value);
                var post = what == "@onsubmit" && FormNameBeside(markup, match.Index) is { } form
                    ? $", Post: \"{(Page().Match(markup) is { Success: true } page ? page.Groups["path"].Value : "/…")} {form}\""
                    : "";
                found.TryAdd($"{component} {what} {handler}", $"        new(\"{component}\", \"{what}\", \"{handler}\", {RoleOf(markup)}{post}),");
            }
        }

        return found;
    }

    // In the same tag.
    private static string? FormNameBeside(string markup, int at)
    {
        var (from, to) = (markup.LastIndexOf('<', at), markup.IndexOf('\n', at));
        var name = FormName().Match(markup[from..(to < 0 ? markup.Length : to)]);
        return name.Success ? name.Groups["name"].Value : null;
    }

    private static string RoleOf(string markup) => markup switch
    {
        _ when markup.Contains("[AllowAnonymous]", StringComparison.Ordinal) => "Anybody, Why: \"…\"",
        _ when markup.Contains("Policies.Administer)", StringComparison.Ordinal) => "Roles.Administrator",
        _ => "Roles.Viewer",
    };

    // A modifier such as @onkeydown:stopPropagation handles nothing.
    [GeneratedRegex("""(?<![\w-])(?<event>@on[a-z]+|@bind(?:-\w+)?|On[A-Z]\w*|[A-Z]\w*Changed)\s*=\s*(?:"(?<handler>[^"]*)"|'(?<handler>[^']*)'|(?<handler>@?[\w.]+))""")]
    private static partial Regex Handled();

    [GeneratedRegex("""@formname\s*=\s*"(?<name>[^"]+)"\s?""")]
    private static partial Regex FormName();

    [GeneratedRegex("""^@page "(?<path>[^"]+)"\r?$""", RegexOptions.Multiline)]
    private static partial Regex Page();
}
