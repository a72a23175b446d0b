using AmiBlazor.Testing.Asterisk;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Live;

/// <summary>
/// Hints that a real Asterisk does not tell alike in lists and in events: a pattern, whose events come and which no list holds; sixty devices, which an event
/// cuts; and two hints of one name.
/// </summary>
[Needs(Need.Asterisk)]
public sealed class RealAsteriskOddHintsTests(ITestOutputHelper output)
{
    private const string Context = RealAsteriskSettings.DefaultContext;

    private static readonly string Long = string.Join('&', Enumerable.Range(1, 60).Select(number => $"Custom:device-{number:D6}"));

    [Theory, InlineData(16), InlineData(22)]
    public async Task Odd_hints_cost_no_list_and_no_false_history(int version)
    {
        await using var asterisk = await Requirements.StartAsteriskAsync(version, new()
        {
            Hints =
            [
                (Context, "_2XXX", "Custom:all"),
                (Context, "1000", "Custom:plain"),
                (Context, "1000/555", "Custom:cid"),
                (Context, "1001", Long),
                (Context, "1003", "Custom:1003"),
            ],
        });
        await using var relay = new RecordingRelay(asterisk.Port);
        var server = asterisk.Server();
        server.Port = relay.Port;
        await using var app = await FollowedApp.StartAsync(server, ("Live:PingInterval", "00:00:01"));
        var main = Assert.Single(relay.Connections);
        var lists = main.Lists;

        var differing = new List<int?>();
        foreach (var (state, other, code) in (IReadOnlyList<(string, string, int)>)[("INUSE", "BUSY", 1), ("NOT_INUSE", "NOT_INUSE", 0), ("RINGING", "BUSY", 8)])
        {
            await asterisk.SendStateAsync("Custom:all", state);
            await asterisk.SendStateAsync("Custom:plain", state);
            await asterisk.SendStateAsync("Custom:cid", other);
            await asterisk.SendStateAsync("Custom:device-000001", state);
            await asterisk.SetStateAsync("Custom:1003", state);
            await app.UntilStatusAsync("1003", code);
            differing.Add((await app.RefreshAsync()).Saved!.Differing);
        }

        // A list for which there was a reason would have been asked for by then: half a second later, and two seconds after the one before.
        await main.PingedAsync(3);

        var rows = app.Board.Rows("real").ToDictionary(row => row.Key.Exten, row => row.Hint, StringComparer.Ordinal);
        var histories = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var exten in rows.Keys) histories[exten] = string.Join(' ', (await app.HistoryAsync(exten)).Select(change => $"{change.FromCode}→{change.ToCode}"));
        foreach (var (exten, history) in histories) output.WriteLine($"{exten} ({rows[exten].Length} characters of hint): {history}");
        output.WriteLine($"{main.Lists - lists} lists; differing: {string.Join(' ', differing)}; events of the pattern: {main.Received.Text.Split("Exten: _2XXX").Length - 1}");

        Assert.Equal(["1000", "1001", "1003"], rows.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(("Custom:plain", Long), (rows["1000"], rows["1001"]));
        Assert.All(histories.Values, history => Assert.Equal("→0 0→1 1→0 0→8", history));
        Assert.All(differing, one => Assert.Equal(0, one));
        Assert.Equal(lists, main.Lists);
        if (version == 16) Assert.Contains("Exten: _2XXX", main.Received.Text, StringComparison.Ordinal);
    }
}
