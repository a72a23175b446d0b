using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using AmiBlazor.Audit;
using AmiBlazor.Auth.Accounts;
using AmiBlazor.Board;
using AmiBlazor.Components.Grid;
using AmiBlazor.Components.Theming;

namespace AmiBlazor.Tests.Components.Grid;

/// <summary>
/// Status chips differ in colour for everybody, the colour-blind too. Colour vision is simulated after Machado, Oliveira and Fernandes (2009), severity 1;
/// the difference is the distance in CIELAB of what differs more, ground or text.
/// </summary>
public sealed class StatusPaletteTests
{
    // About 2 can just be seen by a trained eye side by side; 10 is seen at a glance.
    private const double AtAGlance = 10;

    private static readonly Dictionary<string, double[]> Vision = new(StringComparer.Ordinal)
    {
        ["full"] = [1, 0, 0, 0, 1, 0, 0, 0, 1],
        ["without red"] = [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
        ["without green"] = [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881],
        ["without blue"] = [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900],
    };

    public static MatrixTheoryData<string, string> Eyes => new(["light", "dark"], ["full", "without red", "without green", "without blue"]);

    [Theory]
    [MemberData(nameof(Eyes))]
    public void Chips_of_different_statuses_differ_at_a_glance(string theme, string vision)
    {
        // The unknown has an outline and no colour.
        var statuses = StatusStyle.InOrder.Where(status => status != ExtensionStatus.Unknown).Select(status => status.Word()).ToArray();

        var alike =
            from first in statuses
            from second in statuses
            where string.CompareOrdinal(first, second) < 0
            let difference = Math.Max(
                Difference(Ground(first, theme), Ground(second, theme), Vision[vision]), Difference(Text(first, theme), Text(second, theme), Vision[vision]))
            where difference < AtAGlance
            select FormattableString.Invariant($"{first} and {second}: {difference:0.0}");

        Assert.Empty(alike);
    }

    private static string Ground(string status, string theme) => Token(status + "-bg", theme)!;

    private static string Text(string status, string theme) => Token(status + "-fg", theme) ?? Token(status, theme)!;

    private static string? Token(string name, string theme)
    {
        var match = Regex.Match(StatusSheet.Css, $"--{name}: (?:light-dark\\((#[0-9a-f]{{6}}), (#[0-9a-f]{{6}})\\)|(#[0-9a-f]{{6}}));", RegexOptions.None, TimeSpan.FromSeconds(5));
        if (!match.Success) return null;
        return match.Groups[3].Success ? match.Groups[3].Value : match.Groups[string.Equals(theme, "light", StringComparison.Ordinal) ? 1 : 2].Value;
    }

    private static double Difference(string one, string other, double[] vision)
    {
        var (l1, a1, b1) = Lab(one, vision);
        var (l2, a2, b2) = Lab(other, vision);
        return Math.Sqrt(((l1 - l2) * (l1 - l2)) + ((a1 - a2) * (a1 - a2)) + ((b1 - b2) * (b1 - b2)));
    }

    private static (double L, double A, double B) Lab(string colour, double[] vision)
    {
        var (r, g, b) = (Linear(colour, 1), Linear(colour, 3), Linear(colour, 5));
        var seen = Enumerable.Range(0, 3).Select(row =>
            Math.Clamp((vision[3 * row] * r) + (vision[(3 * row) + 1] * g) + (vision[(3 * row) + 2] * b), 0, 1)).ToArray();
        var x = F(((0.4124564 * seen[0]) + (0.3575761 * seen[1]) + (0.1804375 * seen[2])) / 0.95047);
        var y = F((0.2126729 * seen[0]) + (0.7151522 * seen[1]) + (0.0721750 * seen[2]));
        var z = F(((0.0193339 * seen[0]) + (0.1191920 * seen[1]) + (0.9503041 * seen[2])) / 1.08883);
        return ((116 * y) - 16, 500 * (x - y), 200 * (y - z));
    }

    private static double F(double t) => t > 216.0 / 24389 ? Math.Cbrt(t) : ((24389.0 / 27 * t) + 16) / 116;

    private static double Linear(string colour, int at)
    {
        var part = int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
        return part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4);
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
