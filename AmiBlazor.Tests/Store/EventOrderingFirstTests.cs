using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Store;

/// <summary>One half of <see cref="EventOrderingTests"/>.</summary>
[Needs(Need.Time)]
public sealed class EventOrderingFirstTests : EventOrderingTests
{
    public static TheoryData<int> Seeds => LongRun.Of<TheoryData<int>>(usual: [1], full: [1, 2, 3, 4, 5]);

    [Theory]
    [MemberData(nameof(Seeds))]
    public Task After_quiet_board_database_and_pbx_agree_in_whatever_order_all_came(int seed) => CheckAsync(seed);
}
