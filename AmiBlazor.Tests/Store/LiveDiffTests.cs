using AmiBlazor.Board;
using AmiBlazor.Store;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Components.Drawer;
using FsCheck;
using FsCheck.Fluent;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Store;

/// <summary>What events that were heard would change, against the same rules put as plainly as can be.</summary>
public sealed class LiveDiffTests
{
    private static readonly int[] Codes = [LiveStatus.Removed, -1, 0, 1, 4, 8];

    [Fact]
    public void Any_events_change_what_one_after_the_other_would()
    {
        var heard = ArbMap.Default.ArbFor<(byte Exten, byte Code, byte Hint)[]>();
        Prop.ForAll(heard, Agrees).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000).WithEndSize(60));
    }

    private static bool Agrees((byte Exten, byte Code, byte Hint)[] heard)
    {
        var known = new PbxBoard(Server);
        known.Set(BoardRow("0", code: 1, id: 11), 1);
        known.Set(BoardRow("1", code: 4, id: 12, present: false), 1);
        var rows = new Dictionary<string, (string Hint, int Code, bool Present)> { ["0"] = ("PJSIP/0", 1, true), ["1"] = ("PJSIP/1", 4, false) };
        var (changes, added) = (new List<(string, int, int, DateTimeOffset)>(), new List<(string, int)>());
        var spoken = new HashSet<string>();
        var events = new List<LiveEvent>();
        foreach (var (number, code, devices) in heard)
        {
            var exten = (number % 4).ToString(System.Globalization.CultureInfo.InvariantCulture);
            var at = Noon.AddSeconds(events.Count);
            var status = new LiveStatus(Context, exten, (devices % 3) switch { 0 => "", 1 => "SIP/moved", _ => "PJSIP/" + exten }, Codes[code % Codes.Length], at);
            events.Add(status);
            var isKnown = rows.TryGetValue(exten, out var before);
            if (status.StatusCode == LiveStatus.Removed && !before.Present) continue;
            var after = status.StatusCode == LiveStatus.Removed
                ? (before.Hint, 4, false)
                : (status.Hint.Length == 0 && isKnown ? before.Hint : status.Hint, status.StatusCode, true);
            rows[exten] = after;
            spoken.Add(exten);
            if (!isKnown)
                added.Add((exten, after.Item2));
            else if (before.Code != after.Item2)
                changes.Add((exten, before.Code, after.Item2, at));
        }

        var diff = LiveDiff.Of(known, new HintIndex(), events, Noon);

        return diff.Changes.Select(change => (change.Row.Key.Exten, change.From, change.Row.StatusCode, change.At)).SequenceEqual(changes)
            && diff.Added.Select(first => (first.Row.Exten, first.Row.StatusCode)).SequenceEqual(added)
            && diff.Rows.Select(row => row.Key.Exten).ToHashSet().SetEquals(spoken)
            && diff.Rows.Count == spoken.Count
            && diff.Rows.TrueForAll(row => rows[row.Key.Exten] == (row.Hint, row.StatusCode, row.Present) && row.SeenBy == ChangeSource.Live);
    }
}
