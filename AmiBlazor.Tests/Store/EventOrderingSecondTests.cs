namespace AmiBlazor.Tests.Store;

/// <summary>The other half of <see cref="EventOrderingTests"/>.</summary>
public sealed class EventOrderingSecondTests : EventOrderingTests
{
    [Theory]
    [InlineData(101)]
    [InlineData(102)]
    [InlineData(103)]
    [InlineData(104)]
    [InlineData(105)]
    public Task After_quiet_board_database_and_pbx_agree_in_whatever_order_all_came(int seed) => CheckAsync(seed);
}
