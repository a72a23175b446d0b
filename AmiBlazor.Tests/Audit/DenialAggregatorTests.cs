using System.Globalization;
using AmiBlazor.Audit;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Audit;

public sealed class DenialAggregatorTests
{
    private readonly FakeClock _clock = new();
    private readonly DenialAggregator _tally;

    public DenialAggregatorTests() => _tally = new DenialAggregator(_clock);

    [Fact]
    public void The_first_denial_is_recorded_and_repeated_ones_once_a_minute_with_their_count()
    {
        Assert.True(_tally.IsFirst(Of("192.0.2.1", "a")));
        Assert.False(_tally.IsFirst(Of("192.0.2.1", "b")));
        Assert.False(_tally.IsFirst(Of("192.0.2.1", "c")));
        Assert.Empty(_tally.Take(all: false));

        _clock.Advance(DenialAggregator.Window);

        var (last, times) = Assert.Single(_tally.Take(all: false));
        Assert.Equal(("c", 2), (last.About, times));
        Assert.False(_tally.IsFirst(Of("192.0.2.1", "d")));
        _clock.Advance(DenialAggregator.Window);
        Assert.Equal(1, Assert.Single(_tally.Take(all: false)).Times);
    }

    [Fact]
    public void A_denial_after_a_quiet_minute_is_recorded_at_once()
    {
        Assert.True(_tally.IsFirst(Of("192.0.2.1")));
        _clock.Advance(DenialAggregator.Window);

        Assert.Empty(_tally.Take(all: false));
        Assert.True(_tally.IsFirst(Of("192.0.2.1")));
    }

    [Fact]
    public void Each_name_address_and_action_is_counted_apart()
    {
        Denial[] refusals =
        [
            Of("192.0.2.1"), Of("192.0.2.2"), Of("192.0.2.1") with { Actor = new Actor("bob", Actor.Account, "192.0.2.1") },
            Of("192.0.2.1") with { Action = AuditAction.Stop },
        ];

        Assert.All(refusals, refusal => Assert.True(_tally.IsFirst(refusal)));
        Assert.All(refusals, refusal => Assert.False(_tally.IsFirst(refusal)));
    }

    [Fact]
    public void Very_many_addresses_end_in_one_count()
    {
        for (var number = 0; number < DenialAggregator.MostWindows; number++)
            Assert.True(_tally.IsFirst(Of(Address(number))));

        var told = Enumerable.Range(DenialAggregator.MostWindows, 5_000).Count(number => _tally.IsFirst(Of(Address(number))));
        _clock.Advance(DenialAggregator.Window);
        var (last, times) = Assert.Single(_tally.Take(all: false));

        Assert.Equal(1, told);
        Assert.Equal((null, 4_999), (last.Actor.Address, times));
    }

    private static Denial Of(string address, string? about = null) => new(new Actor("ann", Actor.Account, address), AuditAction.KeyUse, about, Detail: null);

    private static string Address(int number) => string.Create(CultureInfo.InvariantCulture, $"2001:db8::{number:x}");
}
