using System.Globalization;
using AmiBlazor.Ami;
using AmiBlazor.Board;
using AmiBlazor.Refresh;
using AmiBlazor.Testing.Asterisk;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Refresh;

/// <summary>Refreshes of a real Asterisk, from the click to the database and the board.</summary>
[Needs(Need.Asterisk)]
public sealed class RealAsteriskRefreshTests
{
    private static readonly (string DeviceState, int Status)[] States =
        [("INUSE", 1), ("BUSY", 2), ("UNAVAILABLE", 4), ("RINGING", 8), ("RINGINUSE", 9), ("ONHOLD", 16), ("INVALID", 4)];

    [Theory, InlineData(16), InlineData(22)]
    public async Task Two_thousand_hints_are_saved_and_states_changed_on_the_pbx_come_with_the_next_refresh(int version)
    {
        await using var asterisk = await Requirements.StartAsteriskAsync(version, new() { Hints = RealAsteriskSettings.Numbered(2000) });
        await using var rig = await RigAsync(asterisk.Server());
        var first = (await rig.RefreshAsync()).Result;
        for (var i = 0; i < States.Length; i++)
            await asterisk.SetStateAsync($"Custom:{1100 + i}", States[i].DeviceState);

        var second = (await rig.RefreshAsync()).Result;
        var third = (await rig.RefreshAsync()).Result;

        Assert.Equal((RefreshOutcome.Completed, 2000, 2000, 0), (first.Outcome, first.Saved!.Known, first.Saved.Added, first.Saved.Changed));
        Assert.Equal((RefreshOutcome.Completed, 2000, 0, States.Length), (second.Outcome, second.Saved!.Known, second.Saved.Added, second.Saved.Changed));
        Assert.Equal((RefreshOutcome.Completed, 0), (third.Outcome, third.Saved!.Changed));
        Assert.Equal(2001, second.Statistics.TotalEvents);
        var board = rig.Database.Board.Rows("main").ToDictionary(row => row.Key.Exten, row => row.StatusCode, StringComparer.Ordinal);
        Assert.Equal(States.Select(state => state.Status), States.Select((_, i) => board[(1100 + i).ToString(CultureInfo.InvariantCulture)]));
        Assert.Equal(2000, (await rig.RowsAsync()).Length);
        Assert.Equal(States.Length - 2, (await rig.RowsAsync())
            .Count(row => !row.EndsWith("=0", StringComparison.Ordinal) && !row.EndsWith("=4", StringComparison.Ordinal)));
    }

    [Theory, InlineData(16), InlineData(22)]
    public async Task A_removed_hint_is_offline_while_its_namesake_in_another_context_stays_and_a_returned_one_is_back(int version)
    {
        (string, string, string)[] both = [("from-internal", "1000", "Custom:desk"), ("reception", "1000", "Custom:front"), ("reception", "1001", "Custom:b")];
        await using var asterisk = await Requirements.StartAsteriskAsync(version, new() { Hints = both });
        await asterisk.SetStateAsync("Custom:front", "INUSE");
        await using var rig = await RigAsync(asterisk.Server());
        await rig.RefreshAsync();
        var before = await rig.RowsAsync();

        await asterisk.ReloadAsync(both[1..]);
        var removed = (await rig.RefreshAsync()).Result;
        var without = await rig.RowsAsync();
        await asterisk.ReloadAsync(both);
        var returned = (await rig.RefreshAsync()).Result;

        Assert.Equal(["from-internal/1000=0", "reception/1000=1", "reception/1001=0"], before);
        Assert.Equal(["from-internal/1000=4*", "reception/1000=1", "reception/1001=0"], without);
        Assert.Equal(1, removed.Saved!.MarkedOffline);
        Assert.Equal(before, await rig.RowsAsync());
        Assert.Equal((1, 0), (returned.Saved!.Changed, returned.Saved.Added));
    }

    [Theory, InlineData(16), InlineData(22)]
    public async Task A_pbx_that_has_lost_all_hints_is_doubted_and_nothing_is_marked(int version)
    {
        await using var asterisk = await Requirements.StartAsteriskAsync(version);
        await asterisk.SetStateAsync("Custom:1001", "INUSE");
        await using var rig = await RigAsync(asterisk.Server());
        await rig.RefreshAsync();

        await asterisk.ReloadAsync([]);
        var result = (await rig.RefreshAsync()).Result;

        Assert.Equal((RefreshOutcome.Empty, RefreshFailure.None), (result.Outcome, result.Failure));
        Assert.Equal(["from-internal/1000=0", "from-internal/1001=1", "from-internal/1002=0"], await rig.RowsAsync());
        Assert.Equal(RefreshOutcome.Empty, (await rig.RunsAsync())[0].Outcome);
    }

    [Theory, InlineData(16), InlineData(22)]
    public async Task Contexts_that_are_not_configured_are_counted_and_not_saved(int version)
    {
        await using var asterisk = await Requirements.StartAsteriskAsync(version, new()
        {
            Hints = [.. RealAsteriskSettings.Numbered(5), .. RealAsteriskSettings.Numbered(7, "reception")],
        });
        var server = asterisk.Server();
        server.Contexts = ["reception"];
        await using var rig = await RigAsync(server);

        var result = (await rig.RefreshAsync()).Result;

        Assert.Equal((12, 5, 7), (result.Statistics.ExtensionsFound, result.Statistics.RowsOutsideContexts, result.Saved!.Known));
        Assert.All(await rig.RowsAsync(), row => Assert.StartsWith("reception/", row, StringComparison.Ordinal));
    }

    [Theory, InlineData(16), InlineData(22)]
    public async Task A_refresh_over_tls_completes(int version)
    {
        await using var asterisk = await Requirements.StartAsteriskAsync(version, new() { Tls = true, Hints = RealAsteriskSettings.Numbered(2000) });
        var server = asterisk.Server();
        (server.Tls, server.Port, server.TlsCertificateSha256) = (true, asterisk.TlsPort, asterisk.CertificateSha256);
        await using var rig = await RigAsync(server);

        var result = (await rig.RefreshAsync()).Result;

        Assert.Equal((RefreshOutcome.Completed, 2000), (result.Outcome, result.Saved!.Known));
    }

    [Theory, InlineData(16), InlineData(22)]
    public async Task A_follower_of_live_events_neither_sees_nor_feels_a_refresh(int version)
    {
        await using var asterisk = await Requirements.StartAsteriskAsync(version);
        await using var follower = await RawAmi.ConnectAsync(asterisk.Port);
        await follower.SendAsync("Action: Login", "Username: amiblazor", "Secret: " + asterisk.Server().Secret, "Events: call");
        await follower.ReadAsync();
        await using var rig = await RigAsync(asterisk.Server());

        await rig.RefreshAsync();
        await asterisk.SetStateAsync("Custom:1002", "RINGING");

        Assert.Equal("1002", (await follower.ReadUntilAsync(message => message["Event"] != "DeviceStateChange"))["Exten"]);
    }

    /// <summary>The refresh room with the given PBX under the name that it refreshes.</summary>
    internal static Task<RefreshRig> RigAsync(AmiServerOptions pbx, params (string Key, string Value)[] settings) => RefreshRig.StartAsync(
        server: main => (main.Host, main.Port, main.Username, main.Secret, main.Contexts, main.Tls, main.TlsCertificateSha256) =
            (pbx.Host, pbx.Port, pbx.Username, pbx.Secret, pbx.Contexts, pbx.Tls, pbx.TlsCertificateSha256),
        settings: settings);
}
