using System.Globalization;
using AmiBlazor.Board;
using AmiBlazor.Testing.Asterisk;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Board;

/// <summary>A real Asterisk folds the states of devices as <see cref="HintState.Fold"/> does.</summary>
[Needs(Need.Asterisk)]
public sealed class RealAsteriskFoldTests(ITestOutputHelper output)
{
    private static readonly string[] States =
        ["UNKNOWN", "NOT_INUSE", "INUSE", "BUSY", "INVALID", "UNAVAILABLE", "RINGING", "RINGINUSE", "ONHOLD"];

    [Theory, InlineData(16), InlineData(22)]
    public async Task Every_two_and_every_three_states_fold_alike(int version)
    {
        var folds = Folds().ToList();
        await using var asterisk = await Requirements.StartAsteriskAsync(version, new()
        {
            Hints =
            [
                .. folds.Select((fold, index) =>
                    ("folds", index.ToString(CultureInfo.InvariantCulture), string.Join('&', fold.Select((state, place) => Device(state, place))))),
                ("folds", "last", "Custom:last"),
            ],
        });
        foreach (var state in States)
        {
            for (var place = 0; place < 3; place++) await asterisk.SendStateAsync(Device(state, place), state);
        }

        // Asterisk computes one state after the other.
        await asterisk.SetStateAsync("Custom:last", "INUSE");

        var told = await asterisk.ListAsync();
        var wrong = folds.Select((fold, index) => (Fold: fold, Told: told[("folds", index.ToString(CultureInfo.InvariantCulture))].Status))
            .Where(one => HintState.Fold(one.Fold) != one.Told)
            .Select(one => $"{string.Join('&', one.Fold)}: Asterisk {one.Told}, AmiBlazor {HintState.Fold(one.Fold)}").ToList();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{folds.Count} folds, {wrong.Count} wrong; Asterisk told {told.Values.Select(one => one.Status).Distinct().Count()} statuses."));
        Assert.Empty(wrong);
        Assert.Equal([0, 1, 2, 4, 8, 9, 16], told.Values.Select(one => one.Status).Distinct().Order());
    }

    private static string Device(string state, int place) => $"Custom:{state}-{place}";

    private static IEnumerable<string[]> Folds()
    {
        foreach (var first in States)
        {
            foreach (var second in States)
            {
                yield return [first, second];
                foreach (var third in States) yield return [first, second, third];
            }
        }
    }
}
