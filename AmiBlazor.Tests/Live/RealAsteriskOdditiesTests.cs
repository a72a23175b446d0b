using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using AmiBlazor.Live;
using AmiBlazor.Testing.Asterisk;
using AmiBlazor.Testing.Sip;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace AmiBlazor.Tests.Live;

/// <summary>
/// Events of real calls that nobody needs and that have an odd form: an attended transfer with 16 <c>channelvars</c> (as MikoPBX sets them) has more than 128
/// headers; an account code or a presence message of two lines has a line that is no header. In the long run one a second for a minute.
/// </summary>
[Needs(Need.Asterisk)]
public sealed class RealAsteriskOdditiesTests(ITestOutputHelper output)
{
    private const string AccountCode = "cost centre 7\nBerlin";

    private static readonly int Oddities = LongRun.Of(usual: 10, full: 60);
    private static readonly TimeSpan Pace = LongRun.Of(usual: TimeSpan.FromMilliseconds(1), full: TimeSpan.FromSeconds(1));

    private static readonly string[] Variables =
    [
        "DIALEDPEERNUMBER", "BRIDGEPEER", "FROM_DID", "BLINDTRANSFER", "TRANSFERERNAME", "RECORDING", "CAMPAIGN", "CUSTOMER", "TICKET", "SPY", "CONFERENCE",
        "CDR(lastapp)", "CDR(channel)", "CDR(src)", "CDR(dst)", "CDR(userfield)",
    ];

    private readonly Dictionary<string, SipPhone> _phones = new(StringComparer.Ordinal);

    [Theory, InlineData(16), InlineData(22)]
    public async Task Odd_events_cost_no_gap_and_no_list(int version)
    {
        await using var asterisk = await Requirements.StartAsteriskAsync(version, new()
        {
            Hints = [.. ((string[])["1001", "1002", "1003"]).Select(name => (RealAsteriskSettings.DefaultContext, name, "PJSIP/" + name)),
                (RealAsteriskSettings.DefaultContext, "1005", "Custom:1005,CustomPresence:1005"),
                (RealAsteriskSettings.DefaultContext, "1006", "Custom:1006")],
            ManagerLines = ["timestampevents = yes", "channelvars = " + string.Join(',', Variables)],
            Telephony = new(["1001", "1002", "1003", "1004"])
            {
                Extensions = ["exten => 7000,1,Set(CHANNEL(accountcode)=${SHELL(printf 'cost centre 7\\nBerlin')})", " same => n,Answer()", " same => n,Wait(30)"],
            },
        });
        await using var relay = new RecordingRelay(asterisk.Port);
        var server = asterisk.Server();
        server.Port = relay.Port;
        await using var app = await FollowedApp.StartAsync(server, ("Live:PingInterval", "00:00:01"));
        await using var watcher = await asterisk.WatchAsync();
        var states = new ConcurrentDictionary<MainConnectionState, bool> { [app.Health.State] = true };
        using var watched = app.App.Services.GetRequiredService<MainConnections>().Subscribe(() => states[app.Health.State] = true);
        var main = Assert.Single(relay.Connections);
        var lists = main.Lists;
        foreach (var name in (string[])["1001", "1002", "1003", "1004"])
        {
            _phones[name] = new SipPhone(asterisk.SipPort, name);
            await _phones[name].RegisterAsync();
        }

        using (var timer = new PeriodicTimer(Pace, TimeProvider.System))
        {
            for (var oddity = 0; oddity < Oddities; oddity++)
            {
                await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
                await (oddity % 5 == 0 ? TransferAsync(watcher) : oddity % 5 < 3 ? CallWithAccountCodeAsync() : asterisk.SendValueAsync(
                    "PRESENCE_STATE(CustomPresence:1005)", $"away,,{Convert.ToBase64String(Encoding.UTF8.GetBytes($"At lunch\nback at {oddity}"))},e"));
            }
        }

        // When 1002 hangs up before Asterisk has taken notice of 1003's answer, as can be under load, the event has a channel less.
        for (var more = 0; more < 10 && Transfers(main).All(headers => headers <= 128); more++) await TransferAsync(watcher);
        await asterisk.SetStateAsync("Custom:1006", "RINGING");
        await app.UntilStatusAsync("1006", 8);
        foreach (var phone in _phones.Values) await phone.DisposeAsync();

        // A list for which there was a reason would have been asked for by then, half a second later.
        await main.PingedAsync(2);

        var messages = main.Received.Messages;
        var transfers = Transfers(main);
        var odd = messages.Count(message => message.Contains("AccountCode: " + AccountCode, StringComparison.Ordinal));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"Asterisk {version}: {Oddities} oddities; {transfers.Count} transfers of {string.Join(", ", transfers.Distinct())} headers, {odd} events with an account code of two lines; {messages.Count} messages."));
        output.WriteLine($"{(await app.GapsAsync()).Count} gaps, {relay.Connections.Count} connections, {main.Lists - lists} lists, {string.Join(" and ", states.Keys)}; {app.Health}");
        Assert.Empty(await app.GapsAsync());
        Assert.Single(relay.Connections);
        Assert.Equal(lists, main.Lists);
        Assert.Equal([MainConnectionState.Following], states.Keys);
        Assert.True(transfers.Count >= Oddities / 5, "A transfer is missing.");
        Assert.True(transfers.Max() > 128, "No transfer had more than 128 headers.");
        Assert.True(odd >= Oddities / 5 * 2, "The account code of two lines did not come.");
        Assert.Contains(messages, message => message.Contains("At lunch\nback", StringComparison.Ordinal));
        await app.UntilLikeAsync(asterisk);
    }

    /// <summary>How many headers each event of an attended transfer had.</summary>
    private static List<int> Transfers(RelayedConnection connection) =>
    [
        .. connection.Received.Messages.Where(message => message.StartsWith("Event: AttendedTransfer", StringComparison.Ordinal))
            .Select(message => message.Split("\r\n").Length),
    ];

    /// <summary>1002 talks to 1001, dials the code of attended transfers and 1003, and hangs up once that one has answered.</summary>
    private async Task TransferAsync(RawAmi watcher)
    {
        var call = _phones["1001"].Call("1002");
        var first = await _phones["1002"].RingsAsync();
        await first.AnswerAsync();
        await call.AnsweredAsync();
        await first.PressAsync("*2");
        await first.PressAsync("1003");
        var second = await _phones["1003"].RingsAsync();
        await second.AnswerAsync();
        // Both halves of the Local channel that Asterisk dials by are answered, in either order.
        var (isDialled, isBridged) = (false, false);
        await watcher.ReadUntilAsync(message =>
        {
            isDialled |= message["Event"] is "DialEnd" && message["DestChannel"]?.StartsWith("Local/", StringComparison.Ordinal) is true;
            isBridged |= message["Event"] is "BridgeEnter" && message["Channel"]!.EndsWith(";2", StringComparison.Ordinal);
            return isDialled && isBridged;
        });
        await first.HangUpAsync();
        await watcher.ReadUntilAsync(message => message["Event"] is "AttendedTransfer");
        await call.HangUpAsync();
        await second.EndedAsync();
    }

    private async Task CallWithAccountCodeAsync()
    {
        var call = _phones["1004"].Call("7000");
        await call.AnsweredAsync();
        await call.HangUpAsync();
    }
}
