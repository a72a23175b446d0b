using System.Diagnostics;
using AmiBlazor.Board;
using AmiBlazor.Data;
using AmiBlazor.Demo;
using AmiBlazor.History;
using AmiBlazor.Live;
using AmiBlazor.Testing.Asterisk;
using AmiBlazor.Tests.Components.Pbxs;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Live;

/// <summary>The application recovers from failures of a real Asterisk without user action, and shows the gap.</summary>
[Needs(Need.Asterisk)]
public sealed class RealAsteriskRecoveryTests(ITestOutputHelper output)
{
    /// <summary>A machine under load may take its time; how long it took is in the output.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    private static readonly IReadOnlyList<(string Context, string Exten, string Hint)> Hints = RealAsteriskSettings.Numbered(20);

    // Two are gone, one has other devices, one is new.
    private static readonly (string Context, string Exten, string Hint)[] OtherHints =
        [.. Hints.Skip(3), ("from-internal", "1002", "Custom:1002&Custom:1003"), ("reception", "1000", "Custom:1004")];

    [Theory, ClassData<AsteriskVersions>]
    public async Task It_restarts_itself(int version)
    {
        await using var asterisk = await Requirements.StartAsteriskAsync(version, new() { Hints = Hints });
        await using var app = await FollowedApp.StartAsync(asterisk.Server());
        await asterisk.SetStateAsync("Custom:1004", "RINGING");
        await app.UntilStatusAsync("1004", 8);

        asterisk.WriteHints(OtherHints);
        await asterisk.RestartItselfAsync();
        await RecoverAsync(app, asterisk);

        var gap = Assert.Single(await app.GapsAsync());
        Assert.Contains("reported that it is restarting", gap.Reason, StringComparison.Ordinal);
        await AssertFoundThenAsync(app, gap, "1000", "1001");
        Assert.Equal(1, app.Health.Reconnects);
        Assert.Null(app.Health.Warning);
    }

    [Theory, ClassData<AsteriskVersions>]
    public async Task It_is_killed_and_starts_again_with_other_states(int version)
    {
        await using var asterisk = await Requirements.StartAsteriskAsync(version, new() { Hints = Hints });
        await using var app = await FollowedApp.StartAsync(asterisk.Server());
        await asterisk.SetStateAsync("Custom:1004", "RINGING");
        await app.UntilStatusAsync("1004", 8);

        await asterisk.KillAsync();
        await app.UntilAsync("down", () => app.Health.State == MainConnectionState.Down);
        asterisk.KeepStates(("Custom:1004", "INUSE"), ("Custom:1005", "BUSY"));
        await asterisk.RestartAsync();
        await RecoverAsync(app, asterisk);

        var gap = Assert.Single(await app.GapsAsync());
        Assert.Equal(2, gap.Changed);
        await AssertFoundThenAsync(app, gap, "1004", "1005");
        Assert.Equal([0, 8, 1], (await app.HistoryAsync("1004")).Select(change => change.ToCode));
        Assert.Equal(1, app.Health.Reconnects);
        Assert.Null(app.Health.Warning);
    }

    [Theory, ClassData<AsteriskVersions>]
    public async Task It_freezes_for_less_than_it_may_and_nothing_is_lost(int version)
    {
        await using var asterisk = await Requirements.StartAsteriskAsync(version, new() { Hints = Hints });
        await using var relay = new RecordingRelay(asterisk.Port);
        var server = asterisk.Server();
        server.Port = relay.Port;
        await using var app = await FollowedApp.StartAsync(server, ("Live:PingInterval", "00:00:01"), ("Live:PingTimeout", "00:00:20"));
        var main = Assert.Single(relay.Connections);

        await asterisk.FreezeAsync();
        var pings = main.Actions.Count(IsPing);
        await main.Sent.UntilAsync(_ => main.Actions.Count(IsPing) > pings);
        await asterisk.SendStateAsync("Custom:1004", "RINGING");
        await asterisk.ContinueAsync();
        var back = Stopwatch.GetTimestamp();
        await app.UntilStatusAsync("1004", 8);
        Report("shown", back);
        await app.UntilLikeAsync(asterisk);

        Assert.Empty(await app.GapsAsync());
        Assert.Equal([ChangeSource.Resync, ChangeSource.Live], (await app.HistoryAsync("1004")).Select(change => change.Source));
        Assert.Single(relay.Connections);
    }

