using AmiBlazor.Demo;

namespace AmiBlazor.Tests.Demo;

public sealed class DemoCallsTests
{
    [Fact]
    public void About_one_state_of_120_extensions_changes_each_second()
    {
        var (floor, calls) = Floor(120);
        var changes = 0;
        calls.AdvanceTo(TimeSpan.FromMinutes(15));
        floor.Changed = (_, _) => changes++;

        calls.AdvanceTo(TimeSpan.FromMinutes(75));

        Assert.InRange(changes / 3600.0, 0.7, 1.4);
    }

    [Fact]
    public void In_an_hour_extensions_go_through_every_state()
    {
        var (floor, calls) = Floor(120);
        var seen = new HashSet<DemoState>();
        floor.Changed = (_, state) => seen.Add(state);

        calls.AdvanceTo(TimeSpan.FromHours(1));

        Assert.Equal(Enum.GetValues<DemoState>().Order(), seen.Order());
    }

    [Fact]
    public void Most_phones_are_idle_some_talk_and_few_are_away()
    {
        var (floor, calls) = Floor(1_000);

        calls.AdvanceTo(TimeSpan.FromMinutes(15));

        var states = floor.Extensions.CountBy(extension => extension.State).ToDictionary();
        Assert.InRange(states[DemoState.Idle], 600, 850);
        Assert.InRange(states[DemoState.InUse], 80, 300);
        Assert.InRange(states[DemoState.Ringing], 3, 60);
        Assert.InRange(states[DemoState.Unavailable], 40, 70);
        Assert.InRange(states[DemoState.Busy], 15, 40);
    }

    [Fact]
    public void A_call_goes_from_idle_over_ringing_to_talking_and_back()
    {
        var (floor, calls) = Floor(60);
        var lives = floor.Extensions.ToDictionary(extension => extension, extension => new List<DemoState> { extension.State });
        floor.Changed = (extension, state) => lives[extension].Add(state);

        calls.AdvanceTo(TimeSpan.FromHours(1));

        var steps = lives.Values.SelectMany(life => life.Zip(life.Skip(1))).ToHashSet();
        Assert.Contains((DemoState.Ringing, DemoState.InUse), steps);
        Assert.Contains((DemoState.InUse, DemoState.OnHold), steps);
        Assert.All(steps, step => Assert.True(Possible(step.First, step.Second), $"{step.First} to {step.Second}"));
    }

    [Theory, InlineData(1), InlineData(2), InlineData(20_000)]
    public void Small_and_large_floors_live_too(int extensions)
    {
        var (floor, calls) = Floor(extensions);
        var changes = 0;
        floor.Changed = (_, _) => changes++;

        calls.AdvanceTo(TimeSpan.FromHours(extensions < 100 ? 8 : 0.1));

        Assert.True(changes > 5);
    }

    private static (DemoFloor Floor, DemoCalls Calls) Floor(int extensions)
    {
        var floor = new DemoFloor(extensions);
        return (floor, new DemoCalls(floor, new Random(17)));
    }

    private static bool Possible(DemoState from, DemoState to) => from switch
    {
        DemoState.Idle => to is DemoState.Ringing or DemoState.InUse or DemoState.Unavailable or DemoState.Busy,
        DemoState.Ringing => to is DemoState.InUse or DemoState.Idle,
        DemoState.InUse => to is DemoState.Idle or DemoState.OnHold or DemoState.RingingInUse,
        DemoState.OnHold or DemoState.RingingInUse => to is DemoState.InUse,
        _ => to is DemoState.Idle,
    };
}
