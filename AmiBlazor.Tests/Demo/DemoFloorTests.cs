using AmiBlazor.Demo;

namespace AmiBlazor.Tests.Demo;

public sealed class DemoFloorTests
{
    [Theory, InlineData(1), InlineData(2), InlineData(120), InlineData(20_000)]
    public void It_has_as_many_extensions_as_asked_for_each_with_a_key_of_its_own(int count)
    {
        var floor = new DemoFloor(count);

        Assert.Equal(count, floor.Extensions.DistinctBy(extension => (extension.Context, extension.Exten)).Count());
        Assert.All(floor.Extensions, extension => Assert.Same(extension, floor.Find(extension.Context, extension.Exten)));
    }

    [Fact]
    public void Some_numbers_exist_in_two_contexts_for_different_phones()
    {
        var floor = new DemoFloor(120);

        var branch = floor.Extensions.Where(extension => extension.Context == DemoFloor.BranchContext).ToList();

        Assert.Equal(8, branch.Count);
        Assert.All(branch, extension => Assert.NotEqual(extension.Device, floor.Find(DemoFloor.MainContext, extension.Exten)!.Device));
    }

    [Fact]
    public void A_change_is_told_once_and_no_change_is_not()
    {
        var floor = new DemoFloor(1);
        var told = new List<DemoState>();
        floor.Changed = (_, state) => told.Add(state);

        floor.Set(floor.Extensions[0], DemoState.Ringing);
        floor.Set(floor.Extensions[0], DemoState.Ringing);
        floor.Set(floor.Extensions[0], DemoState.Idle);

        Assert.Equal([DemoState.Ringing, DemoState.Idle], told);
    }
}
