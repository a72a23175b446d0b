using AmiBlazor.Board;
using AmiBlazor.Calls;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace AmiBlazor.Tests.Calls;

/// <summary>
/// What a viewer sees of calls: the calls of visible extensions, never another extension, and of parties outside what the privacy of numbers allows.
/// </summary>
public sealed class CallVisibilityTests
{
    private const string Outside = "+4930555123";

    private static readonly ExtensionScope Sales = new(null, ["Sales"]);

    private readonly CallScene _scene = new CallScene().Extension("1001", "PJSIP/1001").Extension("1002", "PJSIP/1002").Extension("1005", "PJSIP/1005");
    private readonly BoardSnapshot _board;

    public CallVisibilityTests()
    {
        var board = new LiveBoard(TimeProvider.System, NullLogger<LiveBoard>.Instance);
        board.Replace(
            "main",
            [
                TestData.BoardRow("1001", department: "Sales", id: 1, name: "Anna"), TestData.BoardRow("1002", department: "Sales", id: 2, name: "Ben"),
                TestData.BoardRow("1005", department: "Board", id: 3, name: "Emil"),
            ],
            new BoardPbx("main", null));
        _board = board.Snapshot;
    }

    [Fact]
    public void Whoever_sees_everything_sees_every_call_as_it_is()
    {
        Talk("1", "1001", "2", "1005");

        var shown = Of(ExtensionScope.All);

        Assert.Same(Assert.Single(_scene.Shown.Calls), Assert.Single(shown));
    }

    [Fact]
    public void A_call_between_hidden_extensions_or_of_parties_outside_alone_is_not_seen()
    {
        Talk("1", "1005", "2", Outside);
        Talk("3", Outside, "4", "1006");

        Assert.Empty(Of(Sales));
        Assert.Empty(Of(new ExtensionScope(["another"], null)));
        Assert.Empty(Of(ExtensionScope.None));
        Assert.Equal(2, Of(ExtensionScope.All).Count());
    }

    [Fact]
    public void Beside_a_visible_extension_a_hidden_one_has_neither_number_nor_name()
    {
        Talk("1", "1001", "2", "1005");

        var call = Assert.Single(Of(Sales));
        Assert.Equal([("1001", "Name 1001", false), ("", "", true)], call.Parties.Select(party => (party.Number, party.Name, party.IsHidden)));
        Assert.Equal(("", "", true), (call.Parties[0].Peers[0].Number, call.Parties[0].Peers[0].Name, call.Parties[0].Peers[0].IsHidden));
        AssertNowhere("1005", call);
    }

    [Fact]
    public void Who_rings_hears_no_number_of_a_hidden_extension_though_no_channel_of_it_is_known()
    {
        _scene.New("2", "PJSIP/1001-00000002", "1001", state: 5).Change("2", channel => channel with { ConnectedNumber = "1005", ConnectedName = "Name 1005" });

        AssertNowhere("1005", Assert.Single(Of(Sales)));
    }

    [Fact]
    public void A_phone_without_a_hint_does_not_betray_the_number_of_a_hidden_extension()
    {
        Talk("1", "1001", "2", "1005", otherDevice: "PJSIP/mobile-of-emil");

        AssertNowhere("1005", Assert.Single(Of(Sales)));
    }

    /// <summary>Asterisk gives the channel of whom it makes listen the number of whom they listen to, if it is told to.</summary>
    [Fact]
    public void A_visible_phone_that_shows_the_number_of_a_hidden_extension_as_its_own_does_not_betray_it()
    {
        Talk("1", "1002", "2", "1001");
        _scene.Change("2", channel => channel with { Number = "1005", PartyName = "Name 1005" });

        AssertNowhere("1005", Assert.Single(Of(Sales)));
    }

    [Theory]
    [InlineData("1005", "")]
    [InlineData("**1005", "")]
    [InlineData("*801005#", "")]
    [InlineData("**1002", "**1002")]
    [InlineData("0301005123", "0301005123")]
    public void A_code_that_was_dialled_does_not_betray_the_number_of_a_hidden_extension_in_it(string dialled, string shown)
    {
        Talk("1", "1001", "2", "1002");
        var call = Assert.Single(_scene.Read().Calls);

        var seen = new CallVisibility(Sales, NumberPrivacy.Full, _board).Of(call with { Parties = [call.Parties[0] with { Dialled = dialled }, call.Parties[1]] });

        Assert.Equal(shown, seen!.Parties[0].Dialled);
    }

