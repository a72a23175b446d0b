using AmiBlazor.Calls;

namespace AmiBlazor.Tests.Calls;

/// <summary>
/// Random calls on a <see cref="ModelPbx"/>, in the order of events of a real Asterisk. Each is a sequence of steps; after every one the truth of the PBX is
/// whole. What comes next is drawn at each step.
/// </summary>
internal sealed partial class ModelScenarios(ModelPbx pbx)
{
    private int _phones;
    private int _room;

    /// <summary>Whether some callers write lines of the protocol into what they say.</summary>
    public bool AreHostile { get; init; }

    private Random Random => pbx.Random;

    /// <summary>A call of any kind, to its end.</summary>
    public IEnumerable<bool> Any() => AreHostile && Random.Next(3) == 0 ? Hostile() : Random.Next(10) switch
    {
        < 4 => Call(),
        4 => Fork(),
        5 => Group(),
        6 => Conference(),
        7 => InQueue(isLocal: false),
        8 => InQueue(isLocal: true),
        _ => Menu(),
    };

    /// <summary>A call that is answered and ends.</summary>
    public IEnumerable<bool> Plain()
    {
        var caller = pbx.New(Phone(out var number), number, dialled: "1002");
        var called = Ring(caller);
        pbx.Connected(caller, called);
        yield return true;
        var talk = Join(called, caller);
        yield return true;
        End(talk);
        yield return true;
    }

    private IEnumerable<bool> Call()
    {
        var caller = Caller();
        if (Flip()) yield return true;
        var called = pbx.New(Phone(out var number), number, caller, number);
        caller.With = [called];
        if (Flip()) yield return true;
        pbx.Connected(caller, called);
        pbx.Become(called, 5);
        yield return true;
        foreach (var step in Ringing(caller, called)) yield return step;
    }

    /// <summary>One phone rings for one caller: whatever may come of it.</summary>
    private IEnumerable<bool> Ringing(ModelChannel caller, ModelChannel called, int depth = 0)
    {
        switch (Random.Next(6))
        {
            case 0:
                Hangup(called, caller);
                yield return true;
                break;
            case 1:
                Hangup(caller, called);
                yield return true;
                break;
            case 2:
                var picker = pbx.New(Phone(out var number), number, dialled: "*8");
                pbx.Connected(picker, caller);
                pbx.Become(picker, 6);
                pbx.Hangup(called, 26);
                pbx.Connected(caller, picker);
                foreach (var step in Talking(Join(picker, caller), depth)) yield return step;
                break;
            default:
                foreach (var step in Talking(Join(called, caller), depth)) yield return step;
                break;
        }
    }

    /// <summary>Several phones ring for one caller, who sees none of them.</summary>
    private IEnumerable<bool> Fork()
    {
        var caller = Caller();
        var phones = new List<ModelChannel>();
        for (var count = Random.Next(2, 5); count > 0; count--)
        {
            phones.Add(pbx.New(Phone(out var number), number, caller, "620"));
            caller.With = [.. phones];
            if (Flip()) yield return true;
            pbx.Become(phones[^1], 5);
        }

        yield return true;
        if (Random.Next(3) == 0)
        {
            Hangup([.. phones, caller]);
            yield return true;
            yield break;
        }

        var winner = phones[Random.Next(phones.Count)];
        pbx.Become(winner, 6);
        foreach (var loser in phones.Where(phone => phone != winner)) pbx.Hangup(loser, 26);
        pbx.Connected(caller, winner);
        foreach (var step in Talking(Join(winner, caller))) yield return step;
    }

    /// <summary>A ring group by Local channels, which may be optimised away.</summary>
    private IEnumerable<bool> Group()
    {
        var caller = Caller();
        var legs = Legs(caller);
        caller.With = [.. legs.Select(leg => leg.Phone)];
        yield return true;
        if (Random.Next(4) == 0)
        {
            Hangup([caller, .. legs.SelectMany(leg => new[] { leg.One, leg.Two, leg.Phone })]);
            yield return true;
            yield break;
        }

        foreach (var step in Answer(caller, legs)) yield return step;
    }

    private List<(ModelChannel One, ModelChannel Two, ModelChannel Phone)> Legs(ModelChannel caller)
    {
        var legs = new List<(ModelChannel One, ModelChannel Two, ModelChannel Phone)>();
        for (var count = Random.Next(1, 4); count > 0; count--)
        {
            var device = Phone(out var number);
            var (one, two) = pbx.NewLocal(caller, number);
            var phone = pbx.New(device, number, two, number);
            phone.With = [caller];
            pbx.Connected(two, phone);
            one.Number = number;
            pbx.Become(one, 5);
            pbx.Become(phone, 5);
            legs.Add((one, two, phone));
        }

        return legs;
    }

