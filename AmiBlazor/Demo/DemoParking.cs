using System.Buffers;
using System.Globalization;

namespace AmiBlazor.Demo;

/// <summary>The parking lot of the demo PBX, with its events. To be used under the floor's lock.</summary>
internal sealed class DemoParking(DemoSwitch pbx)
{
    /// <summary>Who transfers a call to it parks it.</summary>
    public const string Exten = "700";

    private const string Lot = "default";
    private const int FirstSpace = 701;
    private const int Spaces = 20;

    /// <summary>How long a call stays before it rings again where it came from.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(45);

    private readonly Dictionary<int, DemoParkedCall> _parked = [];
    private DemoBridge _bridge = new(DemoBridgeKind.Parking, Lot);

    public IEnumerable<DemoParkedCall> All => _parked.Values.OrderBy(parked => parked.Space);

    public static bool IsSpace(string exten, out int space) =>
        int.TryParse(exten, NumberStyles.None, CultureInfo.InvariantCulture, out space) && space is >= FirstSpace and < FirstSpace + Spaces;

    public DemoParkedCall? At(int space) => _parked.GetValueOrDefault(space);

    /// <summary>Parks a channel; null when the lot is full.</summary>
    /// <param name="channel">Who is parked.</param>
    /// <param name="parker">The device that rings when nobody fetches it.</param>
    public DemoParkedCall? Park(DemoChannel channel, string parker)
    {
        var space = Enumerable.Range(FirstSpace, Spaces).FirstOrDefault(one => !_parked.ContainsKey(one));
        if (space == 0) return null;
        var parked = new DemoParkedCall(channel, space, parker, pbx.Now);
        _parked.Add(space, parked);
        channel.Parked = parked;
        Tell("ParkedCall", parked, isOver: false);
        pbx.Leave(channel);

        // A parking bridge ends with its last call.
        if (_bridge.Members.Count == 0) _bridge = new DemoBridge(DemoBridgeKind.Parking, Lot);
        pbx.Enter(channel, _bridge);
        (channel.Application, channel.Data) = ("Park", Lot);
        return parked;
    }

    /// <summary>Somebody takes the call: both hear each other.</summary>
    public void Fetch(DemoParkedCall parked, DemoChannel retriever)
    {
        var channel = parked.Channel;
        Forget(parked);
        Told("UnParkedCall", parked, retriever);
        pbx.Leave(channel);
        var bridge = new DemoBridge(DemoBridgeKind.Talk, "");
        pbx.Enter(channel, bridge);
        retriever.LinkedId = channel.LinkedId;
        pbx.Enter(retriever, bridge);
        pbx.Show(retriever, channel.Number, channel.PartyName);
        pbx.Show(channel, retriever.Number, retriever.PartyName);
    }

    /// <summary>Nobody has fetched it.</summary>
    public void TimeOut(DemoParkedCall parked) => End("ParkedCallTimeOut", parked);

    /// <summary>The one who is parked has hung up, or goes elsewhere.</summary>
    public void GiveUp(DemoParkedCall parked) => End("ParkedCallGiveUp", parked);

    /// <summary>The complete response to <c>ParkedCalls</c>.</summary>
    public void List(IBufferWriter<byte> output, DemoAction action)
    {
        output.Response("Success", action).Header("EventList", "start").Header("Message", "Parked calls will follow").EndOfMessage();
        foreach (var parked in All)
        {
            output.Header("Event", "ParkedCall").Channel(parked.Channel, "Parkee");
            Figures(output, parked, isOver: false).Id(action).EndOfMessage();
        }

        output.Complete("ParkedCallsComplete", action, _parked.Count, "Total");
    }

    private void End(string name, DemoParkedCall parked)
    {
        Forget(parked);
        Tell(name, parked, isOver: name == "ParkedCallTimeOut");
        pbx.Leave(parked.Channel);
    }

    private void Forget(DemoParkedCall parked)
    {
        _parked.Remove(parked.Space);
        parked.Channel.Parked = null;
    }

    private void Tell(string name, DemoParkedCall parked, bool isOver) => Told(name, parked, retriever: null, isOver);

    private void Told(string name, DemoParkedCall parked, DemoChannel? retriever, bool isOver = false) => pbx.Told?.Invoke(new DemoEvent(name, () =>
    {
        var output = new ArrayBufferWriter<byte>(1024);
        output.Header("Event", name).Header("Privilege", "call,all").Channel(parked.Channel, "Parkee");
        if (retriever is not null) output.Channel(retriever, "Retriever");
        return Figures(output, parked, isOver).Bytes();
    }));

    private IBufferWriter<byte> Figures(IBufferWriter<byte> output, DemoParkedCall parked, bool isOver)
    {
        var parkedFor = (int)(pbx.Now - parked.At).TotalSeconds;
        var left = isOver ? 0 : Math.Max(0, (int)Timeout.TotalSeconds - parkedFor);
        return output.Header("ParkerDialString", parked.Parker).Header("Parkinglot", Lot)
            .Header("ParkingSpace", parked.Space.ToString(CultureInfo.InvariantCulture))
            .Header("ParkingTimeout", left.ToString(CultureInfo.InvariantCulture))
            .Header("ParkingDuration", parkedFor.ToString(CultureInfo.InvariantCulture));
    }
}

/// <summary>A call that is parked.</summary>
/// <param name="Channel">Who is parked.</param>
/// <param name="Space">The number to fetch it.</param>
/// <param name="Parker">The device that rings when nobody fetches it.</param>
/// <param name="At">Since when, on the virtual clock.</param>
internal sealed record DemoParkedCall(DemoChannel Channel, int Space, string Parker, TimeSpan At);
