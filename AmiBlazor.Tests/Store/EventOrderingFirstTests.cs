namespace AmiBlazor.Tests.Store;

/// <summary>One half of <see cref="EventOrderingTests"/>.</summary>
public sealed class EventOrderingFirstTests : EventOrderingTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public Task After_quiet_board_database_and_pbx_agree_in_whatever_order_all_came(int seed) => CheckAsync(seed);
}
