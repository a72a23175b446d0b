using AmiBlazor.Board;
using AmiBlazor.Calls;
using AmiBlazor.Components.Control;
using AmiBlazor.Components.Languages;
using AmiBlazor.Components.Shared;
using AmiBlazor.Control;
using MudBlazor;

namespace AmiBlazor.Components.Calls;

/// <summary>
/// What can be done to one call, as far as the configuration has it: nothing that makes no sense in its state, and nothing to a hidden party, or to one that
/// is connected to one.
/// </summary>
/// <param name="texts">The user's language.</param>
/// <param name="access">What the user may do.</param>
/// <param name="call">The call, as the user may see it.</param>
/// <param name="focus">The party whose call it is, in the drawer of an extension; null for all of them.</param>
internal sealed class CallActions(Localizer texts, ControlAccess access, Call call, CallParty? focus = null)
{
    private readonly List<ControlChoice> _choices = [];
    private readonly IReadOnlyList<CallParty> _visible = [.. call.Parties.Where(IsOpen)];

    private string Server => call.Server;

    /// <summary>Whether there is anything in the menu, without making it.</summary>
    public static bool Any(ControlAccess access, Call call) => access.IsOn(call.Server) && call.Parties.Any(IsOpen);

    /// <summary>What can be done, in the order of the menu.</summary>
    public static IReadOnlyList<ControlChoice> Of(Localizer texts, ControlAccess access, Call call, CallParty? focus = null) =>
        new CallActions(texts, access, call, focus).All();

    /// <summary>The parties by name: “1001 Anna Adler and 1002 Ben Berg”.</summary>
    public static string Parties(Localizer texts, Call call) => call.Parties switch
    {
        [var only] => CallText.Party(texts, only),
        [var one, var other] => texts.Format($"{CallText.Party(texts, one)} and {CallText.Party(texts, other)}"),
        [var first, ..] => texts.Format($"{CallText.Party(texts, first)} and {call.Parties.Count - 1:N0} more"),
        _ => "",
    };

    /// <summary>What is done to a party is done to those that it is connected to as well, so that all of them must be visible.</summary>
    private static bool IsOpen(CallParty party) => !party.IsHidden && party.Peers.All(peer => !peer.IsHidden);

    private List<ControlChoice> All()
    {
        var talking = _visible.Where(IsConnected).ToList();
        PickUpAndFetch();
        if (!_visible.Any(party => access.IsOwn(party.Extensions))) Listen([.. talking.Where(party => !party.IsOutside && IsInFocus(party))]);
        foreach (var party in talking.Where(party => !party.IsOutside && IsInFocus(party))) HandOn(party, talking);
        Record(talking.Find(IsInFocus));
        HangUp();
        return _choices;
    }

    private static bool IsConnected(CallParty party) =>
        party.State is PartyState.Talking or PartyState.Holding or PartyState.OnHold or PartyState.InConference && party.Peers.Count > 0;

    private bool IsInFocus(CallParty party) => focus is null || string.Equals(party.ChannelId, focus.ChannelId, StringComparison.Ordinal);

    private void PickUpAndFetch()
    {
        foreach (var party in _visible.Where(party => party.State is PartyState.Ringing && !party.IsOutside && !access.IsOwn(party.Extensions)))
        {
            Add(ControlKind.PickUp, Icons.Material.Outlined.PhoneForwarded, texts.Format($"Pick up the call to {Name(party)}"),
                (phone, _) => new PickUpRequest(Server, phone, party.ChannelId), needsPhone: true);
        }

        foreach (var party in _visible.Where(party => party.State is PartyState.Parked))
        {
            Add(ControlKind.Fetch, Icons.Material.Outlined.PhoneCallback, texts.Format($"Fetch {Name(party)}"),
                (phone, _) => new FetchRequest(Server, phone, party.ChannelId), needsPhone: true);
        }
    }

