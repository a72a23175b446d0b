using System.Globalization;

namespace AmiBlazor.Benchmarks.Wire;

/// <summary>The hints of the generated PBXs: about 125 bytes per row on the wire, mostly idle, in two contexts.</summary>
internal static class Hints
{
    public static string Exten(int index) => (10_000 + index).ToString(CultureInfo.InvariantCulture);

    public static string Context(int index) => index % 5 == 4 ? "from-warehouse" : "from-internal";

    public static string Hint(int index) => "Custom:" + Exten(index);

    /// <summary>The status before any change.</summary>
    public static int Status(int index) => (index % 20) switch
    {
        3 => 1,
        7 => 4,
        11 => 8,
        13 => 9,
        17 => 16,
        _ => 0,
    };

    /// <summary>The given number of extensions to change: idle ones, spread over the list.</summary>
    public static IEnumerable<int> Changing(int rows, int count)
    {
        var step = rows / count / 20 * 20;
        return Enumerable.Range(0, count).Select(each => each * Math.Max(step, 1));
    }

    public static string StatusText(int status) => status switch
    {
        0 => "Idle",
        1 => "InUse",
        4 => "Unavailable",
        8 => "Ringing",
        9 => "InUse&Ringing",
        16 => "Hold",
        _ => "Unknown",
    };
}
