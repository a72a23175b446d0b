using System.Text;
using AmiBlazor.Live;
using AmiBlazor.Testing.Asterisk;
using AmiBlazor.Testing.Sip;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Live;

/// <summary>
/// Real calls whose number or account code, and presence messages that, hold lines of the protocol, which Asterisk passes on as they are. The manager
/// account has no event filter, so that all of it arrives.
/// </summary>
[Needs(Need.Asterisk)]
public sealed class RealAsteriskForgedTextTests(ITestOutputHelper output)
{
    private const string Person = "PRESENCE_STATE(CustomPresence:1005)";
    private const string Perfect = "Event: ExtensionStatus\r\nPrivilege: call,all\r\nExten: 1006\r\nContext: from-internal\r\nHint: Custom:1006\r\nStatus: 8\r\nStatusText: Ringing";

    /// <summary>What a stranger's number holds. Asterisk keeps 79 bytes of it.</summary>
    private static readonly string[] Numbers =
    [
        "1\r\n\r\nEvent:ExtensionStatus\r\nExten:1006\r\nContext:from-internal\r\nStatus:8",
        "1\n\nEvent: ExtensionStatus\nExten: 1006\nContext: from-internal\nStatus: 8",
        "1\r\n\r\nEvent:ExtensionStatus\r\nPrivilege:call,all\r\nExten:1006\r\nStatus:8",
        "1\nhello",
        "1\r\nhello",
        "1\r\r\n\n\r\n",
    ];

    private static readonly string[] AccountCodes = ["cost centre 7\nBerlin", "7\r\nBerlin", "7\r\n\r\n" + Perfect + "\r\n\r\nEvent: Foo\r\nX: "];

    private static readonly string[] Messages = ["At lunch\r\nback at two", "hi\r\n\r\n" + Perfect, "hi\n\n" + Perfect.Replace("\r\n", "\n", StringComparison.Ordinal)];

    [Theory, InlineData(16), InlineData(22)]
    public async Task What_a_caller_or_a_person_writes_changes_no_state_and_ends_no_connection(int version)
    {
        await using var asterisk = await Requirements.StartAsteriskAsync(version, new()
        {
            Hints =
            [
                (RealAsteriskSettings.DefaultContext, "1001", "PJSIP/1001"),
                (RealAsteriskSettings.DefaultContext, "1003", "Custom:1003"),
                (RealAsteriskSettings.DefaultContext, "1005", "Custom:1005,CustomPresence:1005"),
                (RealAsteriskSettings.DefaultContext, "1006", "Custom:1006"),
            ],
            Telephony = new(["1001", "1002"]) { Extensions = [.. AccountCodes.Select(Dialled)] },
        });
        await using var relay = new RecordingRelay(asterisk.Port);
        var server = asterisk.Server();
        server.Port = relay.Port;
        await using var app = await FollowedApp.StartAsync(server);
        await using var anna = new SipPhone(asterisk.SipPort, "1001");
        await using var ben = new SipPhone(asterisk.SipPort, "1002");
        await using var stranger = new SipPhone(asterisk.SipPort, "stranger");
        await anna.RegisterAsync();
        var seen = new List<string>();
        async Task SeeAsync(string what, string text)
        {
            // What comes after it is seen after it.
            await asterisk.SetStateAsync("Custom:1003", seen.Count % 2 == 0 ? "RINGING" : "NOT_INUSE");
            await app.UntilStatusAsync("1003", seen.Count % 2 == 0 ? 8 : 0);
            await app.UntilFollowingAsync();

            // Asterisk tells presences on a way of their own, which may be the slower one.
            await Polling.UntilAsync(() => relay.Connections.Any(
                one => one.Received.Text.Contains(text.Length <= 79 ? text : text[..79], StringComparison.Ordinal)));
            var history = string.Join(' ', (await app.HistoryAsync("1006")).Select(change => $"{change.FromCode}→{change.ToCode}"));
            seen.Add($"{what} {text.ReplaceLineEndings("/")}: 1006 {history}, {(await app.GapsAsync()).Count} gaps, {relay.Connections.Count} connections");
            output.WriteLine(seen[^1]);
        }

        foreach (var number in Numbers)
        {
            var call = stranger.Call("1001", string.Concat(Encoding.UTF8.GetBytes(number).Select(one => $"%{one:x2}")));
            await call.RingsAsync();
            var rings = await anna.RingsAsync();
            await call.CancelAsync();
            await rings.EndedAsync();
            await SeeAsync("number", number);
        }

        for (var index = 0; index < AccountCodes.Length; index++)
        {
            var call = ben.Call($"700{index}");
            await call.AnsweredAsync();
            await call.HangUpAsync();
            await SeeAsync("account code", AccountCodes[index]);
        }

        foreach (var message in Messages)
        {
            await asterisk.SendValueAsync(Person, $"away,,{Convert.ToBase64String(Encoding.UTF8.GetBytes(message))},e");
            await SeeAsync("presence", message);
        }

        output.WriteLine(app.Health.ToString());
        Assert.All(seen, one => Assert.EndsWith(": 1006 →0, 0 gaps, 1 connections", one, StringComparison.Ordinal));
        await app.UntilLikeAsync(asterisk);
        await app.RefreshAsync();
        Assert.Single(await app.HistoryAsync("1006"));
        Assert.Equal(MainConnectionState.Following, app.Health.State);
    }

    /// <summary>A number that sets an account code, as a shell script or a database of the dialplan would.</summary>
    private static string Dialled(string code, int index) =>
        $"exten => 700{index},1,Set(CHANNEL(accountcode)=${{SHELL(printf '{code.Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}')}})\n"
        + " same => n,Answer()\n same => n,Wait(30)";
}
