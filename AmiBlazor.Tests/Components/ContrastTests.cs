using System.Globalization;
using System.Text.RegularExpressions;
using AmiBlazor.Audit;
using AmiBlazor.Board;
using AmiBlazor.Components.Grid;
using AmiBlazor.Components.Theming;
using AmiBlazor.Demo;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Components;

/// <summary>Every colour of text against every ground that it stands on, computed as WCAG 2 does from app.css and the theme.</summary>
[Trait("Kind", "source")]
public sealed class ContrastTests
{
    private const double Readable = 4.5;

    // Of an icon or the frame of a control.
    private const double Visible = 3;

    private static readonly string[] Grounds = ["bg", "surface", "hover", "accent-soft", "glow"];

    public static TheoryData<string> Themes => ["light", "dark"];

    [Theory]
    [MemberData(nameof(Themes))]
    public async Task Text_is_readable_wherever_it_stands(string theme)
    {
        var colours = await ColoursAsync(theme);

        // Rows, hovered, open and glowing ones, are on surface, hover, accent-soft and glow; all else is on bg and surface.
        (string Text, string[] Grounds)[] texts =
        [
            ("text", [.. Grounds, "error-bg", "warning-bg"]),
            ("muted", Grounds),
            ("accent", ["bg", "surface", "hover", "accent-soft"]),
            ("on-accent", ["accent", "mud-palette-primary-darken"]),
            ("error-text", ["error-bg", "bg", "hover"]),
            ("warning-text", ["hover", "warning-bg", "bg", "surface"]),
        ];

        Assert.Empty(
            from text in texts
            from ground in text.Grounds
            let contrast = Contrast(colours[text.Text], colours[ground])
            where contrast < Readable
            select FormattableString.Invariant($"{text.Text} on {ground}: {contrast:0.00}"));
    }

    [Theory]
    [MemberData(nameof(Themes))]
    public async Task Initials_are_readable_on_every_hue_of_an_avatar(string theme)
    {
        for (var hue = 0; hue < AvatarSheet.Count; hue++)
        {
            var (ink, ground) = (await ProductColours.OfAsync($"face-{hue}", theme), await ProductColours.OfAsync($"face-{hue}-bg", theme));
            Assert.True(Contrast(ink, ground) >= Readable, $"{hue}: {Contrast(ink, ground):0.00}");
        }
    }

    [Theory]
    [MemberData(nameof(Themes))]
    public async Task A_chip_is_readable_and_its_icon_seen_on_every_row(string theme)
    {
        var colours = await ColoursAsync(theme);

        Assert.Empty(
            from word in Words
            let contrast = Contrast(colours.GetValueOrDefault(word + "-fg", colours[word]), colours[word + "-bg"])
            where contrast < Readable
            select FormattableString.Invariant($"{word}: {contrast:0.00}"));
    }

    [Theory]
    [MemberData(nameof(Themes))]
    public async Task A_chip_in_doubt_is_readable_on_every_row(string theme)
    {
        var colours = await ColoursAsync(theme);

        // Its ground is the row's own, with a hatching of 9 parts of the status in it: app.css.
        Assert.Empty(
            from word in Words
            let status = colours[word]
            from name in Grounds
            let row = colours[name]
            from ground in (double[][])[row, Mixed(row, status)]
            let contrast = Contrast(status, ground)
            where contrast < Readable
            select FormattableString.Invariant($"{word} on {name}: {contrast:0.00}"));
    }

    [Theory]
    [MemberData(nameof(Themes))]
    public async Task A_tile_is_readable_pressed_or_not(string theme)
    {
        // Pressed, its ground is mixed of 9 parts of the status and 91 of the surface: StatusTiles.razor.css.
        var colours = await ColoursAsync(theme);
        var surface = colours["surface"];

        Assert.Empty(
            from word in Words.Append("accent")
            let status = colours[word]
            let pressed = Mixed(surface, status)
            from text in (string[])[word == "accent" ? "muted" : word, "text", "muted"]
            from ground in (double[][])[surface, pressed]
            let contrast = Contrast(colours[text], ground)
            where contrast < Readable
            select FormattableString.Invariant($"{text} on the tile of {word}: {contrast:0.00}"));
    }

    [Theory]
    [MemberData(nameof(Themes))]
    public async Task Icons_and_focus_are_seen(string theme)
    {
        var colours = await ColoursAsync(theme);
        (string Icon, string[] Grounds)[] icons =
        [
            ("accent", [.. Grounds]),
            ("online", ["bg"]),
            ("warning-strong", ["bg"]),
            ("error-text", ["error-bg"]),
        ];

        Assert.Empty(
            from icon in icons
            from ground in icon.Grounds
            let contrast = Contrast(colours[icon.Icon], colours[ground])
            where contrast < Visible
            select FormattableString.Invariant($"{icon.Icon} on {ground}: {contrast:0.00}"));
    }

    [Fact]
    public void The_number_on_the_tabs_icon_is_readable()
    {
        var script = File.ReadAllText(Path.Combine(SourceFolder.Product, "wwwroot", "tab.js"));
        var ground = Regex.Match(script, "fillStyle = \"(?<ground>#[0-9a-f]{6})\"", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)).Groups["ground"].Value;

        Assert.InRange(Contrast([255, 255, 255], Rgb(ground)), Readable, 21);
    }

    [Fact]
    public void Contrast_is_computed_as_WCAG_does()
    {
        Assert.Equal(21, Contrast(Rgb("#000000"), Rgb("#ffffff")), 0.01);
        Assert.Equal(4.54, Contrast(Rgb("#767676"), Rgb("#ffffff")), 0.01);
        Assert.Equal(1, Contrast(Rgb("#0e6a78"), Rgb("#0e6a78")), 0.01);
    }

    private static IEnumerable<string> Words => StatusStyle.InOrder.Select(status => status.Word());

    private static double Contrast(double[] one, double[] other)
    {
        var (first, second) = (Luminance(one), Luminance(other));
        return (Math.Max(first, second) + 0.05) / (Math.Min(first, second) + 0.05);
    }

    private static double Luminance(double[] colour) => (0.2126 * Linear(colour[0])) + (0.7152 * Linear(colour[1])) + (0.0722 * Linear(colour[2]));

    private static double Linear(double value) => value / 255 <= 0.04045 ? value / 255 / 12.92 : Math.Pow(((value / 255) + 0.055) / 1.055, 2.4);

    private static double[] Mixed(double[] ground, double[] colour) => [.. ground.Zip(colour, (under, over) => Math.Round((0.91 * under) + (0.09 * over)))];

    private static double[] Rgb(string colour) =>
        [.. Enumerable.Range(0, 3).Select(part => (double)int.Parse(colour.AsSpan(1 + (2 * part), 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture))];

    /// <summary>The colours by name; those of a word's full chip, which not every status has, only where they are.</summary>
    private static async Task<IReadOnlyDictionary<string, double[]>> ColoursAsync(string theme)
    {
        var colours = new Dictionary<string, double[]>(StringComparer.Ordinal);
        string[] named = ["text", "muted", "accent", "on-accent", "mud-palette-primary-darken", "error-text", "error-bg", "warning-text", "warning-bg", "warning-strong"];
        foreach (var name in named.Concat(Grounds).Concat(Words).Concat(Words.Select(word => word + "-bg")))
            colours[name] = await ProductColours.OfAsync(name, theme);
        foreach (var name in Words.Select(word => word + "-fg"))
        {
            if (await ProductColours.TryReadAsync(name, theme) is { } colour) colours[name] = colour;
        }

        return colours;
    }
}
