using AmiBlazor.Ami;
using AmiBlazor.Data;
using AmiBlazor.Live;
using AmiBlazor.Store;

namespace AmiBlazor.Tests.Live;

public sealed class ReconnectDelayTests
{
    private static readonly AmiClosedException Closed = new($"Closed.", null);

    private readonly LiveOptions _options = new();

    [Fact]
    public void Waits_after_failures_double_from_half_a_second_to_the_longest_wait_and_half_of_each_is_random()
    {
        for (var round = 0; round < 100; round++)
        {
            var delay = new ReconnectDelay(_options);

            foreach (var most in (double[])[0.5, 1, 2, 3, 3])
                Assert.InRange(delay.AfterFailure(Closed).TotalSeconds, most / 2, most);
        }
    }

    [Fact]
    public void Programs_that_lose_a_pbx_together_do_not_come_back_together() =>
        Assert.True(Enumerable.Range(0, 20).Select(_ => new ReconnectDelay(_options).AfterFailure(Closed)).Distinct().Count() > 10);

    [Fact]
    public void A_refusal_waits_as_configured_and_a_database_that_fails_ten_seconds()
    {
        var delay = new ReconnectDelay(_options);

        Assert.Equal(_options.RefusedWait, delay.AfterFailure(new AmiAuthenticationException($"Refused.", null)));
        Assert.Equal(TimeSpan.FromSeconds(10), delay.AfterFailure(StoreException.For(DatabaseFailure.Locked, new IOException())));
        Assert.InRange(delay.AfterFailure(Closed), TimeSpan.FromSeconds(0.25), TimeSpan.FromSeconds(0.5));
    }

    [Fact]
    public void A_login_that_goes_on_being_refused_waits_longer_until_one_succeeds()
    {
        var delay = new ReconnectDelay(_options);
        var refused = new AmiAuthenticationException($"Refused.", null);

        Assert.Equal([1, 2, 5, 15, 30, 30], Enumerable.Range(0, 6).Select(_ => delay.AfterFailure(refused).TotalMinutes));
        delay.AfterFailure(Closed);
        Assert.Equal(30, delay.AfterFailure(refused).TotalMinutes);
        Assert.Equal(1, delay.AfterFailure(new AmiPermissionException($"Not permitted.", null)).TotalMinutes);
        Assert.Equal(1, delay.AfterFailure(refused).TotalMinutes);
    }

    [Fact]
    public void A_first_wait_that_is_configured_longer_than_the_longest_is_the_wait()
    {
        _options.RefusedWait = TimeSpan.FromHours(2);
        var delay = new ReconnectDelay(_options);
        var refused = new AmiAuthenticationException($"Refused.", null);

        Assert.Equal([2, 2], Enumerable.Range(0, 2).Select(_ => delay.AfterFailure(refused).TotalHours));
    }

    [Fact]
    public void Connections_that_are_lost_soon_wait_longer_each_time_until_one_has_lived_for_half_a_minute()
    {
        var delay = new ReconnectDelay(_options);

        var waits = new[] { 1, 29, 1, 0, 30, 1 }.Select(lived => delay.AfterSession(TimeSpan.FromSeconds(lived)).TotalSeconds);

        Assert.Equal([0.75, 1.5, 3, 3, 0.75, 1.5], waits);
    }

    [Fact]
    public void After_a_connection_that_came_up_failures_count_anew()
    {
        var delay = new ReconnectDelay(_options);
        for (var tries = 0; tries < 10; tries++) delay.AfterFailure(Closed);

        delay.AfterSession(TimeSpan.FromSeconds(1));

        Assert.InRange(delay.AfterFailure(Closed), TimeSpan.FromSeconds(0.25), TimeSpan.FromSeconds(0.5));
    }

    [Fact]
    public void No_wait_is_longer_than_the_longest_wait_that_is_configured()
    {
        _options.LongestWait = TimeSpan.FromSeconds(1);
        var delay = new ReconnectDelay(_options);

        for (var tries = 0; tries < 5; tries++)
        {
            Assert.InRange(delay.AfterFailure(Closed), TimeSpan.Zero, _options.LongestWait);
            Assert.InRange(delay.AfterSession(TimeSpan.Zero), TimeSpan.Zero, _options.LongestWait);
        }
    }
}
