using System.Runtime.InteropServices;
using AmiBlazor.History;

namespace AmiBlazor.Components.Drawer;

/// <summary>One line of the list of changes: a change, or the monitoring gaps between two changes.</summary>
/// <param name="Change">The change; null for gaps.</param>
/// <param name="Number">Index of the change, the newest being 0; for gaps, the index of the next older change.</param>
/// <param name="Gaps">The gaps, newest first; empty for a change.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct HistoryLine(ChangeEntry? Change, int Number, IReadOnlyList<MonitoringGap> Gaps)
{
    /// <summary>
    /// Up to this many gaps between two changes have a line each; more share one, so that a night of failures does not bury the changes.
    /// </summary>
    public const int MostApart = 3;

    /// <summary>The lines, newest first. A gap stands where it ended; gaps before the oldest change are left out.</summary>
    /// <param name="changes">Newest first.</param>
    /// <param name="gaps">Newest first.</param>
    public static List<HistoryLine> Of(IReadOnlyList<ChangeEntry> changes, IReadOnlyList<MonitoringGap> gaps)
    {
        var lines = new List<HistoryLine>(changes.Count);
        var next = 0;
        for (var number = 0; number < changes.Count; number++)
        {
            var first = next;

            // A change found at the end of a gap stands above the gap.
            while (next < gaps.Count && !(gaps[next].EndedAt <= changes[number].At)) next++;
            MonitoringGap[] between = [.. gaps.Skip(first).Take(next - first)];
            if (between.Length > MostApart)
                lines.Add(new HistoryLine(null, number, between));
            else
                lines.AddRange(between.Select(gap => new HistoryLine(null, number, [gap])));
            lines.Add(new HistoryLine(changes[number], number, []));
        }

        return lines;
    }
}
