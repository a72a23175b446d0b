using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using AmiBlazor.Components.Theming;

namespace AmiBlazor.Tests.Components;

/// <summary>The colours of app.css and of the theme, as a browser computes them.</summary>
internal static partial class ProductColours
{
    private static readonly string Css = File.ReadAllText(Path.Combine(SourceFolder.Product, "wwwroot", "app.css"));

    private static readonly Lazy<Task<string>> Theme = new(async () => Encoding.UTF8.GetString((await ThemeSheet.Current).Css));

    /// <summary>The red, green and blue of a custom property, 0 to 255.</summary>
    /// <param name="name">Its name without the dashes.</param>
    /// <param name="theme">light or dark.</param>
    /// <returns>Null if there is no such property.</returns>
    public static async Task<double[]?> TryReadAsync(string name, string theme)
    {
        var isDark = string.Equals(theme, "dark", StringComparison.Ordinal);
        var sheet = await Theme.Value;

        // The dark scheme holds what differs from the light one.
        var dark = sheet[sheet.IndexOf("[data-theme=\"dark\"]", StringComparison.Ordinal)..];
        var value = Property(name).Match(Css) is { Success: true } own ? own
            : isDark && Property(name).Match(dark) is { Success: true } other ? other
            : Property(name).Match(sheet);
        return value.Success ? await ReadAsync(value.Groups["value"].Value.Trim(), theme) : null;
    }

    public static async Task<double[]> OfAsync(string name, string theme) =>
        await TryReadAsync(name, theme) ?? throw new InvalidOperationException($"Neither app.css nor the theme has a colour --{name}.");

    private static async Task<double[]> ReadAsync(string value, string theme)
    {
        if (Hex().Match(value) is { Success: true } hex) return [.. Convert.FromHexString(hex.Value.AsSpan(1)).Select(part => (double)part)];
        if (Rgb().Match(value) is { Success: true } rgb)
            return [.. rgb.Groups["part"].Captures.Select(part => double.Parse(part.Value, CultureInfo.InvariantCulture))];
        if (Variable().Match(value) is { Success: true } variable) return await OfAsync(variable.Groups["name"].Value, theme);
        if (LightDark().Match(value) is { Success: true } both) return await ReadAsync(both.Groups[theme].Value.Trim(), theme);
        if (Mix().Match(value) is { Success: true } mix)
        {
            var part = double.Parse(mix.Groups["percent"].Value, CultureInfo.InvariantCulture) / 100;
            var (over, under) = (await ReadAsync(mix.Groups["over"].Value, theme), await ReadAsync(mix.Groups["under"].Value, theme));
            return [.. over.Zip(under, (one, other) => Math.Round((part * one) + ((1 - part) * other)))];
        }

        throw new InvalidOperationException($"“{value}” is not a colour that this test can compute.");
    }

    private static Regex Property(string name) => new($"--{name}: ?(?<value>[^;]+);", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));

    [GeneratedRegex("^#[0-9a-fA-F]{6}$", RegexOptions.None, 1000)]
    private static partial Regex Hex();

    [GeneratedRegex(@"^rgba?\((?<part>\d+),? ?(?<part>\d+),? ?(?<part>\d+)(, ?1)?\)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Rgb();

    [GeneratedRegex(@"^var\(--(?<name>[a-z0-9-]+)\)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Variable();

    [GeneratedRegex(@"^light-dark\((?<light>[^,]+), (?<dark>[^,]+)\)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LightDark();

    [GeneratedRegex(@"^color-mix\(in srgb, (?<over>[^ ]+) (?<percent>[0-9]+)%, (?<under>[^ ]+)\)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Mix();
}