    private IEnumerable<bool> Answer(ModelChannel caller, List<(ModelChannel One, ModelChannel Two, ModelChannel Phone)> legs)
    {
        var (one, two, phone) = legs[Random.Next(legs.Count)];
        pbx.Become(phone, 6);
        pbx.Become(two, 6);
        pbx.Become(one, 6);
        pbx.Connected(caller, phone);
        var (near, far) = (pbx.NewBridge(), pbx.NewBridge());
        pbx.Enter(phone, far);
        foreach (var leg in legs.Where(leg => leg.Phone != phone)) Hangup(leg.Phone, leg.Two, leg.One);
        if (caller.State != 6) pbx.Become(caller, 6);
        if (caller.Queue is { } queue) pbx.Queue(caller, queue, isWaiting: false);
        pbx.Enter(one, near);
        pbx.Enter(caller, near);
        pbx.Enter(two, far);
        var talk = new ModelTalk(pbx.Now) { Locals = { one, two } };
        talk.Add(caller, phone);
        yield return true;
        if (Flip())
        {
            foreach (var step in Holding(talk)) yield return step;
        }

        if (Flip() && !caller.IsHolding && !phone.IsHolding)
        {
            pbx.Leave(caller);
            pbx.Leave(two);
            pbx.Enter(caller, far, two);
            pbx.Leave(one);
            Hangup(two, one);
            talk.Locals.Clear();
            yield return true;
        }

        foreach (var step in Talking(talk)) yield return step;
    }

    private IEnumerable<bool> Conference()
    {
        var bridge = pbx.NewBridge("base", "softmix", "ConfBridge", "61" + _room++);
        var talk = new ModelTalk(pbx.Now, isConference: true);
        var isOver = false;
        for (var turn = 0; turn < 10 && !isOver; turn++)
        {
            if (talk.Parties.Count < 2 || Flip())
            {
                var party = Caller();
                pbx.Become(party, 6);
                party.Doing = PartyState.InApplication;
                if (Flip()) yield return true;
                pbx.Enter(party, bridge);
                talk.Add(party);
            }
            else
            {
                pbx.Hangup(talk.Parties[Random.Next(talk.Parties.Count)]);
                isOver = talk.Parties.Count == 0;
            }

            yield return true;
        }

        foreach (var party in talk.Parties.ToList()) pbx.Hangup(party);
        yield return true;
    }

    private IEnumerable<bool> InQueue(bool isLocal)
    {
        var caller = Caller();
        pbx.Become(caller, 6);
        (caller.Application, caller.Data) = ("Queue", "support,tTkK,,,30");
        pbx.Queue(caller, "support", isWaiting: true);
        yield return true;
        for (var round = Random.Next(1, 3); round > 0; round--)
        {
            if (isLocal)
            {
                var legs = Legs(caller);
                yield return true;
                if (Flip())
                {
                    foreach (var step in Answer(caller, legs)) yield return step;
                    yield break;
                }

                Hangup([.. legs.SelectMany(leg => new[] { leg.One, leg.Two, leg.Phone })]);
                yield return true;
                continue;
            }

            var agents = new List<ModelChannel>();
            for (var count = Random.Next(1, 4); count > 0; count--)
            {
                agents.Add(pbx.New(Phone(out var number), number, caller, "600"));
                pbx.Become(agents[^1], 5);
            }

            yield return true;
            if (Flip())
            {
                var agent = agents[0];
                pbx.Become(agent, 6);
                foreach (var loser in agents.Skip(1)) pbx.Hangup(loser, 26);
                pbx.Connected(caller, agent);
                pbx.Queue(caller, "support", isWaiting: false);
                foreach (var step in Talking(Join(agent, caller))) yield return step;
                yield break;
            }

            Hangup([.. agents]);
            yield return true;
        }

        pbx.Queue(caller, "support", isWaiting: false);
        (caller.Application, caller.Data) = ("VoiceMail", "1001");
        caller.Doing = PartyState.InApplication;
        if (Flip()) yield return true;
        pbx.Hangup(caller, 0);
        yield return true;
    }

    private IEnumerable<bool> Menu()
    {
        var caller = Caller();
        pbx.Become(caller, 6);
        caller.Doing = PartyState.InApplication;
        yield return true;
        pbx.Hangup(caller);
        yield return true;
    }

    private ModelChannel Caller() => Random.Next(4) switch
    {
        0 => pbx.New("PJSIP/trunk", Random.Next(4) switch { 0 => "", 1 => "anonymous", 2 => "sip:<b>x</b>@example", _ => "+4930" + Random.Next(100_000, 999_999) }, dialled: "4930100"),
        _ => pbx.New(Phone(out var number), number, dialled: "1002"),
    };

    private string Phone(out string number)
    {
        number = (100_000 + _phones++).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return "PJSIP/" + number;
    }

    private bool Flip() => Random.Next(2) == 0;

    private void Hangup(params ReadOnlySpan<ModelChannel> channels)
    {
        foreach (var channel in channels) pbx.Hangup(channel);
    }
}
