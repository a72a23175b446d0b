using System.Globalization;
using AmiBlazor.Ami;

namespace AmiBlazor.Demo;

/// <summary>What a manager account asks for with <c>Originate</c>: a phone rings, and what it answers goes on in the dialplan or in an application.</summary>
internal sealed record DemoOrigination(string Device)
{
    public string? ActionId { get; init; }

    public string? ChannelId { get; init; }

    public string Context { get; init; } = "";

    public string Exten { get; init; } = "";

    public string? Application { get; init; }

    public string Data { get; init; } = "";

    /// <summary>Whom the phone shows; null for nobody.</summary>
    public CallerId? CallerId { get; init; }

    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Reads an action that has been checked.</summary>
    public static DemoOrigination Of(DemoAction action) => new(action["Channel"]!)
    {
        ActionId = action["ActionID"],
        ChannelId = action["ChannelId"],
        Context = action["Context"] ?? "",
        Exten = action["Exten"] ?? "",
        Application = action["Application"],
        Data = action["Data"] ?? "",
        CallerId = action["CallerID"] is { } id ? CallerId.Parse(id) : null,
        Timeout = int.TryParse(action["Timeout"], NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds > 0
            ? TimeSpan.FromMilliseconds(milliseconds)
            : TimeSpan.FromSeconds(30),
    };
}

/// <summary>The courses of calls that the demo PBX places itself, because a manager account wants it.</summary>
internal sealed class DemoOriginations(DemoExchange exchange)
{
    /// <summary>What a phone says who listens to; a real one needs as long to begin.</summary>
    private static readonly TimeSpan BeforeListening = TimeSpan.FromSeconds(0.1);

    private DemoSwitch Switch => exchange.Switch;

    /// <summary>The phone rings, its person answers, and the call goes on.</summary>
    public IEnumerable<TimeSpan> Ring(DemoOrigination origination)
    {
        if (exchange.Floor.AtDevice(origination.Device) is not { Away: not DemoState.Unavailable } phone)
        {
            // Nobody is registered there: there is never a channel.
            Tell(origination, null, 0);
            yield break;
        }

        var channel = Place(origination, exchange.Floor.PartyOf(phone));
        var course = channel.Course = new object();
        if (phone.Away == DemoState.Busy)
        {
            Tell(origination, null, 0);
            Switch.End(channel, cause: 17);
            yield break;
        }

        Switch.Become(channel, ChannelStates.Ringing);
        var answersAfter = exchange.Chance.Between(1, 3);
        var isInTime = answersAfter < origination.Timeout;
        yield return isInTime ? answersAfter : origination.Timeout;
        if (!isInTime || channel.Course != course)
        {
            Tell(origination, null, isInTime ? 0 : 3);
            if (channel.Course == course) Switch.End(channel, cause: 19);
            yield break;
        }

        exchange.PutAside(phone, channel);
        Tell(origination, channel, 4);
        Switch.Become(channel, ChannelStates.Up);
        if (origination.Application is null)
        {
            exchange.Run(channel, origination.Context, origination.Exten);
            yield break;
        }

        (channel.Application, channel.Data) = (origination.Application, origination.Data);
        var going = origination.Application.ToUpperInvariant() switch
        {
            "CHANSPY" => Listen(channel),
            "PICKUPCHAN" => PickUp(channel),
            "PARKEDCALL" when channel.Data.Split(',') is [_, var space] && DemoParking.IsSpace(space, out var number) =>
                exchange.Services.Fetch(channel, number),
            _ => [],
        };
        foreach (var wait in going) yield return wait;
        if (channel.Course == course && channel is { Spied: null, Bridge: null }) exchange.HangUp(channel, isByParty: false, cause: 0);
    }

    private DemoChannel Place(DemoOrigination origination, DemoParty party)
    {
        var channel = Switch.Place(party, caller: null, origination.ChannelId);
        channel.Application = "AppDial2";
        if (origination.CallerId is not { } caller) return channel;
        var (number, name) = (caller.Number ?? "", caller.Name ?? "");
        if (!string.Equals(number, party.Number, StringComparison.Ordinal) || !string.Equals(name, party.Name, StringComparison.Ordinal))
        {
            (channel.Number, channel.PartyName) = (number, name);
            Switch.Tell("NewCallerid", channel);
        }

        Switch.Show(channel, number, name);
        return channel;
    }

    /// <summary>Listens to the channel that the data name: by its identity with the option <c>u</c>, else by the beginning of its name.</summary>
    private IEnumerable<TimeSpan> Listen(DemoChannel spy)
    {
        yield return BeforeListening;
        if (spy.IsGone) yield break;
        var (wanted, options) = spy.Data.Split(',', 2) is [var first, var second] ? (first, second) : (spy.Data, "");
        var spied = options.Contains('u', StringComparison.Ordinal)
            ? Switch.WithId(wanted)
            : Switch.Channels.FirstOrDefault(channel => channel != spy && channel.Name.StartsWith(wanted, StringComparison.OrdinalIgnoreCase));
        if (spied is { State: ChannelStates.Up } && spied != spy) Switch.Spy(spy, spied);
    }

    /// <summary>Takes the place of a phone that rings.</summary>
    private IEnumerable<TimeSpan> PickUp(DemoChannel picker)
    {
        if (Switch.Named(picker.Data.Split(',')[0]) is not { State: ChannelStates.Ringing, RungBy: { } caller } ringing) yield break;
        Switch.Show(picker, caller.Number, caller.PartyName);
        picker.LinkedId = caller.LinkedId;
        if (caller.QueueCall is { IsWaiting: true } call)
        {
            exchange.Queues.TakeOver(call, ringing, picker);
        }
        else
        {
            Switch.Show(caller, picker.Number, picker.PartyName);
            if (caller.State != ChannelStates.Up) Switch.Become(caller, ChannelStates.Up);
            Switch.End(ringing, cause: 26);
            var bridge = new DemoBridge(DemoBridgeKind.Talk, "");
            Switch.Enter(picker, bridge);
            Switch.Enter(caller, bridge);
        }

        caller.Course = picker.Course;
        foreach (var wait in exchange.Talks.Talk(caller, picker, mean: 45)) yield return wait;
    }

    private void Tell(DemoOrigination origination, DemoChannel? channel, int reason) =>
        Switch.Told?.Invoke(new DemoEvent("OriginateResponse", () => DemoChannelWire.Originated(origination, channel, reason)));
}
