using AmiBlazor.Board;
using AmiBlazor.Components.Drawer;
using AmiBlazor.Data.Rows;
using AmiBlazor.History;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Components.Drawer;

public sealed class StatusTimelineTests
{
    [Fact]
    public void A_day_with_one_call_is_quiet_call_quiet()
    {
        var bar = Bar((-1500, 0), (-120, 8), (-119, 1), (-60, 0));

        Assert.Equal(["Online 1320", "InUse 60", "Online 60"], Drawn(bar));
        Assert.Equal([new TimelinePart(ExtensionStatus.InUse, TimeSpan.FromMinutes(59), 1),
            new TimelinePart(ExtensionStatus.Ringing, TimeSpan.FromMinutes(1), 1)], bar.Segments[1].Parts);
        Assert.Equal(["Online 1380 2", "Ringing 1 1", "InUse 59 1"], Totals(bar));
        Assert.Equal((Noon.AddDays(-1), Noon.AddDays(-1), Noon), (bar.Start, bar.KnownFrom, bar.End));
        AssertWhole(bar);
    }

    /// <summary>Saved in this order: ten minutes before now the clock was set back by an hour, or had been weeks ahead.</summary>
    [Theory]
    [InlineData(50)]
    [InlineData(40 * 24 * 60)]
    public void After_the_clock_was_set_back_what_came_before_lasted_until_what_came_then(int ahead)
    {
        var bar = Bar((-1500, 0), (-120, 1), (ahead, 8), (-10, 0));

        Assert.Equal(["Online 1320", "InUse 110", "Ringing 0", "Online 10"], Drawn(bar));
        Assert.Equal(["Online 1330 2", "Ringing 0 1", "InUse 110 1"], Totals(bar));
        AssertWhole(bar);
    }

    [Fact]
    public void Ringing_that_nobody_answered_stands_for_itself()
    {
        var bar = Bar((-1500, 0), (-120, 8), (-119.8, 0), (-60, 8), (-59.8, 0));

        Assert.Equal(["Online 1320", "Ringing 0", "Online 60", "Ringing 0", "Online 60"], Drawn(bar));
        AssertWhole(bar);
    }

    [Fact]
    public void Without_a_change_in_the_window_the_last_one_before_it_says_what_it_was()
    {
        var bar = Bar((-9000, 0), (-3000, 4));

        Assert.Equal(["Offline 1440"], Drawn(bar));
        Assert.Equal(["Offline 1440 1"], Totals(bar));
    }

    [Theory]
    [InlineData(-2, "Offline 22:00:00, Gone 02:00:00")]
    [InlineData(-30, "Gone 1.00:00:00")]
    public void Since_it_is_gone_it_is_not_offline(int hours, string expected)
    {
        var bar = StatusTimeline.Of([], hasOlder: false, currentCode: 4, Noon, [], goneSince: Noon.AddHours(hours));

        Assert.Equal(expected, string.Join(", ", bar.Totals.Select(total => $"{total.Status} {total.Duration:c}")));
    }

    [Fact]
    public void Without_any_change_it_is_what_it_is_now()
    {
        var bar = StatusTimeline.Of([], hasOlder: false, currentCode: 17, Noon, []);

        Assert.Equal(["OnHold 1440"], Drawn(bar));
        Assert.Equal(bar.Start, bar.KnownFrom);
    }

    [Fact]
    public void Before_it_became_known_nothing_is_drawn()
    {
        var bar = Bar((-600, 0), (-60, 1));

        Assert.Equal(Noon.AddHours(-10), bar.KnownFrom);
        Assert.Equal(["Online 540", "InUse 60"], Drawn(bar));
        Assert.Null(bar.At(Noon.AddHours(-11)));
        Assert.False(bar.IsCut);
        AssertWhole(bar);
    }

    [Fact]
    public void A_history_whose_beginning_was_cleared_away_knows_by_its_first_change_what_was_before()
    {
        var bar = StatusTimeline.Of([new ChangeEntry(7, Noon.AddHours(-1), 4, 0, ChangeSource.Live)], hasOlder: false, currentCode: 0, Noon, []);

        Assert.Equal(["Offline 1380", "Online 60"], Drawn(bar));
    }

