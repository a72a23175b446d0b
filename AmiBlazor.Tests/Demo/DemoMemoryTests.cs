using AmiBlazor.Demo;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Demo;

/// <summary>The demo PBX goes on for weeks without growing.</summary>
[Collection(MemoryTests.Name)]
public sealed class DemoMemoryTests
{
    [Fact]
    public void An_hour_more_of_a_thousand_extensions_needs_no_more_memory()
    {
        var life = new DemoCalls(new DemoFloor(1_000), new Random(5));
        life.AdvanceTo(TimeSpan.FromMinutes(20));
        var before = MemoryTests.Held();

        life.AdvanceTo(TimeSpan.FromMinutes(80));

        Assert.InRange(MemoryTests.Held() - before, long.MinValue, 1_000_000);
        Assert.InRange(life.Exchange.Switch.Channels.Count, 50, 700);
        GC.KeepAlive(life);
    }
}
