using AmiBlazor.Board;
using AmiBlazor.Demo;
using AmiBlazor.Live;
using AmiBlazor.Testing.Asterisk;
using AmiBlazor.Tests.Components.Pbxs;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Live;

/// <summary>What a real Asterisk's manager.conf does not allow is said in words, and got over when it is mended.</summary>
[Needs(Need.Asterisk)]
public sealed class RealAsteriskRightsTests
{
    [Theory, ClassData<AsteriskVersions>]
    public async Task Without_read_call_what_a_refresh_finds_is_told_as_missing_events_until_it_is_mended(int version)
    {
        await using var asterisk = await Requirements.StartAsteriskAsync(version, new() { Accounts = [new("amiblazor", Read: "system")] });
        await AssertDeafUntilMendedAsync(asterisk, "read=call");
    }

    [Theory, ClassData<AsteriskVersions>]
    public async Task An_event_filter_that_swallows_the_events_is_told_until_it_is_mended(int version)
    {
        await using var asterisk = await Requirements.StartAsteriskAsync(version, new()
        {
            Accounts = [new("amiblazor") { Lines = ["eventfilter = !Event: ExtensionStatus"] }],
        });
        await AssertDeafUntilMendedAsync(asterisk, "keeps it away");
    }

    [Theory, ClassData<AsteriskVersions>]
    public async Task Without_read_system_it_is_followed_all_the_same(int version)
    {
        await using var asterisk = await Requirements.StartAsteriskAsync(version, new() { Accounts = [new("amiblazor", Read: "call")] });
        await using var app = await FollowedApp.StartAsync(asterisk.Server());

        await asterisk.SetStateAsync("Custom:1001", "RINGING");
        await app.UntilStatusAsync("1001", 8);
        await asterisk.KillAsync();
        await app.UntilAsync("down", () => app.Health.State == MainConnectionState.Down);
        await asterisk.RestartAsync();
        await app.UntilLikeAsync(asterisk);

        Assert.Equal(ChangeSource.Live, (await app.HistoryAsync("1001"))[1].Source);
        Assert.Single(await app.GapsAsync());
        Assert.Null(app.Health.Warning);
    }

    [Theory, InlineData(16), InlineData(22)]
    public async Task Without_write_reporting_it_is_refused_in_the_pbx_s_words_until_it_is_mended(int version)
    {
        await using var asterisk = await Requirements.StartAsteriskAsync(version, new() { Accounts = [new("amiblazor", Write: "")] });
        await AssertRefusedUntilMendedAsync(asterisk, "write=reporting", "Permission denied");
    }

    [Theory, ClassData<AsteriskVersions>]
    public async Task A_wrong_secret_is_refused_in_the_pbx_s_words_until_it_is_mended(int version)
    {
        await using var asterisk = await Requirements.StartAsteriskAsync(version, new() { Accounts = [new("amiblazor") { Lines = ["secret = another"] }] });
        await AssertRefusedUntilMendedAsync(asterisk, "Check the username, the secret", "Authentication failed");
    }

    [Theory, ClassData<AsteriskVersions>]
    public async Task An_account_for_one_login_is_used_by_the_main_connection_and_the_refresh_says_what_to_do(int version)
    {
        await using var asterisk = await Requirements.StartAsteriskAsync(version, new() { Accounts = [new("amiblazor") { Lines = ["allowmultiplelogin = no"] }] });
        await using var app = await FollowedApp.StartAsync(asterisk.Server());

        var result = await app.RefreshAsync();
        await asterisk.SetStateAsync("Custom:1001", "RINGING");
        await app.UntilStatusAsync("1001", 8);

        Assert.Equal(RefreshOutcome.Failed, result.Outcome);
        Assert.Contains("allowmultiplelogin=yes", result.Message, StringComparison.Ordinal);
        Assert.Equal((MainConnectionState.Following, 0), (app.Health.State, app.Health.Reconnects));
    }

    private static async Task AssertDeafUntilMendedAsync(RealAsterisk asterisk, string words)
    {
        await using var app = await FollowedApp.StartAsync(asterisk.Server(), ("Live:CheckInterval", "00:00:30"));
        await asterisk.SetStateAsync("Custom:1001", "RINGING");

        var deaf = await app.RefreshAsync();
        await app.RefreshAsync();

        // What refreshes found reaches the main connection with its next write.
        await app.UntilAsync("warned", () => app.Health.Warning is not null);
        var warning = app.Health.Warning;

        // That a second refresh found nothing new is no reason to be content.
        Assert.Equal(1, deaf.Saved!.Differing);
        Assert.Contains(words, warning?.Format, StringComparison.Ordinal);
        Assert.Contains("eventfilter", warning?.Format, StringComparison.Ordinal);
        Assert.False(app.Health.IsTrusted);

        // The rights are those of the login: the next but one has them for certain.
        await asterisk.GrantAsync(new RealAsteriskAccount("amiblazor"));
        var reconnects = app.Health.Reconnects;
        await app.UntilAsync("made anew", () => app.Health.Reconnects > reconnects + 1 && app.Health.State == MainConnectionState.Following);

        // Between two connections a change is found rather than heard; the first that is heard ends the doubt.
        for (var change = 0; change < 20 && !app.Health.IsTrusted; change++)
        {
            await asterisk.SetStateAsync("Custom:1002", change % 2 == 0 ? "INUSE" : "RINGING");
            await app.UntilStatusAsync("1002", change % 2 == 0 ? 1 : 8);
            Assert.Equal(RefreshOutcome.Completed, (await app.RefreshAsync()).Outcome);
        }

        Assert.Null(app.Health.Warning);
        Assert.Equal(ChangeSource.Live, (await app.HistoryAsync("1002"))[^1].Source);
        Assert.Empty(await app.GapsAsync());
    }

    private static async Task AssertRefusedUntilMendedAsync(RealAsterisk asterisk, string sentence, string words)
    {
        await using var app = await FollowedApp.StartUnfollowedAsync(asterisk.Server(), ("Live:RefusedWait", "00:00:02"));

        await app.UntilAsync("refused", () => app.Health.State == MainConnectionState.Refused);
        var refused = app.Health;

        Assert.Contains(sentence, FormattableString.Invariant(refused.Trouble!), StringComparison.Ordinal);
        Assert.Contains(words, refused.PbxWords, StringComparison.Ordinal);
        Assert.InRange(refused.NextTryAt!.Value, refused.Since.AddSeconds(1), refused.Since.AddSeconds(5));
        await asterisk.GrantAsync(new RealAsteriskAccount("amiblazor"));
        await app.UntilFollowingAsync();
        Assert.Null(app.Health.Trouble);
    }
}
