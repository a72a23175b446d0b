using AmiBlazor.Ami;
using AmiBlazor.Board;
using AmiBlazor.Calls;
using AmiBlazor.Queues;

namespace AmiBlazor.Tests.Queues;

/// <summary>When agents were logged in and paused: by events to the moment, by lists as far as the PBX tells.</summary>
public sealed class AgentRecorderTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);
    private static readonly QueueMemberRow Ben = new("Ben", "PJSIP/1002", "PJSIP/1002", "dynamic", 0, 0, 0, 0, 0, false, 1, false, "");

    private readonly AgentRecorder _recorder = new("main");
    private readonly QueueTracker _tracker = new(TimeZoneInfo.Utc);
    private readonly PhoneIndex _phones = new();

    public AgentRecorderTests() => _phones.Follow(
        [new BoardRow(1, new ExtensionKey("main", "hints", "1002"), "PJSIP/1002", null, null, 0, true, default, null, default)]);

    [Fact]
    public void What_events_tell_has_begun_and_ended_at_that_moment()
    {
        List(Noon);
        _recorder.Told("support", Ben.Interface, Ben, Noon.AddMinutes(1));
        _recorder.Told("support", Ben.Interface, Paused("Lunch", Noon.AddMinutes(2)), Noon.AddMinutes(2));
        _recorder.Told("support", Ben.Interface, Paused("Meeting", Noon.AddMinutes(3)), Noon.AddMinutes(3));
        _recorder.Told("support", Ben.Interface, Ben with { LastPause = Seconds(Noon.AddMinutes(3)) }, Noon.AddMinutes(4));
        _recorder.Told("support", Ben.Interface, null, Noon.AddMinutes(5));

        Assert.Equal(
            [
                "logged-in 12:01–12:05", "logged-in 12:01–…", "paused Lunch 12:02–12:03", "paused Lunch 12:02–…", "paused Meeting 12:03–12:04", "paused Meeting 12:03–…",
            ],
            Taken());
    }

    [Fact]
    public void The_same_said_again_is_nothing_new()
    {
        List(Noon);
        var paused = Paused("Lunch", Noon.AddMinutes(1));
        _recorder.Told("support", Ben.Interface, paused, Noon.AddMinutes(1));
        Assert.Equal(2, Taken().Length);

        _recorder.Told("support", Ben.Interface, paused with { DeviceState = 6, CallsTaken = 3 }, Noon.AddMinutes(2));
        List(Noon.AddMinutes(3), paused);

        Assert.Empty(Taken());
    }

    [Fact]
    public void What_a_list_finds_has_begun_when_the_PBX_says_else_nobody_knows()
    {
        List(Noon, Ben with { LoginTime = Seconds(Noon.AddHours(-3)), IsPaused = true });

        Assert.Equal(["logged-in 09:00–…", "paused ≤12:00–…"], Taken());
    }

    [Fact]
    public void What_a_list_no_longer_has_was_over_by_then()
    {
        List(Noon, Paused("Lunch", Noon.AddHours(-1)) with { LoginTime = Seconds(Noon.AddHours(-3)) });
        Taken();

        List(Noon.AddMinutes(10));

        Assert.Equal(["logged-in 09:00–≤12:10", "paused Lunch 11:00–≤12:10"], Taken());
    }

    [Fact]
    public void Who_has_logged_in_again_unheard_was_logged_out_by_then()
    {
        List(Noon, Ben with { LoginTime = Seconds(Noon.AddHours(-3)) });
        Taken();

        List(Noon.AddMinutes(10), Ben with { LoginTime = Seconds(Noon.AddMinutes(4)) });

        Assert.Equal(["logged-in 09:00–≤12:04", "logged-in 12:04–…"], Taken());
    }

    [Fact]
    public void After_a_start_what_the_list_says_as_well_goes_on_in_its_row_and_the_rest_has_ended()
    {
        var row = new AgentTimeRow { Id = 7 };
        _recorder.Resume(
        [
            new AgentTime("main", "support", Ben.Interface, "Ben", AgentEvent.LoggedIn, Noon.AddHours(-3)) { IsSinceKnown = true, Row = row },
            new AgentTime("main", "support", Ben.Interface, "Ben", AgentEvent.Paused, Noon.AddHours(-2)) { IsSinceKnown = true, Reason = "Lunch" },
            new AgentTime("main", "gone", "PJSIP/1003", "Clara", AgentEvent.LoggedIn, Noon.AddHours(-1)),
        ]);

        List(Noon, Ben with { LoginTime = Seconds(Noon.AddHours(-3)) });
        Assert.Equal(["logged-in ≤11:00–≤12:00", "paused Lunch 10:00–≤12:00"], Taken());

        _recorder.Told("support", Ben.Interface, null, Noon.AddMinutes(1));
        var ended = Assert.Single(_recorder.TakeChanged(_phones));
        Assert.Equal((7, Noon.AddHours(-3), Noon.AddMinutes(1), true), (ended.Row.Id, ended.Since, ended.Until, ended.IsUntilKnown));
    }

    [Fact]
    public void A_PBX_whose_clock_runs_ahead_makes_no_log_ins_of_its_own()
    {
        List(Noon);
        var ahead = Ben with { LoginTime = Seconds(Noon.AddMinutes(5)) };
        _recorder.Told("support", Ben.Interface, ahead, Noon.AddMinutes(1));
        Taken();

        for (var minute = 2; minute < 12; minute++) List(Noon.AddMinutes(minute), ahead);

        Assert.Empty(Taken());
    }

    [Fact]
    public void Who_belongs_to_a_queue_by_its_configuration_does_not_log_in_but_pauses()
    {
        List(Noon, Ben with { Membership = "static", LoginTime = Seconds(Noon.AddHours(-3)) });
        _recorder.Told("support", Ben.Interface, Paused("", Noon.AddMinutes(1)) with { Membership = "static" }, Noon.AddMinutes(1));

        Assert.Equal(["paused 12:01–…"], Taken());
    }

    [Fact]
    public void The_extension_of_the_agents_phone_is_kept_with_the_time()
    {
        List(Noon, Ben);

        Assert.Equal("1002", Assert.Single(_recorder.TakeChanged(_phones)).Extension!.Value.Exten);
        _recorder.Told("support", Ben.Interface, null, Noon.AddMinutes(1));
        Assert.Equal("1002", Assert.Single(_recorder.TakeChanged(new PhoneIndex())).Extension!.Value.Exten);
    }

    private static QueueMemberRow Paused(string reason, DateTimeOffset at) => Ben with { IsPaused = true, PausedReason = reason, LastPause = Seconds(at) };

    private static long Seconds(DateTimeOffset at) => at.ToUnixTimeSeconds();

    private void List(DateTimeOffset at, params QueueMemberRow[] agents)
    {
        _tracker.BeginList();
        _tracker.Load([new QueueRow.Parameters("support", "ringall", 0, 0, 0, 0, 0, null), .. agents.Select(agent => new QueueRow.Member("support", agent))], at);
        _recorder.Listed(_tracker, at);
    }

    private string[] Taken() => [.. _recorder.TakeChanged(_phones).Select(Text).Order(StringComparer.Ordinal)];

    private static string Text(AgentTime time)
    {
        var since = (time.IsSinceKnown ? "" : "≤") + time.Since.ToString("HH:mm", null);
        var until = time.Until is not { } end ? "…" : (time.IsUntilKnown ? "" : "≤") + end.ToString("HH:mm", null);
        return $"{time.Event.Word()}{(time.Reason.Length > 0 ? " " + time.Reason : "")} {since}–{until}";
    }
}