    [Fact]
    public void Whom_a_supervisor_listens_to_is_for_those_who_see_all_departments()
    {
        Talk("1", "1001", "2", Outside);
        _scene.New("3", "PJSIP/1002-00000003", "1002", state: 6).Tell(new AmiBlazor.Ami.ChannelEvent.Spying(_scene.Snapshot("3"), "1"));

        Assert.Equal("PJSIP/1001", Of(new ExtensionScope(["main"], null)).SelectMany(call => call.Parties).Single(party => party.ChannelId == "3").ListensTo);
        Assert.Equal("", Of(Sales).SelectMany(call => call.Parties).Single(party => party.ChannelId == "3").ListensTo);
    }

    [Theory]
    [InlineData(NumberPrivacy.Full, Outside, Outside, "Name " + Outside)]
    [InlineData(NumberPrivacy.LastDigits, Outside, "…123", "")]
    [InlineData(NumberPrivacy.LastDigits, "112", "112", "")]
    [InlineData(NumberPrivacy.LastDigits, "anonymous", "", "")]
    [InlineData(NumberPrivacy.LastDigits, "sip:anna@10.20.30.40", "", "")]
    [InlineData(NumberPrivacy.LastDigits, "sip:+4930555123@example.org;tag=777", "…123", "")]
    [InlineData(NumberPrivacy.LastDigits, "sip:anna123@example.org", "", "")]
    [InlineData(NumberPrivacy.LastDigits, "tel:+4930555123", "…123", "")]
    [InlineData(NumberPrivacy.LastDigits, "49 30 (555) 1-2-3", "…123", "")]
    [InlineData(NumberPrivacy.LastDigits, "\ud83d\ude00\ud83d\ude00", "", "")]
    [InlineData(NumberPrivacy.None, Outside, "", "")]
    public void Of_a_party_outside_the_privacy_of_numbers_decides(NumberPrivacy privacy, string number, string shown, string name)
    {
        Talk("1", "1001", "2", number, otherDevice: "PJSIP/trunk");

        foreach (var scope in new[] { ExtensionScope.All, Sales })
        {
            var call = Assert.Single(Of(scope, privacy));
            Assert.Equal((shown, name), (call.Parties[1].Number, call.Parties[1].Name));
            Assert.Equal((shown, name), (call.Parties[0].Peers[0].Number, call.Parties[0].Peers[0].Name));
            Assert.Equal("1001", call.Parties[0].Number);
            Assert.Equal("1001", call.Parties[1].Peers[0].Number);
            Assert.Equal(privacy == NumberPrivacy.Full ? "1002" : "", call.Parties[0].Dialled);
        }
    }

    [Fact]
    public void What_an_extension_does_is_shown_the_same_way()
    {
        Talk("1", "1001", "2", "1005");

        var party = Assert.Single(new CallVisibility(Sales, NumberPrivacy.Full, _board).Of(_scene.Read(), new ExtensionKey("main", "from-internal", "1001")));

        Assert.True(party.Peers[0].IsHidden);
    }

    private IEnumerable<Call> Of(ExtensionScope scope, NumberPrivacy privacy = NumberPrivacy.Full) =>
        new CallVisibility(scope, privacy, _board).Of(_scene.Read());

    private void Talk(string one, string number, string other, string otherNumber, string? otherDevice = null)
    {
        _scene.New(one, $"PJSIP/{number}-0000000{one}", number).New(other, $"{otherDevice ?? "PJSIP/" + otherNumber}-0000000{other}", otherNumber, one)
            .Change(one, channel => channel with { State = 6, PartyName = "Name " + number, ConnectedNumber = otherNumber, ConnectedName = "Name " + otherNumber })
            .Change(other, channel => channel with { State = 6, PartyName = "Name " + otherNumber, ConnectedNumber = number, ConnectedName = "Name " + number })
            .Enter(one, "b" + one).Enter(other, "b" + one);
    }

    private static void AssertNowhere(string secret, Call call)
    {
        var texts = call.Parties.SelectMany(party => new[] { party.Number, party.Name, party.Device, party.Dialled, party.ListensTo ?? "" }
            .Concat(party.Extensions.Select(key => key.Exten))
            .Concat(party.Peers.SelectMany(peer => new[] { peer.Number, peer.Name }.Concat(peer.Extensions.Select(key => key.Exten)))));
        Assert.DoesNotContain(texts, text => text.Contains(secret, StringComparison.Ordinal));
    }
}
