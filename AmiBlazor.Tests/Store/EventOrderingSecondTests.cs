using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Store;

/// <summary>The other half of <see cref="EventOrderingTests"/>.</summary>
[Needs(Need.Time)]
public sealed class EventOrderingSecondTests : EventOrderingTests
{
    public static TheoryData<int> Seeds => LongRun.Of<TheoryData<int>>(usual: [101], full: [101, 102, 103, 104, 105]);

    [Theory]
    [MemberData(nameof(Seeds))]
    public Task After_quiet_board_database_and_pbx_agree_in_whatever_order_all_came(int seed) => CheckAsync(seed);

    /// <summary>The seed is in the output, and in the message where a story fails: among <see cref="Seeds"/> it runs again.</summary>
    [Fact]
    public Task So_they_do_in_stories_that_no_run_before_has_told() => CheckAsync(Random.Shared.Next());
}