    [Fact]
    public void A_history_that_was_too_long_to_be_read_whole_leaves_the_rest_out_and_says_so()
    {
        var bar = StatusTimeline.Of([new ChangeEntry(7, Noon.AddHours(-1), 4, 0, ChangeSource.Live)], hasOlder: true, currentCode: 0, Noon, []);

        Assert.Equal(["Online 60"], Drawn(bar));
        Assert.Equal((Noon.AddHours(-1), true), (bar.KnownFrom, bar.IsCut));
    }

    [Fact]
    public void A_change_that_seems_still_to_come_has_happened_now()
    {
        var bar = Bar((-1500, 0), (10, 8), (20, 1));

        Assert.Equal(1440, bar.Segments[0].Duration.TotalMinutes);
        Assert.Contains(bar.Segments[^1].Parts, part => part.Status == ExtensionStatus.InUse);
        Assert.Equal(Noon, bar.Segments[^1].To);
        Assert.Equal(["Online 1440 1", "Ringing 0 1", "InUse 0 1"], Totals(bar));
        AssertWhole(bar);
    }

    [Fact]
    public void An_extension_that_becomes_known_in_the_future_is_a_mark_at_the_end()
    {
        var bar = Bar((5, 8));

        Assert.Equal(Noon, bar.KnownFrom);
        Assert.Equal(ExtensionStatus.Ringing, Assert.Single(bar.Segments).Status);
        AssertWhole(bar);
    }

    [Fact]
    public void Several_changes_of_one_instant_count_and_the_last_of_them_goes_on()
    {
        var bar = Bar((-1500, 0), (-60, 8), (-60, 1), (-60, 2));

        Assert.Equal(["Online 1380", "Busy 60"], Drawn(bar));
        Assert.Equal(["Online 1380 1", "Ringing 0 1", "InUse 0 1", "Busy 60 1"], Totals(bar));
        AssertWhole(bar);
    }

    [Fact]
    public void Numbers_that_mean_the_same_are_one_status()
    {
        var bar = Bar((-1500, 0), (-90, 16), (-60, 17), (-30, 16));

        Assert.Equal(["Online 1350", "OnHold 90"], Drawn(bar));
        Assert.Equal(["Online 1350 1", "OnHold 90 1"], Totals(bar));
    }

    [Fact]
    public void A_short_call_between_long_quiet_is_wide_enough_to_be_seen_where_it_was()
    {
        var bar = Bar((-1500, 0), (-720, 1), (-719.5, 0));

        var call = bar.Segments[1];
        var (left, width) = bar.Place(call);
        Assert.Equal(StatusTimeline.Thin / StatusTimeline.Window, width, 6);
        Assert.Equal((720 + 0.25) / 1440, left + (width / 2), 6);
        Assert.Same(call, bar.At(Noon.AddMinutes(-721)));
        Assert.NotSame(call, bar.At(Noon.AddMinutes(-740)));
    }

    [Theory]
    [InlineData(-1439.9)]
    [InlineData(-0.1)]
    public void At_the_ends_the_marks_stay_within_the_bar(double minute)
    {
        var bar = Bar((-1500, 0), (minute, 1), (minute + 0.05, 0));

        Assert.All(bar.Segments, segment => AssertWithin(bar.Place(segment)));
    }

    [Fact]
    public void Changes_too_short_to_be_drawn_apart_are_one_piece_that_shows_the_call_and_knows_the_rest()
    {
        var bar = Bar((-1500, 0), (-600, 8), (-599.5, 1), (-598.5, 0), (-597, 8), (-596.5, 1), (-596, 0));

        Assert.Equal(3, bar.Segments.Count);
        var mixed = bar.Segments[1];
        Assert.True(mixed.IsMixed);
        Assert.Equal(ExtensionStatus.InUse, mixed.Status);
        Assert.Equal(["Online 1.5", "InUse 1.5", "Ringing 1"], mixed.Parts.OrderBy(part => part.Status).ThenBy(part => part.Status).Select(part => $"{part.Status} {part.Duration.TotalMinutes:0.#}"));
        Assert.Equal(1.5 / 4, mixed.Share, 6);
        AssertWhole(bar);
    }

