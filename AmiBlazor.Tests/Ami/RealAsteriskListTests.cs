using System.Globalization;
using AmiBlazor.Ami;
using AmiBlazor.Board;
using AmiBlazor.Demo;
using AmiBlazor.Testing.Asterisk;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AmiBlazor.Tests.Ami;

/// <summary>Lists and single queries of a real Asterisk.</summary>
[Needs(Need.Asterisk)]
public sealed class RealAsteriskListTests : IAsyncDisposable
{
    /// <summary>What a device's state makes of its hint: number and Asterisk's own word.</summary>
    private static readonly (string DeviceState, int Status, string Text)[] States =
    [
        ("INUSE", 1, "InUse"), ("BUSY", 2, "Busy"), ("INVALID", 4, "Unavailable"), ("RINGING", 8, "Ringing"), ("RINGINUSE", 9, "InUse&Ringing"),
        ("ONHOLD", 16, "Hold"), ("UNAVAILABLE", 4, "Unavailable"), ("NOT_INUSE", 0, "Idle"),
    ];

    private readonly ServiceProvider _services =
        new ServiceCollection().AddLogging().AddAmi(new ConfigurationBuilder().Build()).BuildServiceProvider();

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    [Theory, InlineData(16), InlineData(22)]
    public async Task Two_thousand_hints_are_listed_as_the_pbx_itself_shows_them(int version)
    {
        await using var asterisk = await Requirements.StartAsteriskAsync(version, new() { Hints = RealAsteriskSettings.Numbered(2000) });
        for (var i = 0; i < 40; i++)
            await asterisk.SetStateAsync($"Custom:{1000 + (i * 37)}", States[i % (States.Length - 1)].DeviceState);

        var listed = await ListAsync(asterisk);

        var shown = (await asterisk.CommandAsync("core show hints")).Select(Shown).OfType<string>();
        Assert.Equal(2000, listed.Count);
        Assert.Equal(shown.Order(StringComparer.Ordinal), listed
            .Select(row => $"{row.Exten}@{row.Context} {row.Hint} {States.First(state => state.Status == row.Status).Text}")
            .Order(StringComparer.Ordinal));
    }

    [Theory, InlineData(16), InlineData(22)]
    public async Task Each_state_of_a_device_is_seen_and_a_single_query_says_the_same(int version)
    {
        await using var asterisk = await Requirements.StartAsteriskAsync(version);
        await using var session = await ConnectAsync(asterisk.Server());
        foreach (var (deviceState, status, _) in States)
        {
            // Over idle, since what follows what is not the question, and a return to the same status would bring no change.
            if (status != 0) await asterisk.SetStateAsync("Custom:1001", deviceState);

            var listed = Assert.Single(await ListAsync(session), row => row.Exten == "1001");
            var asked = await session.GetExtensionStateAsync("from-internal", "1001", TestContext.Current.CancellationToken).InTime();

            Assert.Equal(new ExtensionState("from-internal", "1001", "Custom:1001", status), listed);
            Assert.Equal(listed, asked);
            if (status != 0) await asterisk.SetStateAsync("Custom:1001", "NOT_INUSE");
        }
    }

    [Theory]
    [InlineData(16, "INUSE", "RINGING", 9), InlineData(22, "INUSE", "RINGING", 9)]
    [InlineData(16, "ONHOLD", "INUSE", 1), InlineData(22, "ONHOLD", "INUSE", 1)]
    public async Task A_hint_of_two_devices_has_one_status_for_both(int version, string first, string second, int status)
    {
        await using var asterisk = await Requirements.StartAsteriskAsync(version, new() { Hints = [("from-internal", "1000", "Custom:a&Custom:b")] });
        await asterisk.SetStateAsync("Custom:a", first);
        await asterisk.SetStateAsync("Custom:b", second);

        var row = Assert.Single(await ListAsync(asterisk));

        Assert.Equal(new ExtensionState("from-internal", "1000", "Custom:a&Custom:b", status), row);
    }

    [Theory, InlineData(16), InlineData(22)]
    public async Task The_same_exten_in_two_contexts_has_two_states(int version)
    {
        await using var asterisk = await Requirements.StartAsteriskAsync(version, new()
        {
            Hints = [("from-internal", "1000", "Custom:desk"), ("reception", "1000", "Custom:front")],
        });
        await asterisk.SetStateAsync("Custom:front", "RINGING");

        var listed = await ListAsync(asterisk);

        Assert.Equal(2, listed.Count);
        Assert.Contains(new ExtensionState("from-internal", "1000", "Custom:desk", 0), listed);
        Assert.Contains(new ExtensionState("reception", "1000", "Custom:front", 8), listed);
    }

