using System.Globalization;
using System.Text.RegularExpressions;
using AmiBlazor.Audit;
using AmiBlazor.Board;
using AmiBlazor.Components.Grid;
using AmiBlazor.Demo;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Components;

/// <summary>Every colour of text against every ground that it stands on, computed as WCAG 2 does from the tokens of app.css.</summary>
[Trait("Kind", "source")]
public sealed class ContrastTests
{
    private const double Readable = 4.5;

    // Of an icon or the frame of a control.
    private const double Visible = 3;

    private static readonly string Css = File.ReadAllText(Path.Combine(SourceFolder.Product, "wwwroot", "app.css"));

    private static readonly string[] Grounds = ["bg", "surface", "hover", "accent-soft", "glow"];

    public static TheoryData<string> Themes => ["light", "dark"];

    [Theory]
    [MemberData(nameof(Themes))]
    public void Text_is_readable_wherever_it_stands(string theme)
    {
        // Rows, hovered, open and glowing ones, are on surface, hover, accent-soft and glow; all else is on bg and surface.
        (string Text, string[] Grounds)[] texts =
        [
            ("text", [.. Grounds, "error-bg", "warning-bg"]),
            ("muted", Grounds),
            ("accent", ["bg", "surface", "hover", "accent-soft"]),
            ("on-accent", ["accent", "accent-hover"]),
            ("error-text", ["error-bg", "bg", "hover"]),
            ("warning-text", ["hover", "warning-bg", "bg", "surface"]),
        ];

        Assert.Empty(
            from text in texts
            from ground in text.Grounds
            let contrast = Contrast(Token(text.Text, theme), Token(ground, theme))
            where contrast < Readable
            select FormattableString.Invariant($"{text.Text} on {ground}: {contrast:0.00}"));
    }

    [Theory]
    [MemberData(nameof(Themes))]
    public void A_chip_is_readable_and_its_icon_seen_on_every_row(string theme)
    {
        Assert.Empty(
            from word in Words
            let contrast = Contrast(TryToken(word + "-fg", theme) ?? Token(word, theme), Token(word + "-bg", theme))
            where contrast < Readable
            select FormattableString.Invariant($"{word}: {contrast:0.00}"));
    }

    [Theory]
    [MemberData(nameof(Themes))]
    public void A_chip_in_doubt_is_readable_on_every_row(string theme)
    {
        // Its ground is the row's own, with a hatching of 9 parts of the status in it: app.css.
        Assert.Empty(
            from word in Words
            let status = Rgb(Token(word, theme))
            from name in Grounds
            let row = Rgb(Token(name, theme))
            from ground in (double[][])[row, Mixed(row, status)]
            let contrast = Contrast(status, ground)
            where contrast < Readable
            select FormattableString.Invariant($"{word} on {name}: {contrast:0.00}"));
    }

    [Theory]
    [MemberData(nameof(Themes))]
    public void A_tile_is_readable_pressed_or_not(string theme)
    {
        // Pressed, its ground is mixed of 9 parts of the status and 91 of the surface: StatusTiles.razor.css.
        var surface = Rgb(Token("surface", theme));

        Assert.Empty(
            from word in Words.Append("accent")
            let status = Rgb(Token(word, theme))
            let pressed = Mixed(surface, status)
            from text in (string[])[word == "accent" ? "muted" : word, "text", "muted"]
            from ground in (double[][])[surface, pressed]
            let contrast = Contrast(Rgb(Token(text, theme)), ground)
            where contrast < Readable
            select FormattableString.Invariant($"{text} on the tile of {word}: {contrast:0.00}"));
    }

    [Theory]
    [MemberData(nameof(Themes))]
    public void Icons_and_focus_are_seen(string theme)
    {
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
            let contrast = Contrast(Token(icon.Icon, theme), Token(ground, theme))
            where contrast < Visible
            select FormattableString.Invariant($"{icon.Icon} on {ground}: {contrast:0.00}"));
    }

    [Fact]
    public void The_number_on_the_tabs_icon_is_readable()
    {
        var script = File.ReadAllText(Path.Combine(SourceFolder.Product, "wwwroot", "tab.js"));
        var ground = Regex.Match(script, "fillStyle = \"(?<ground>#[0-9a-f]{6})\"", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)).Groups["ground"].Value;

        Assert.InRange(Contrast("#ffffff", ground), Readable, 21);
    }

    [Fact]
    public void Contrast_is_computed_as_WCAG_does()
    {
        Assert.Equal(21, Contrast("#000000", "#ffffff"), 0.01);
        Assert.Equal(4.54, Contrast("#767676", "#ffffff"), 0.01);
        Assert.Equal(1, Contrast("#0e6a78", "#0e6a78"), 0.01);
    }

    private static IEnumerable<string> Words => StatusStyle.InOrder.Select(status => status.Word());

    private static string Token(string name, string theme) => TryToken(name, theme) ?? throw new InvalidOperationException($"app.css has no colour --{name}.");

    private static string? TryToken(string name, string theme)
    {
        var match = Regex.Match(Css, $"--{name}: (?:light-dark\\((#[0-9a-f]{{6}}), (#[0-9a-f]{{6}})\\)|(#[0-9a-f]{{6}}));", RegexOptions.None, TimeSpan.FromSeconds(5));
        if (!match.Success) return null;
        return match.Groups[3].Success ? match.Groups[3].Value : match.Groups[string.Equals(theme, "light", StringComparison.Ordinal) ? 1 : 2].Value;
    }

    private static double Contrast(string one, string other) => Contrast(Rgb(one), Rgb(other));

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
}