    [Fact]
    public void Ten_thousand_changes_in_a_day_stay_few_pieces_and_every_second_is_counted()
    {
        List<(double Minute, int Code)> changes = [(-1600, 0)];
        for (var change = 0; change < 10_000; change++)
            changes.Add((-1439 + (change * 0.1439), change % 2 == 0 ? 8 : 0));

        var bar = Bar([.. changes]);

        Assert.InRange(bar.Segments.Count, 200, 600);
        Assert.Equal(5000, bar.Totals.Single(total => total.Status == ExtensionStatus.Ringing).Times);
        Assert.Equal(1440, bar.Totals.Sum(total => total.Duration.TotalMinutes), 3);
        AssertWhole(bar);
    }

    [Fact]
    public void A_gap_is_drawn_for_itself_and_counts_for_no_status()
    {
        var bar = Bar([Gap(-300, -240)], (-1500, 0), (-120, 1), (-60, 0));

        Assert.Equal(["Online 1140", "gap 60", "Online 120", "InUse 60", "Online 60"], Drawn(bar));
        Assert.Equal(["Online 1320 2", "InUse 60 1", "gap 60 1"], Totals(bar));
        Assert.True(bar.HasGaps);
        AssertWhole(bar);
    }

    [Fact]
    public void A_gap_that_lasts_reaches_to_now()
    {
        var bar = Bar([Gap(-90, null)], (-1500, 0), (-600, 1));

        Assert.Equal(["Online 840", "InUse 510", "gap 90"], Drawn(bar));
        Assert.Null(bar.At(Noon)!.Status);
        AssertWhole(bar);
    }

    [Fact]
    public void What_was_found_at_the_end_of_a_gap_counts_from_there()
    {
        var bar = Bar([Gap(-300, -240)], (-1500, 0), (-240, 8), (-239, 0));

        Assert.Equal(["Online 1140", "gap 60", "Ringing 1", "Online 239"], Drawn(bar));
        Assert.Equal(["Online 1379 2", "Ringing 1 1", "gap 60 1"], Totals(bar));
    }

    [Fact]
    public void What_was_told_with_the_last_word_before_a_gap_was_there_once()
    {
        var bar = Bar([Gap(-300, -240)], (-1500, 0), (-300, 8), (-240, 0));

        Assert.Equal(["Online 1380 2", "Ringing 0 1", "gap 60 1"], Totals(bar));
        AssertWhole(bar);
    }

    [Fact]
    public void What_was_seen_only_within_a_gap_counts_for_nothing()
    {
        var bar = Bar([Gap(-300, -240)], (-1500, 0), (-280, 8), (-240, 0));

        Assert.Equal(["Online 1380 2", "gap 60 1"], Totals(bar));
        AssertWhole(bar);
    }

    [Fact]
    public void A_gap_over_the_whole_day_leaves_no_status_at_all()
    {
        var bar = Bar([Gap(-9000, null)], (-9000, 0));

        Assert.Equal(["gap 1440"], Drawn(bar));
        Assert.Equal(["gap 1440 1"], Totals(bar));
        AssertWhole(bar);
    }

    [Fact]
    public void A_gap_of_seconds_is_wide_enough_to_be_seen()
    {
        var bar = Bar([Gap(-300, -299.8)], (-1500, 0));

        Assert.Equal(["Online 1140", "gap 0", "Online 300"], Drawn(bar));
        Assert.Equal(StatusTimeline.Thin / StatusTimeline.Window, bar.Place(bar.Segments[1]).Width, 6);
        Assert.Null(bar.At(Noon.AddMinutes(-301))!.Status);
    }

    [Fact]
    public void A_short_gap_beside_a_call_is_not_hidden_by_it()
    {
        var bar = Bar([Gap(-120.5, -120)], (-1500, 0), (-121, 8), (-120.8, 1), (-60, 0));

        Assert.Equal(["Online 1319", "gap 1", "InUse 60", "Online 60"], Drawn(bar));
        Assert.Equal(3, bar.Segments[1].Parts.Count);
    }

    [Fact]
    public void Gaps_that_overlap_or_come_from_the_future_or_before_the_first_change_tear_nothing_twice()
    {
        var bar = Bar([Gap(-10, 500), Gap(5, 9), Gap(-300, -240), Gap(-260, -200), Gap(-240, -240), Gap(-900, -700)], (-600, 0));

        Assert.Equal(["Online 300", "gap 100", "Online 190", "gap 10"], Drawn(bar));
        Assert.Equal(["Online 490 1", "gap 110 2"], Totals(bar));
        AssertWhole(bar);
    }

