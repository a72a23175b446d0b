using AmiBlazor.Board;
using AmiBlazor.Calls;

namespace AmiBlazor.Api;

/// <summary>The calls of one PBX, as <c>GET /api/calls</c> returns them.</summary>
/// <param name="Server">The PBX.</param>
/// <param name="State"><c>live</c>, <c>waiting</c> while the PBX is not connected, <c>unavailable</c>, or <c>off</c>.</param>
/// <param name="Reason">Why they are unavailable; null if they are not.</param>
/// <param name="ListedAt">When all calls were last requested; null before the first time.</param>
/// <param name="Events">How many events about calls were received since the program started.</param>
/// <param name="Doubted">How many of them were not believed; then the PBX was asked.</param>
/// <param name="Differing">How many channels a list has shown otherwise than the events before it.</param>
/// <param name="Contradictions">How often an extension's state and its calls have contradicted each other since the program started.</param>
/// <param name="Contradicted">The extensions of which that is so now.</param>
/// <param name="Calls">The calls, longest first; empty unless the state is <c>live</c>.</param>
internal sealed record CallsResponse(
    string Server,
    string State,
    string? Reason,
    DateTimeOffset? ListedAt,
    long Events,
    long Doubted,
    long Differing,
    long Contradictions,
    IReadOnlyList<ContradictionResponse> Contradicted,
    IReadOnlyList<CallResponse> Calls)
{
    public static CallsResponse Of(CallsHealth health, CallVisibility visibility, CallSnapshot calls) => new(
        health.Server,
        Word(health.State),
        health.Reason is { } reason ? FormattableString.Invariant(reason) : null,
        health.ListedAt,
        health.Events,
        health.Doubted,
        health.Differing,
        health.Contradictions,
        [.. health.Contradicted.Values.Where(one => visibility.Includes(one.Extension)).OrderBy(one => one.Since).Select(ContradictionResponse.Of)],
        [.. visibility.Of(calls).Select(CallResponse.Of)]);

    /// <summary>The word for scripts.</summary>
    internal static string Word(CallsState state) => state switch
    {
        CallsState.Live => "live",
        CallsState.Waiting => "waiting",
        CallsState.Unavailable => "unavailable",
        _ => "off",
    };
}

/// <summary>An extension whose state and calls contradict each other, though the PBX was asked about both again.</summary>
/// <param name="Kind">
/// <c>idle-in-call</c> if a phone is in a call and the state says that it is free or unreachable, <c>busy-without-call</c> if the state says that a phone rings
/// or is in use and none has a call.
/// </param>
/// <param name="Status">The state as the PBX repeats it, in the words of <c>/api/extensions</c>.</param>
/// <param name="Since">Since when it is so.</param>
internal sealed record ContradictionResponse(string Context, string Extension, string Kind, string Status, DateTimeOffset Since)
{
    public static ContradictionResponse Of(Contradiction one) =>
        new(one.Extension.Context, one.Extension.Exten, one.Kind.Word(), one.Status.Word(), one.Since);
}

/// <summary>One call.</summary>
/// <param name="Id">Stays the same while the call lasts.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="AnsweredAt">When two parties were connected first; null if nobody has answered, or if it is not known.</param>
/// <param name="Queue">The queue in which it waits or through which it came; null if none.</param>
/// <param name="Parties">The caller first, then the others in the order in which they joined.</param>
internal sealed record CallResponse(string Id, DateTimeOffset StartedAt, DateTimeOffset? AnsweredAt, string? Queue, IReadOnlyList<CallPartyResponse> Parties)
{
    public static CallResponse Of(Call call) => new(call.Id, call.StartedAt, call.AnsweredAt, call.Queue, [.. call.Parties.Select(CallPartyResponse.Of)]);
}

/// <summary>One party of a call.</summary>
/// <param name="ChannelId">Its channel, by which it can be acted on; null if it is hidden.</param>
/// <param name="Device">Its device, such as <c>PJSIP/1001</c>; null if it is hidden.</param>
/// <param name="Extensions">The extensions whose hints contain the device; empty for a party outside.</param>
/// <param name="Number">Its number; null if there is none or it is hidden.</param>
/// <param name="Name">Its name; null if there is none or it is hidden.</param>
/// <param name="Direction"><c>caller</c> if its phone placed the call, else <c>called</c>.</param>
/// <param name="Dialled">The number that it dialled; null if none.</param>
/// <param name="State">
/// <c>starting</c>, <c>calling</c>, <c>ringing</c>, <c>talking</c>, <c>holding</c>, <c>on-hold</c>, <c>conference</c>, <c>queue</c>, <c>parked</c>,
/// <c>listening</c> or <c>application</c>.
/// </param>
/// <param name="Since">Since when.</param>
/// <param name="SinceAtLeast">True if it may have been so for longer.</param>
/// <param name="ConnectedAt">Since when it has been connected to the same parties; null if it is not.</param>
/// <param name="With">Whom it talks to, calls, or is called by.</param>
/// <param name="ParkingSpace">The number to fetch it from the parking lot; null if it is not parked, or the PBX does not report it.</param>
/// <param name="ListensTo">The device that it listens to; null if none.</param>
/// <param name="Hidden">True if it is an extension outside the scope of the caller.</param>
internal sealed record CallPartyResponse(
    string? ChannelId,
    string? Device,
    IReadOnlyList<CallExtensionResponse> Extensions,
    string? Number,
    string? Name,
    string Direction,
    string? Dialled,
    string State,
    DateTimeOffset Since,
    bool SinceAtLeast,
    DateTimeOffset? ConnectedAt,
    IReadOnlyList<CallPeerResponse> With,
    string? ParkingSpace,
    string? ListensTo,
    bool Hidden)
{
    public static CallPartyResponse Of(CallParty party) => new(
        party.IsHidden ? null : party.ChannelId,
        NullIfEmpty(party.Device),
        CallExtensionResponse.Of(party.Extensions),
        NullIfEmpty(party.Number),
        NullIfEmpty(party.Name),
        party.IsCaller ? "caller" : "called",
        NullIfEmpty(party.Dialled),
        party.State.Word(),
        party.Since,
        party.IsAtLeast,
        party.ConnectedAt,
        [.. party.Peers.Select(CallPeerResponse.Of)],
        party.ParkingSpace,
        NullIfEmpty(party.ListensTo),
        party.IsHidden);

    internal static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}

/// <summary>Whom a party talks to, calls, or is called by.</summary>
/// <param name="Extensions">The extensions of its phone; empty for a party outside.</param>
/// <param name="Number">Its number; null if there is none or it is hidden.</param>
/// <param name="Name">Its name; null if there is none or it is hidden.</param>
/// <param name="Hidden">True if it is an extension outside the scope of the caller.</param>
internal sealed record CallPeerResponse(IReadOnlyList<CallExtensionResponse> Extensions, string? Number, string? Name, bool Hidden)
{
    public static CallPeerResponse Of(CallPeer peer) => new(
        CallExtensionResponse.Of(peer.Extensions), CallPartyResponse.NullIfEmpty(peer.Number), CallPartyResponse.NullIfEmpty(peer.Name), peer.IsHidden);
}

/// <summary>An extension of a party.</summary>
internal sealed record CallExtensionResponse(string Context, string Extension)
{
    public static IReadOnlyList<CallExtensionResponse> Of(IReadOnlyList<Board.ExtensionKey> extensions) =>
        [.. extensions.Select(key => new CallExtensionResponse(key.Context, key.Exten))];
}
