using AmiBlazor.Live;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Live;

public sealed class ResyncSchedulerTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);
    private static readonly DateTimeOffset Start = TestData.Noon;

    private readonly ResyncScheduler _plan = new(Interval);

    public ResyncSchedulerTests() => _plan.Done(ResyncReason.Connected, isQuiet: true, isDoubtful: false, Start);

    [Fact]
    public void Without_a_reason_it_is_time_after_ten_minutes() => Assert.Equal((ResyncReason.Check, Start + Interval), _plan.Next);

    [Fact]
    public void Where_events_are_missing_it_is_time_after_one()
    {
        _plan.Done(ResyncReason.Check, isQuiet: false, isDoubtful: true, Start);

        Assert.Equal((ResyncReason.Check, Start.AddMinutes(1)), _plan.Next);
    }

    [Fact]
    public void Of_many_reasons_one_is_granted_half_a_second_after_the_first()
    {
        var first = Start.AddMinutes(1);

        for (var reload = 0; reload < 100; reload++)
            _plan.Request(ResyncReason.Reloaded, first.AddMilliseconds(reload));

        Assert.Equal((ResyncReason.Reloaded, first.AddMilliseconds(500)), _plan.Next);
    }

    [Fact]
    public void Soon_after_a_list_a_reason_waits()
    {
        _plan.Request(ResyncReason.Reloaded, Start.AddMilliseconds(100));

        Assert.Equal((ResyncReason.Reloaded, Start.AddSeconds(2)), _plan.Next);
    }

    [Fact]
    public void Reasons_that_bring_nothing_new_are_granted_less_and_less_often_down_to_once_in_five_minutes()
    {
        var now = Start;
        var pauses = new List<double>();

        for (var list = 0; list < 10; list++)
        {
            _plan.Request(ResyncReason.Reloaded, now);
            var due = _plan.Next.At;
            pauses.Add((due - now).TotalSeconds);
            now = due;
            _plan.Done(ResyncReason.Reloaded, isQuiet: true, isDoubtful: false, now);
        }

        Assert.Equal([2, 4, 8, 16, 32, 64, 128, 256, 300, 300], pauses);
    }

    [Fact]
    public void One_that_brings_something_new_makes_it_quick_again()
    {
        for (var list = 0; list < 5; list++)
            _plan.Done(ResyncReason.Reloaded, isQuiet: true, isDoubtful: false, Start);
        _plan.Done(ResyncReason.Reloaded, isQuiet: false, isDoubtful: false, Start);

        _plan.Request(ResyncReason.Reloaded, Start);

        Assert.Equal(Start.AddSeconds(2), _plan.Next.At);
    }

    [Fact]
    public void A_list_that_was_due_anyway_makes_it_no_slower()
    {
        for (var list = 0; list < 10; list++) _plan.Done(ResyncReason.Check, isQuiet: true, isDoubtful: false, Start);

        _plan.Request(ResyncReason.Reloaded, Start);

        Assert.Equal(Start.AddSeconds(2), _plan.Next.At);
    }

    [Fact]
    public void What_could_not_be_done_is_due_when_it_is_said()
    {
        _plan.Postpone(ResyncReason.Check, Start.AddSeconds(10));
        _plan.Request(ResyncReason.Reloaded, Start);

        Assert.Equal((ResyncReason.Check, Start.AddSeconds(10)), _plan.Next);
    }

    [Fact]
    public void Reasons_that_bring_news_each_time_are_granted_ten_times_at_once_and_then_every_half_minute()
    {
        var now = Start.AddMinutes(1);
        var pauses = new List<double>();

        for (var list = 0; list < 20; list++)
        {
            _plan.Request(ResyncReason.Reloaded, now);
            var due = _plan.Next.At;
            pauses.Add((due - now).TotalSeconds);
            now = due;
            _plan.Done(ResyncReason.Reloaded, isQuiet: false, isDoubtful: false, now);
        }

        Assert.Equal([0.5, .. Enumerable.Repeat(2.0, 9)], pauses.Take(10));
        Assert.All(pauses.Skip(10), pause => Assert.InRange(pause, 2, 30));
        Assert.Equal([30, 30, 30, 30, 30], pauses.TakeLast(5));
    }

    [Fact]
    public void After_five_quiet_minutes_all_ten_are_there_again()
    {
        var now = Start.AddHours(1);
        for (var list = 0; list < 12; list++) _plan.Done(ResyncReason.Reloaded, isQuiet: false, isDoubtful: false, now);
        now = now.AddMinutes(6);

        for (var list = 0; list < 9; list++)
        {
            _plan.Request(ResyncReason.Reloaded, now);
            Assert.InRange((_plan.Next.At - now).TotalSeconds, 0.5, 2);
            now = _plan.Next.At;
            _plan.Done(ResyncReason.Reloaded, isQuiet: false, isDoubtful: false, now);
        }
    }

    [Fact]
    public void Doubtful_events_are_a_reason_less_and_less_often_and_delay_no_other()
    {
        var now = Start.AddMinutes(1);
        for (var list = 0; list < 6; list++) _plan.Done(ResyncReason.Doubted, isQuiet: true, isDoubtful: false, now);

        _plan.Request(ResyncReason.Doubted, now);
        Assert.Equal((ResyncReason.Doubted, now.AddSeconds(128)), _plan.Next);
        _plan.Request(ResyncReason.Reloaded, now);

        Assert.Equal((ResyncReason.Reloaded, now.AddSeconds(2)), _plan.Next);
    }
}
