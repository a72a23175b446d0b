using System.Globalization;

namespace AmiBlazor.Benchmarks.Soaking;

/// <summary>Compares the changes made by the PBX with the recorded history.</summary>
/// <param name="Made">Changes that the PBX made.</param>
/// <param name="Recorded">Changes in the history.</param>
/// <param name="Missing">Changes that the history lacks or has out of order.</param>
/// <param name="Doubled">Changes in the history that the PBX did not make, or not in that order.</param>
/// <param name="Torn">Extensions whose history has a change that does not start at the state of the previous one.</param>
internal sealed record SoakFindings(long Made, long Recorded, long Missing, long Doubled, long Torn)
{
    public static SoakFindings Of(SoakPbx pbx, SoakDatabase database)
    {
        var history = database.History();
        var findings = new SoakFindings(0, 0, 0, 0, 0);
        foreach (var (context, exten, made) in pbx.Made)
        {
            var (recorded, joined) = history.Remove((context, exten), out var known) ? known : ([], true);
            var common = Common(made, recorded);
            findings = new SoakFindings(
                findings.Made + made.Count - 1,
                findings.Recorded + Math.Max(0, recorded.Count - 1),
                findings.Missing + made.Count - common,
                findings.Doubled + recorded.Count - common,
                findings.Torn + (joined ? 0 : 1));
        }

        // Extensions that the PBX does not have.
        return findings with { Doubled = findings.Doubled + history.Values.Sum(other => other.States.Count) };
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Made:#,0} changes made, {Recorded:#,0} in the history, {Missing:#,0} missing, {Doubled:#,0} doubled");

    /// <summary>The length of the longest common subsequence.</summary>
    private static int Common(IReadOnlyList<int> made, List<int> recorded)
    {
        if (made.SequenceEqual(recorded)) return made.Count;
        var above = new int[recorded.Count + 1];
        var row = new int[recorded.Count + 1];
        foreach (var state in made)
        {
            for (var index = 0; index < recorded.Count; index++)
                row[index + 1] = recorded[index] == state ? above[index] + 1 : Math.Max(row[index], above[index + 1]);
            (above, row) = (row, above);
        }

        return above[^1];
    }
}