    private void Listen(IReadOnlyList<CallParty> phones)
    {
        if (phones.Count == 0) return;
        var first = phones[0];
        Add(ControlKind.Listen, Icons.Material.Outlined.Hearing, texts["Listen"],
            (phone, _) => new ListenRequest(Server, phone, first.ChannelId, ListenMode.Listen), needsPhone: true);
        foreach (var party in phones)
        {
            Add(ControlKind.Whisper, Icons.Material.Outlined.RecordVoiceOver, texts.Format($"Whisper to {Name(party)}"),
                (phone, _) => new ListenRequest(Server, phone, party.ChannelId, ListenMode.Whisper), needsPhone: true);
        }

        Add(ControlKind.Barge, Icons.Material.Outlined.GroupAdd, texts["Barge in…"],
            (phone, _) => new ListenRequest(Server, phone, first.ChannelId, ListenMode.Barge), needsPhone: true, question: new()
            {
                Title = texts["Barge in?"],
                Sentence = texts.Format($"Your phone rings, and {Parties(texts, call)} hear you as soon as you answer."),
                Button = texts["Barge in"],
                IsDanger = true,
            });
    }

    /// <summary>What becomes of the one that a phone talks to.</summary>
    private void HandOn(CallParty party, List<CallParty> talking)
    {
        if (party.State is PartyState.InConference || party.Peers is not [{ IsHidden: false, ChannelId: { } channel }]) return;
        if (talking.Find(one => string.Equals(one.ChannelId, channel, StringComparison.Ordinal)) is not { } other) return;
        Add(ControlKind.Transfer, Icons.Material.Outlined.PhoneForwarded, texts.Format($"Transfer {Name(other)}…"),
            (_, number) => new TransferRequest(Server, party.ChannelId, number), question: new()
            {
                Title = texts["Transfer call?"],
                Sentence = texts.Format($"{Name(other)} is sent to the number, whether somebody answers there or not. The call ends for {Name(party)}."),
                Field = texts["Extension or number"],
                Button = texts["Transfer call"],
                MaxLength = 40,
                IsNumber = true,
                ExtensionsOf = Server,
                IsDanger = true,
            });
        Add(ControlKind.Park, Icons.Material.Outlined.LocalParking, texts.Format($"Park {Name(other)}"), (_, _) => new ParkRequest(Server, other.ChannelId));
    }

    private void Record(CallParty? party)
    {
        if (party is null) return;
        Add(ControlKind.StartRecording, Icons.Material.Outlined.FiberManualRecord, texts["Start recording"],
            (_, _) => new RecordRequest(Server, party.ChannelId, Start: true));
        Add(ControlKind.StopRecording, Icons.Material.Outlined.StopCircle, texts["Stop recording"],
            (_, _) => new RecordRequest(Server, party.ChannelId, Start: false));
    }

    /// <summary>
    /// A conversation of two ends for both, whoever is hung up. Elsewhere each party by itself: a conference goes on without it, and so does a caller who
    /// waits while a phone rings.
    /// </summary>
    private void HangUp()
    {
        var both = call.Parties.Count == 1 || IsOfTwo() ? (focus ?? (_visible is [var first, ..] ? first : null)) : null;
        foreach (var party in both is null ? _visible.Where(IsInFocus) : [both])
        {
            Add(ControlKind.HangUp, Icons.Material.Outlined.CallEnd, both is null ? texts.Format($"Hang up {Name(party)}…") : texts["Hang up…"],
                (_, _) => new HangUpRequest(Server, party.ChannelId), question: new()
                {
                    Title = texts["Hang up?"],
                    Sentence = both is null
                        ? texts.Format($"The call ends for {Name(party)}.")
                        : texts.Format($"The call ends for {Parties(texts, call)}."),
                    Button = texts["Hang up"],
                    IsDanger = true,
                });
        }
    }

    /// <summary>Whether it is two who talk to each other, and nobody else.</summary>
    private bool IsOfTwo() => call.Parties is [var one, var other] && IsWith(one, other) && IsWith(other, one);

    private static bool IsWith(CallParty party, CallParty other) =>
        party.State is PartyState.Talking or PartyState.Holding or PartyState.OnHold
        && party.Peers is [var peer] && string.Equals(peer.ChannelId, other.ChannelId, StringComparison.Ordinal);

    private string Name(CallParty party) => CallText.Party(texts, party);

    private void Add(
        ControlKind kind, string icon, string label, Func<ExtensionKey, string, ControlRequest?> request, bool needsPhone = false,
        ControlQuestion? question = null)
    {
        if (!access.Has(Server, kind)) return;
        _choices.Add(new(request)
        {
            Kind = kind,
            Server = Server,
            Icon = icon,
            Label = label,
            NeedsPhone = needsPhone,
            Problem = needsPhone ? access.PhoneProblem(texts, Server) : null,
            Question = question,
        });
    }
}