    [Theory, InlineData(16), InlineData(22)]
    public async Task Single_queries_equal_the_list(int version)
    {
        await using var asterisk = await Requirements.StartAsteriskAsync(version, new()
        {
            Hints = [.. RealAsteriskSettings.Numbered(100), .. RealAsteriskSettings.Numbered(20, "reception")],
        });
        await asterisk.SetStateAsync("Custom:1007", "ONHOLD");
        await asterisk.SetStateAsync("Custom:1050", "BUSY");
        await using var session = await ConnectAsync(asterisk.Server());

        var listed = await ListAsync(session);
        var asked = await Task.WhenAll(listed.Select(row =>
            session.GetExtensionStateAsync(row.Context, row.Exten, TestContext.Current.CancellationToken))).InTime();

        Assert.Equal(120, listed.Count);
        Assert.Equal(listed, asked);
    }

    [Theory, InlineData(16), InlineData(22)]
    public async Task A_single_query_for_an_unknown_extension_says_so(int version)
    {
        await using var asterisk = await Requirements.StartAsteriskAsync(version);
        await using var session = await ConnectAsync(asterisk.Server());

        var state = await session.GetExtensionStateAsync("from-internal", "77", TestContext.Current.CancellationToken).InTime();

        Assert.Equal(new ExtensionState("from-internal", "77", "", -1), state);
    }

    [Theory, InlineData(16), InlineData(22)]
    public async Task A_pbx_without_hints_has_an_empty_list(int version)
    {
        await using var asterisk = await Requirements.StartAsteriskAsync(version, new() { Hints = [] });

        Assert.Empty(await ListAsync(asterisk));
    }

    [Theory, InlineData(16), InlineData(22)]
    public async Task A_pattern_hint_is_not_listed_and_a_removed_one_no_longer(int version)
    {
        await using var asterisk = await Requirements.StartAsteriskAsync(version, new()
        {
            Hints = [("from-internal", "1000", "Custom:1000"), ("from-internal", "_2XXX", "Custom:all"), ("from-internal", "1001", "Custom:1001")],
        });
        await using var session = await ConnectAsync(asterisk.Server());
        var before = await ListAsync(session);

        await asterisk.ReloadAsync([("from-internal", "1001", "Custom:1001")]);

        Assert.Equal(["1000", "1001"], before.Select(row => row.Exten).Order(StringComparer.Ordinal));
        Assert.Equal("1001", Assert.Single(await ListAsync(session)).Exten);
    }

    [Theory, InlineData(16), InlineData(22)]
    public async Task Killed_in_mid_list_the_pbx_is_named_and_restarted_it_lists_again(int version)
    {
        await using var asterisk = await Requirements.StartAsteriskAsync(version, new() { Hints = RealAsteriskSettings.Numbered(5_000) });
        await using var proxy = new PausingProxy(asterisk.Port, pauseAfter: 60_000);
        var server = asterisk.Server();
        server.Port = proxy.Port;
        await using var session = await ConnectAsync(server);

        var list = ListAsync(session);
        await proxy.Paused.InTime();
        await asterisk.KillAsync();
        proxy.Cut();
        var failure = await Assert.ThrowsAsync<AmiClosedException>(() => list);
        await asterisk.RestartAsync();

        Assert.Contains("in the middle of its list", failure.Message, StringComparison.Ordinal);
        Assert.Equal(5_000, (await ListAsync(asterisk)).Count);
    }

    [Theory, InlineData(16), InlineData(22)]
    public async Task A_frozen_pbx_is_named_after_the_deadline_and_answers_once_it_goes_on(int version)
    {
        await using var services = new ServiceCollection().AddLogging()
            .AddSingleton(new AmiLimits { ReplyTimeout = TimeSpan.FromMilliseconds(500) })
            .AddAmi(new ConfigurationBuilder().Build()).BuildServiceProvider();
        await using var asterisk = await Requirements.StartAsteriskAsync(version);
        await using var session = await ConnectAsync(asterisk.Server(), services);
        await asterisk.FreezeAsync();

        await Assert.ThrowsAsync<AmiTimeoutException>(() => ListAsync(session));
        await asterisk.ContinueAsync();

        Assert.Equal(3, (await ListAsync(asterisk)).Count);
    }

    /// <summary>A line such as <c>1000@from-internal  : Custom:1000  State:Idle  …</c>; null for headings.</summary>
    private static string? Shown(string line)
    {
        var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts is [var exten, ":", var hint, var state, ..] && state.StartsWith("State:", StringComparison.Ordinal)
            ? string.Create(CultureInfo.InvariantCulture, $"{exten} {hint} {state["State:".Length..]}")
            : null;
    }

    private static async Task<IReadOnlyList<ExtensionState>> ListAsync(AmiSession session)
    {
        using var list = await session.ListExtensionStatesAsync("bulk-" + Guid.NewGuid().ToString("N"), new(), TestContext.Current.CancellationToken).InTime();
        return list.Rows.ToArray();
    }

    private async Task<IReadOnlyList<ExtensionState>> ListAsync(RealAsterisk asterisk)
    {
        await using var session = await ConnectAsync(asterisk.Server());
        return await ListAsync(session);
    }

    private Task<AmiSession> ConnectAsync(AmiServerOptions server, ServiceProvider? services = null) =>
        (services ?? _services).GetRequiredService<AmiConnector>().ConnectAsync(server, "off", null, null, TestContext.Current.CancellationToken).InTime();
}
