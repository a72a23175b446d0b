using System.Runtime.InteropServices;

namespace AmiBlazor.Components.Grid;

/// <summary>A line of cards, or the heading of a group.</summary>
/// <param name="Index">Its place among the lines, counted from 0.</param>
/// <param name="First">The index of its first card among the visible rows; of a heading, its own.</param>
/// <param name="Count">How many cards it has; 0 for a heading.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct CardLine(int Index, int First, int Count)
{
    /// <summary>The visible rows in lines: each group begins with a line of its own for the heading, and ends with one that may be shorter.</summary>
    /// <param name="visible">The rows and headings.</param>
    /// <param name="columns">How many cards stand side by side; at least 1.</param>
    internal static CardLine[] Divide(IList<GridRow> visible, int columns)
    {
        var lines = new List<CardLine>((visible.Count / columns) + 16);
        for (var index = 0; index < visible.Count;)
        {
            var count = 0;
            if (visible[index].Heading is null)
            {
                while (count < columns && index + count < visible.Count && visible[index + count].Heading is null) count++;
            }

            lines.Add(new CardLine(lines.Count, index, count));
            index += Math.Max(1, count);
        }

        return [.. lines];
    }
}
