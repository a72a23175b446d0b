using AmiBlazor.Testing.Asterisk;
using AmiBlazor.Testing.Sip;

namespace AmiBlazor.Tests.Demo;

/// <summary>Plays calls on a real Asterisk, one after the other, and keeps what it says of them.</summary>
/// <param name="watching">A session of the account that watches.</param>
/// <param name="acting">A session of the account that acts.</param>
internal sealed class RealPlay(RawAmi watching, RawAmi acting)
{
    private readonly List<RawMessage> _heard = [];

    public async Task TalkAsync(SipPhone caller, SipPhone called, Func<SipCall, SipCall, Task> then)
    {
        var call = caller.Call(called.Name);
        var rings = await called.RingsAsync();
        await rings.AnswerAsync();
        await call.AnsweredAsync();
        await HearAsync("BridgeEnter", 2);
        await then(call, rings);
        await HearEndAsync();
    }

    public async Task QueueAsync(SipPhone caller, SipPhone agent, SipPhone other)
    {
        var call = caller.Call("600");
        await call.AnsweredAsync();
        var rings = await agent.RingsAsync();
        await other.RingsAsync();
        await rings.AnswerAsync();
        await HearAsync("BridgeEnter", 2);
        await call.HangUpAsync();
        await HearEndAsync();
    }

    public async Task AbandonAsync(SipPhone caller, SipPhone agent, SipPhone other)
    {
        var call = caller.Call("600");
        await call.AnsweredAsync();
        await agent.RingsAsync();
        await other.RingsAsync();
        await HearAsync("QueueCallerJoin", 1);
        await call.HangUpAsync();
        await HearEndAsync();
    }

    public Task ParkAsync(SipPhone caller, SipPhone called, SipPhone fetching) => TalkAsync(caller, called, async (_, rings) =>
    {
        await ActAsync("Action: Park", "Channel: " + ChannelOf(caller), "TimeoutChannel: " + ChannelOf(called));
        await HearAsync("BridgeEnter", 1);
        await rings.HangUpAsync();
        await HearAsync("Hangup", 1);
        var fetch = fetching.Call(_heard.Last(message => message["Event"] is "ParkedCall")["ParkingSpace"]!);
        await fetch.AnsweredAsync();
        await HearAsync("BridgeEnter", 2);
        await HearAsync("NewConnectedLine", 2);
        await fetch.HangUpAsync();
    });

    public Task GiveUpAsync(SipPhone caller, SipPhone called) => TalkAsync(caller, called, async (call, rings) =>
    {
        await ActAsync("Action: Park", "Channel: " + ChannelOf(caller), "TimeoutChannel: " + ChannelOf(called));
        await HearAsync("BridgeEnter", 1);
        await call.HangUpAsync();
        await HearAsync("ParkedCallGiveUp", 1);
        await rings.HangUpAsync();
    });

    public Task ListenAsync(SipPhone caller, SipPhone called, SipPhone listening) => TalkAsync(caller, called, async (call, _) =>
    {
        var id = _heard.Last(message => message["Channel"] == ChannelOf(caller))["Uniqueid"];
        await OriginateAsync(listening, $"Application: ChanSpy|Data: {id},uqES");
        await HearAsync("ChanSpyStart", 1);
        await call.HangUpAsync();
    });

    public async Task PickUpAsync(SipPhone caller, SipPhone called, SipPhone picking)
    {
        var call = caller.Call(called.Name);
        await called.RingsAsync();
        await HearAsync("Newchannel", 2);
        await OriginateAsync(picking, "Application: PickupChan|Data: " + ChannelOf(called));
        await call.AnsweredAsync();
        await HearAsync("BridgeEnter", 2);
        await call.HangUpAsync();
        await HearEndAsync();
    }

    public async Task TransferAsync(SipPhone caller, SipPhone called, SipPhone next)
    {
        var call = caller.Call(called.Name);
        var rings = await called.RingsAsync();
        await rings.AnswerAsync();
        await call.AnsweredAsync();
        await HearAsync("BridgeEnter", 2);
        await ActAsync("Action: BlindTransfer", "Channel: " + ChannelOf(called), "Context: from-internal", "Exten: " + next.Name);
        var nextRings = await next.RingsAsync();
        await nextRings.AnswerAsync();
        await HearAsync("BridgeEnter", 2);
        await call.HangUpAsync();
        await HearEndAsync();
    }

    public async Task MeetAsync(SipPhone one, SipPhone other)
    {
        var (first, second) = (one.Call("610"), other.Call("610"));
        await first.AnsweredAsync();
        await second.AnsweredAsync();
        await HearAsync("BridgeEnter", 2);
        await first.HangUpAsync();
        await second.HangUpAsync();
        await HearEndAsync();
    }

    /// <summary>All that was said, also to the account that acts where it is an answer to it.</summary>
    public async Task<List<RawMessage>> EndAsync()
    {
        await watching.SendAsync("Action: Logoff");
        while (await watching.ReadAsync() is { } message) _heard.Add(message);
        return _heard;
    }

    private string ChannelOf(SipPhone phone) =>
        _heard.Last(message => message["Channel"]?.StartsWith($"PJSIP/{phone.Name}-", StringComparison.Ordinal) is true)["Channel"]!;

    private async Task OriginateAsync(SipPhone phone, string what)
    {
        await ActAsync(["Action: Originate", "Channel: PJSIP/" + phone.Name, "CallerID: \"Fetch\" <77>", "Async: true", .. what.Split('|')]);
        var rings = await phone.RingsAsync();
        await rings.AnswerAsync();
        _heard.Add(await acting.ReadUntilAsync(message => message["Event"] is "OriginateResponse"));
    }

    private async Task ActAsync(params string[] action)
    {
        await acting.SendAsync([.. action, "ActionID: act"]);
        var answer = await acting.ReadUntilAsync(message => message["ActionID"] is "act" && message["Event"] is null);
        Assert.Equal("Success", answer["Response"]);
    }

    private async Task HearAsync(string name, int times)
    {
        while (times > 0)
        {
            if ((await HearAsync())["Event"] == name) times--;
        }
    }

    /// <summary>Hears until every channel has ended.</summary>
    private async Task HearEndAsync()
    {
        while (_heard.Count(message => message["Event"] is "Newchannel") > _heard.Count(message => message["Event"] is "Hangup")) await HearAsync();
    }

    private async Task<RawMessage> HearAsync()
    {
        var message = (await watching.ReadAsync())!;
        _heard.Add(message);
        return message;
    }
}
