using AmiBlazor.Demo;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Live;

/// <summary>Presences that no event has told: those that were set before AmiBlazor came, or while it was away.</summary>
public sealed class LivePresencesTests
{
    [Fact]
    public async Task What_was_set_before_and_what_changed_without_an_event_is_on_the_board()
    {
        await using var pbx = FakeAmiServer.Start();
        var answers = pbx.AnswerByItself(
            new("from-internal", "1001", "PJSIP/1001,CustomPresence:1001", 0), new("from-internal", "1002", "PJSIP/1002,CustomPresence:1002", 0),
            new("from-internal", "1003", "PJSIP/1003", 0));
        answers.Presences["CustomPresence:1001"] = ("away", "At lunch\nback at two");
        answers.Presences["CustomPresence:1002"] = ("not_set", "");
        answers.Presences["CustomPresence:9999"] = ("dnd", "nobody's");
        await using var app = await FollowedApp.StartAsync(pbx.Options("real"));

        await app.UntilAsync("told", () => Presences(app) is ["away: At lunch back at two", "", ""]);
        Assert.Single(answers.Actions, "PresenceState");

        answers.Presences.TryRemove("CustomPresence:1001", out _);
        answers.Presences["CustomPresence:1002"] = ("xa", "");
        await pbx.Sessions.Last().SendAsync("Event: Reload", "Privilege: system,all", "Module: All", "Status: 0");

        await app.UntilAsync("changed", () => Presences(app) is ["", "xa: ", ""]);
        Assert.Equal(0, app.Health.Gaps);
    }

    [Fact]
    public async Task A_PBX_that_cannot_list_presences_is_followed_all_the_same()
    {
        await using var pbx = FakeAmiServer.Start();
        var answers = pbx.AnswerByItself(new AmiBlazor.Ami.ExtensionState("from-internal", "1001", "PJSIP/1001,CustomPresence:1001", 0));
        answers.Refusals["PresenceStateList"] = "Permission denied";

        await using var app = await FollowedApp.StartAsync(pbx.Options("real"));

        Assert.Null(app.Health.Warning);
        Assert.Contains("PresenceStateList", answers.Actions);
    }

    [Theory, InlineData(16), InlineData(22)]
    [Needs(Need.Asterisk)]
    public async Task A_real_Asterisk_tells_them_with_every_line(int version)
    {
        await using var asterisk = await Requirements.StartAsteriskAsync(version, new()
        {
            Hints = [("from-internal", "1001", "Custom:1001,CustomPresence:1001"), ("from-internal", "1002", "Custom:1002,CustomPresence:1002")],
            Modules = ["func_presencestate", "res_manager_presencestate"],
        });
        await asterisk.SendValueAsync("PRESENCE_STATE(CustomPresence:1001)", "away,,QXQgImx1bmNoIgpiYWNrIGF0IHR3bw==,e");

        await using var app = await FollowedApp.StartAsync(asterisk.Server());

        await app.UntilAsync("told", () => Presences(app) is ["away: At \"lunch\" back at two", ""]);
        Assert.Equal(0, app.Health.Gaps);
    }

    private static string[] Presences(FollowedApp app) =>
        [.. app.Board.Rows("real").Select(row => row.Presence is null ? "" : $"{row.Presence}: {row.PresenceMessage}")];
}
