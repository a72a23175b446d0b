using System.Globalization;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Calls;

/// <summary>
/// What is shown of calls against the truth of a PBX that is modelled: no call is lost, none is invented, none stays. The seeds are fixed: what fails once
/// fails always.
/// </summary>
public sealed class ModelPbxTests(ITestOutputHelper output)
{
    private const int ScenariosOfWorld = 12;

    // With ten kinds of troubles, 1,200 and 10,200 calls.
    private static readonly int Worlds = LongRun.Of(usual: 10, full: 85);

    public static TheoryData<string> Troubles => [.. ModelTroubles.All.Select(troubles => troubles.Name)];

    [Fact]
    public void Thousands_of_calls_at_once_are_all_shown_and_all_end()
    {
        var world = new ModelWorld(seed: 1, ModelTroubles.All[0] with { AreTold = false });

        Assert.Null(world.Crowd(LongRun.Of(usual: 2_000, full: 10_000)));

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{world.Events:#,0} events, {world.Lists} lists."));
    }

    [Theory]
    [MemberData(nameof(Troubles))]
    public void What_is_shown_is_what_the_PBX_knows(string name)
    {
        var troubles = ModelTroubles.All.Single(each => each.Name == name);
        var wrong = new List<(int Seed, string Difference)>();
        int compared = 0, lists = 0, asked = 0, events = 0;
        for (var seed = 0; seed < Worlds; seed++)
        {
            var world = new ModelWorld(seed, troubles);
            if (world.Run(ScenariosOfWorld) is { } difference) wrong.Add((seed, difference));
            compared += world.Compared;
            lists += world.Lists;
            asked += world.Asked;
            events += world.Events;
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Worlds * ScenariosOfWorld:#,0} calls, {events:#,0} events, {lists:#,0} lists, {asked:#,0} channels asked about, compared {compared:#,0} times: {wrong.Count} differences."));
        Assert.True(wrong.Count == 0, $"{wrong.Count} differences, such as that of seed {wrong.FirstOrDefault().Seed}: {wrong.FirstOrDefault().Difference}");
    }
}