    [Theory, ClassData<AsteriskVersions>]
    public async Task It_freezes_for_longer_and_goes_on_with_other_states(int version)
    {
        await using var asterisk = await Requirements.StartAsteriskAsync(version, new() { Hints = Hints });
        await using var app = await FollowedApp.StartAsync(asterisk.Server(), ("Live:PingInterval", "00:00:01"), ("Live:PingTimeout", "00:00:01"));

        await asterisk.FreezeAsync();
        var frozenAt = DateTimeOffset.UtcNow;
        var noticed = await app.UntilAsync("down", () => app.Health.State == MainConnectionState.Down);
        output.WriteLine($"Noticed after {noticed.TotalSeconds:0.0} s.");
        await asterisk.SendStateAsync("Custom:1004", "RINGING");
        await asterisk.SendStateAsync("Custom:1005", "BUSY");
        var (continuedAt, back) = (UtcTime.AsStored(DateTimeOffset.UtcNow), Stopwatch.GetTimestamp());
        await asterisk.ContinueAsync();
        await app.UntilAsync("both states", () => app.Board.Rows("real").Count(row => row.StatusCode is 8 or 2) == 2);
        await RecoverAsync(app, asterisk, back);

        var gap = Assert.Single(await app.GapsAsync());
        Assert.Contains("did not answer Ping", gap.Reason, StringComparison.Ordinal);
        Assert.InRange(gap.BeganAt, frozenAt.AddSeconds(-3), frozenAt);
        Assert.InRange(gap.EndedAt!.Value, frozenAt, DateTimeOffset.UtcNow);

        // What it was told while it was frozen it does before, while or after it lists; nothing of it may seem to be from before.
        Assert.All((await app.HistoryAsync()).Where(change => change.FromCode is not null), change => Assert.True(change.At >= continuedAt));
        Assert.Null(app.Health.Warning);
    }

    [Theory]
    [InlineData(16, "dialplan reload"), InlineData(22, "dialplan reload")]
    [InlineData(16, "module reload pbx_config"), InlineData(22, "module reload pbx_config")]
    [InlineData(16, "core reload"), InlineData(22, "core reload")]
    public async Task Its_dialplan_is_reloaded_with_other_hints_and_back(int version, string command)
    {
        await using var asterisk = await Requirements.StartAsteriskAsync(version, new() { Hints = Hints });
        await using var app = await FollowedApp.StartAsync(asterisk.Server());
        await asterisk.SetStateAsync("Custom:1003", "RINGING");
        await asterisk.SetStateAsync("Custom:1004", "INUSE");
        await app.UntilStatusAsync("1004", 1);

        await asterisk.ReloadAsync(OtherHints, command);
        await RecoverAsync(app, asterisk);
        await asterisk.SetStateAsync("Custom:1004", "ONHOLD");
        await app.UntilAsync("the new hint lives", () => app.Board.Rows("real").Count(row => row.StatusCode == 16) == 2);
        await asterisk.ReloadAsync(Hints, command);
        await RecoverAsync(app, asterisk);

        Assert.Empty(await app.GapsAsync());
        Assert.Equal(0, app.Health.Reconnects);
        Assert.Null(app.Health.Warning);
    }

    [Theory]
    [InlineData(16, "dialplan reload"), InlineData(22, "dialplan reload")]
    [InlineData(16, "module reload pbx_config"), InlineData(22, "module reload pbx_config")]
    public async Task All_hints_are_removed_and_come_back(int version, string command)
    {
        await using var asterisk = await Requirements.StartAsteriskAsync(version, new() { Hints = Hints });
        await using var app = await FollowedApp.StartAsync(asterisk.Server());
        var known = await asterisk.ListAsync();

        await asterisk.ReloadAsync([], command);
        // Asterisk sends no event for `dialplan reload` without hints.
        if (!command.StartsWith("dialplan", StringComparison.Ordinal))
            await app.UntilAsync("in doubt", () => app.Health.Trouble is not null);
        Assert.Equal(known.Count, app.Board.Rows("real").Count(row => row.Present));
        await asterisk.ReloadAsync(Hints, command);
        await RecoverAsync(app, asterisk);

        Assert.Null(app.Health.Warning);
    }

    private static bool IsPing(string action) => string.Equals(action, "Ping", StringComparison.Ordinal);

    /// <summary>The board comes to be like the PBX that has just come back.</summary>
    private async Task RecoverAsync(FollowedApp app, RealAsterisk asterisk, long? backAt = null)
    {
        var back = backAt ?? Stopwatch.GetTimestamp();
        await app.UntilLikeAsync(asterisk);
        Report("right", back);
    }

    private void Report(string what, long back)
    {
        var elapsed = Stopwatch.GetElapsedTime(back);
        output.WriteLine($"{what} {elapsed.TotalMilliseconds:0} ms after the PBX was back.");
        Assert.InRange(elapsed, TimeSpan.Zero, Longest);
    }

    /// <summary>The last change of these was found at the end of the gap, and nothing was made up inside of it.</summary>
    private static async Task AssertFoundThenAsync(FollowedApp app, MonitoringGap gap, params string[] extens)
    {
        Assert.True(gap.BeganAt < gap.EndedAt);
        foreach (var exten in extens)
        {
            var last = (await app.HistoryAsync(exten))[^1];
            Assert.Equal((ChangeSource.Resync, UtcTime.AsStored(gap.EndedAt!.Value)), (last.Source, last.At));
        }

        Assert.DoesNotContain(
            await app.HistoryAsync(), change => change.Source is ChangeSource.Resync && change.At > gap.BeganAt
                && change.At < UtcTime.AsStored(gap.EndedAt!.Value));
    }
}
