using AmiBlazor.Auth.Accounts;
using AmiBlazor.Board;
using AmiBlazor.Components.Refreshing;
using AmiBlazor.Live;
using AmiBlazor.Refresh;
using AmiBlazor.Store;
using AmiBlazor.Tests.Browser;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Components.Refreshing;

public sealed class RefreshNotificationsTests
{
    private readonly RefreshNotifications _ledger = new();

    [Fact]
    public void A_new_click_takes_the_place_of_all_that_the_last_one_told()
    {
        _ledger.Take([Result("b1", "berlin"), Result("h1", "hamburg", secondsLater: 1)]);
        Assert.Equal(["berlin", "hamburg"], _ledger.Lines.Select(line => line.Server));

        _ledger.Take([Result("b2", "berlin", secondsLater: 60), Result("b1", "berlin"), Result("h1", "hamburg", secondsLater: 1)]);

        Assert.Equal(["berlin"], _ledger.Lines.Select(line => line.Server));
    }

    [Fact]
    public void What_was_taken_once_is_no_news_again()
    {
        RefreshResult[] ended = [Result("a", "main", RefreshOutcome.Failed)];
        _ledger.Take(ended);
        _ledger.Dismiss(_ledger.Notices[0]);

        Assert.Empty(_ledger.Take(ended));

        Assert.Empty(_ledger.Notices);
    }

    [Fact]
    public void Of_errors_that_pile_up_the_last_of_each_PBX_is_kept()
    {
        _ledger.Take([Result("a", "berlin", RefreshOutcome.Failed)]);
        _ledger.Take([Result("b", "hamburg", RefreshOutcome.TimedOut, 10)]);
        _ledger.Take([Result("c", "berlin", RefreshOutcome.Failed, 20)]);

        Assert.Equal(["berlin", "hamburg"], _ledger.Notices.Select(notice => notice.Server));
    }

    [Fact]
    public void The_success_of_somebody_else_does_not_put_away_an_unread_error()
    {
        _ledger.Take([Result("a", "main", RefreshOutcome.Failed)]);

        _ledger.Take([Result("b", "main", secondsLater: 10)]);

        Assert.Single(_ledger.Notices);
        Assert.Single(_ledger.Lines);
    }

    [Fact]
    public void A_warning_stands_beside_the_result_it_belongs_to()
    {
        _ledger.Take([Result("a", "main") with { WarningSentence = $"Half of it is gone." }]);

        Assert.Equal((false, "Half of it is gone."), (_ledger.Notices[0].IsError, _ledger.Notices[0].Sentence.Format));
        Assert.Equal("told", Assert.Single(_ledger.Lines).Sentence.Format);
    }

    [Fact]
    public void Whether_the_board_was_right_is_told_with_the_result()
    {
        _ledger.Take([Result("a", "berlin"), Result("b", "hamburg") with { TruthSentence = $"Right.", Saved = Verified(0) },
            Result("c", "main") with { TruthSentence = $"Wrong.", Saved = Verified(2) }]);

        Assert.Equal([(null, false), ("Right.", false), ("Wrong.", true)], _ledger.Lines.Select(line => (line.Truth?.Format, line.IsWrong)));
    }

    [Fact]
    public void Ones_own_refresh_bears_no_name()
    {
        _ledger.Own("a");

        _ledger.Take([Result("a", "berlin"), Result("b", "hamburg")]);

        Assert.Equal([null, "bernd"], _ledger.Lines.Select(line => line.AskedBy));
    }

    [Fact]
    public void What_the_warning_about_a_main_connection_says_is_told_there_and_goes_with_it()
    {
        _ledger.Take([Result("a", "berlin", RefreshOutcome.Failed), Result("b", "hamburg", RefreshOutcome.Failed)]);

        Assert.True(_ledger.Compare(BerlinSaysTheSame));
        Assert.Equal("berlin", Assert.Single(_ledger.ToldBelow).Server);
        Assert.False(_ledger.Compare(BerlinSaysTheSame));
        Assert.Equal(2, _ledger.Notices.Count);

        Assert.True(_ledger.Compare(static _ => null));
        Assert.Empty(_ledger.ToldBelow);
        Assert.Equal("hamburg", Assert.Single(_ledger.Notices).Server);
    }

    [Fact]
    public void What_no_warning_says_stands_in_full()
    {
        _ledger.Take([Result("a", "berlin", RefreshOutcome.Failed)]);

        Assert.False(_ledger.Compare(static server => Refused(server, $"told") with { State = MainConnectionState.Off }));
        Assert.False(_ledger.Compare(static server => Refused(server, $"told") with { State = MainConnectionState.Following, Trouble = null }));

        Assert.Empty(_ledger.ToldBelow);
        Assert.Single(_ledger.Notices);
    }

    private static MainConnectionHealth BerlinSaysTheSame(string server) => Refused(server, $"{(server is "berlin" ? "told" : "something else")}");

    private static MainConnectionHealth Refused(string server, FormattableString trouble) =>
        new() { Server = server, State = MainConnectionState.Refused, Since = Noon, Trouble = trouble };

    private static RefreshResult Result(string id, string server, RefreshOutcome outcome = RefreshOutcome.Completed, int secondsLater = 0) => new()
    {
        ConnectionId = id,
        Server = server,
        AskedBy = "bernd",
        StartedAt = Noon.AddSeconds(secondsLater),
        Duration = TimeSpan.FromSeconds(1),
        Outcome = outcome,
        Sentence = $"told",
    };
}