    [Fact]
    public void Ten_thousand_gaps_in_a_day_stay_few_pieces()
    {
        var gaps = Enumerable.Range(0, 10_000).Select(number => Gap(-1439 + (number * 0.1439), -1439 + (number * 0.1439) + 0.07)).ToArray();

        var bar = Bar(gaps, (-1500, 0));

        Assert.InRange(bar.Segments.Count, 200, 600);
        Assert.Equal(700, bar.Totals.Single(total => total.Status is null).Duration.TotalMinutes, 1);
        AssertWhole(bar);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Whatever_changed_the_bar_is_whole_and_bounded(int seed)
    {
        var random = new Random(seed);
        int[] codes = [-1, 0, 1, 2, 3, 4, 8, 9, 16, 17, 77];
        for (var round = 0; round < 200; round++)
        {
            var minute = -2000 * random.NextDouble();
            var changes = new List<(double, int)>();
            for (var change = random.Next(1, 300); change > 0; change--)
            {
                changes.Add((minute, codes[random.Next(codes.Length)]));
                minute += random.Next(4) == 0 ? 0 : random.NextDouble() * random.Next(1, 40);
            }

            AssertWhole(Bar([.. changes]));
            var gaps = Enumerable.Range(0, random.Next(40)).Select(_ => -2000 * random.NextDouble())
                .Select(from => Gap(from, from + (random.NextDouble() * random.Next(1, 90)))).ToArray();
            AssertWhole(Bar(gaps, [.. changes]));
        }
    }

    /// <summary>A time in which changes could go unheard, in minutes from noon; one without an end lasts.</summary>
    private static MonitoringGap Gap(double from, double? to) =>
        new(Server, Noon.AddMinutes(from), to is { } end ? Noon.AddMinutes(end) : null, "Down.", null);

    /// <summary>The bar at noon after changes at these minutes from noon, the oldest first.</summary>
    private static StatusTimeline Bar(params (double Minute, int Code)[] changes) => Bar(null, changes);

    private static StatusTimeline Bar(MonitoringGap[]? gaps, params (double Minute, int Code)[] changes)
    {
        var entries = changes.Select((change, index) => new ChangeEntry(
            index + 1, Noon.AddMinutes(change.Minute), index == 0 ? null : changes[index - 1].Code, change.Code, ChangeSource.Live));
        return StatusTimeline.Of([.. entries.OrderByDescending(entry => entry.Id)], hasOlder: false,
            changes[^1].Code, Noon, gaps ?? []);
    }

    private static IEnumerable<string> Drawn(StatusTimeline bar) => bar.Segments.Select(segment => $"{segment.Status?.ToString() ?? "gap"} {segment.Duration.TotalMinutes:0}");

    private static IEnumerable<string> Totals(StatusTimeline bar) => bar.Totals.Select(total => $"{total.Status?.ToString() ?? "gap"} {total.Duration.TotalMinutes:0} {total.Times}");

    private static void AssertWhole(StatusTimeline bar)
    {
        Assert.InRange(bar.Segments.Count, 1, 600);
        Assert.Equal(bar.KnownFrom, bar.Segments[0].From);
        Assert.Equal(bar.End, bar.Segments[^1].To);
        for (var index = 1; index < bar.Segments.Count; index++)
            Assert.Equal(bar.Segments[index - 1].To, bar.Segments[index].From);
        Assert.Equal(bar.End - bar.KnownFrom, TimeSpan.FromTicks(bar.Totals.Sum(total => total.Duration.Ticks)));
        Assert.All(bar.Segments, segment =>
        {
            Assert.InRange(segment.Share, 0, 1);
            Assert.Equal(segment.Duration, TimeSpan.FromTicks(segment.Parts.Sum(part => part.Duration.Ticks)));
            Assert.Equal(segment.Status is null, segment.Parts.Any(part => part.Status is null));
            AssertWithin(bar.Place(segment));
        });
    }

    private static void AssertWithin((double Left, double Width) place)
    {
        Assert.InRange(place.Left, 0, 1);
        Assert.InRange(place.Width, (StatusTimeline.Thin / StatusTimeline.Window) - 1e-9, 1);
        Assert.InRange(place.Left + place.Width, 0, 1 + 1e-9);
    }
}
