using AmiBlazor.Calls;

namespace AmiBlazor.Tests.Calls;

/// <content>What two who talk may do.</content>
internal sealed partial class ModelScenarios
{
    /// <summary>How often a call is passed on at most.</summary>
    private const int Deepest = 3;

    /// <summary>The called phone is answered and joined with the caller.</summary>
    private ModelTalk Join(ModelChannel called, ModelChannel caller)
    {
        if (called.State != 6) pbx.Become(called, 6);
        if (caller.State != 6) pbx.Become(caller, 6);
        var bridge = pbx.NewBridge();
        pbx.Enter(called, bridge);
        pbx.Enter(caller, bridge);
        var talk = new ModelTalk(pbx.Now);
        talk.Add(caller, called);
        return talk;
    }

    private IEnumerable<bool> Talking(ModelTalk talk, int depth = 0)
    {
        yield return true;
        for (var turn = Random.Next(4); turn > 0; turn--)
        {
            var steps = Random.Next(7) switch
            {
                0 or 1 => Holding(talk),
                2 => Spying(talk),
                3 when IsPlain(talk) && depth < Deepest => Blind(talk, depth),
                4 when IsPlain(talk) && depth < Deepest => Attended(talk, depth),
                5 when IsPlain(talk) && depth < Deepest => Parked(talk, depth),
                _ => [],
            };
            foreach (var step in steps) yield return step;
            if (talk.Parties.Count < 2) yield break;
        }

        End(talk);
        yield return true;
    }

    private static bool IsPlain(ModelTalk talk) => talk.Locals.Count == 0;

    /// <summary>One leaves, the others are thrown out, and all channels end in any order.</summary>
    private void End(ModelTalk talk)
    {
        ModelChannel[] all = [.. talk.Parties, .. talk.Locals];
        Random.Shuffle(all);
        foreach (var channel in all) pbx.Leave(channel);
        Random.Shuffle(all);
        foreach (var channel in all) pbx.Hangup(channel);
    }

    private IEnumerable<bool> Holding(ModelTalk talk)
    {
        var holder = talk.Parties[Random.Next(talk.Parties.Count)];
        pbx.Hold(holder, isHolding: !holder.IsHolding);
        yield return true;
        if (Flip()) yield break;
        pbx.Hold(holder, isHolding: !holder.IsHolding);
        yield return true;
    }

    private IEnumerable<bool> Spying(ModelTalk talk)
    {
        var spied = talk.Parties[0];
        var spy = pbx.New(Phone(out var number), number, isPlaced: true);
        if (Flip()) yield return true;
        pbx.Become(spy, 5);
        yield return true;
        pbx.Become(spy, 6);
        spy.Doing = PartyState.InApplication;
        if (Flip()) yield return true;
        pbx.Spy(spy, spied, spied);
        yield return true;
        if (Flip())
        {
            foreach (var step in Holding(talk)) yield return step;
        }

        pbx.Spy(spy, null, spied);
        pbx.Hangup(spy);
        yield return true;
    }

    /// <summary>One party passes the other one on without asking.</summary>
    private IEnumerable<bool> Blind(ModelTalk talk, int depth)
    {
        var (transferer, other) = Either(talk);
        pbx.Hold(transferer, isHolding: false);
        Apart(talk);
        if (Flip())
        {
            pbx.Hangup(transferer);
            pbx.Leave(other);
        }
        else
        {
            pbx.Leave(other);
            pbx.Hangup(transferer);
        }

        var called = Ring(other);
        pbx.Connected(other, called);
        yield return true;
        foreach (var step in Ringing(other, called, depth + 1)) yield return step;
    }

    /// <summary>One party holds the other one and asks a third.</summary>
    private IEnumerable<bool> Attended(ModelTalk talk, int depth)
    {
        var (transferer, other) = Either(talk);
        if (!transferer.IsHolding) pbx.Hold(transferer, isHolding: true);
        yield return true;
        var second = pbx.New(transferer.Device, transferer.Number, dialled: "1003");
        var called = Ring(second);
        pbx.Connected(second, called);
        yield return true;
        switch (Random.Next(4))
        {
            case 0:
                Hangup(called, second);
                pbx.Hold(transferer, isHolding: false);
                yield return true;
                break;
            case 1:
                pbx.Hold(transferer, isHolding: false);
                Apart(talk);
                pbx.Leave(other);
                pbx.Hangup(transferer);
                pbx.Connected(other, called);
                pbx.Connected(called, other);
                pbx.Hangup(second);
                (other.Doing, other.With, called.With) = (PartyState.Calling, [called], [other]);
                yield return true;
                foreach (var step in Ringing(other, called, depth + 1)) yield return step;
                break;
            default:
                var consultation = Join(called, second);
                yield return true;
                if (Flip())
                {
                    End(consultation);
                    pbx.Hold(transferer, isHolding: false);
                    yield return true;
                    yield break;
                }

                foreach (var step in Transferred(talk, consultation, transferer, other, second, called, depth)) yield return step;
                break;
        }
    }

    private IEnumerable<bool> Transferred(
        ModelTalk talk, ModelTalk consultation, ModelChannel transferer, ModelChannel other, ModelChannel second, ModelChannel called, int depth)
    {
        pbx.Hold(transferer, isHolding: false);
        pbx.Hold(second, isHolding: false);
        Apart(talk);
        Apart(consultation);
        var bridge = called.Bridge!;
        pbx.Leave(other);
        pbx.Leave(second);
        pbx.Enter(other, bridge, second);
        pbx.Connected(other, called);
        pbx.Connected(called, other);
        pbx.Leave(transferer);
        Hangup(transferer, second);
        var joined = new ModelTalk(pbx.Now);
        joined.Add(other, called);
        foreach (var step in Talking(joined, depth + 1)) yield return step;
    }

    /// <summary>One party parks the other one.</summary>
    private IEnumerable<bool> Parked(ModelTalk talk, int depth)
    {
        var (parker, parked) = Either(talk);
        var space = (701 + _room++).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var lot = pbx.Bridges.FirstOrDefault(bridge => bridge.Type == "parking") ?? pbx.NewBridge("parking", "holding_bridge", "Parking", "default");
        pbx.Hold(parker, isHolding: false);
        Apart(talk);
        if (Flip())
        {
            pbx.Park("ParkedCall", parked, space);
            pbx.Leave(parked);
        }
        else
        {
            pbx.Leave(parked);
            pbx.Park("ParkedCall", parked, space);
        }

        pbx.Enter(parked, lot);
        (parker.Doing, parker.With) = (PartyState.OnHold, [parked]);
        yield return true;
        pbx.Hangup(parker);
        yield return true;
        switch (Random.Next(3))
        {
            case 0:
                pbx.Park("ParkedCallGiveUp", parked, null);
                pbx.Hangup(parked);
                yield return true;
                break;
            case 1:
                pbx.Park("ParkedCallTimeOut", parked, null);
                pbx.Leave(parked);
                var again = pbx.New(parker.Device, parker.Number, parked, "PJSIP_" + parker.Number);
                pbx.Become(again, 5);
                (parked.Doing, parked.With) = (PartyState.Calling, [again]);
                yield return true;
                foreach (var step in Ringing(parked, again, depth + 1)) yield return step;
                break;
            default:
                var fetcher = pbx.New(Phone(out var number), number, dialled: space);
                pbx.Become(fetcher, 6);
                fetcher.Doing = PartyState.InApplication;
                if (Flip()) yield return true;
                pbx.Park("UnParkedCall", parked, null, fetcher);
                pbx.Leave(parked);
                var fetched = Join(parked, fetcher);
                pbx.Connected(parked, fetcher);
                pbx.Connected(fetcher, parked);
                foreach (var step in Talking(fetched, depth + 1)) yield return step;
                break;
        }
    }

    /// <summary>A phone rings for somebody.</summary>
    private ModelChannel Ring(ModelChannel caller)
    {
        var called = pbx.New(Phone(out var number), number, caller, number);
        called.With = [caller];
        pbx.Become(called, 5);
        (caller.Doing, caller.With) = (PartyState.Calling, [called]);
        return called;
    }

    private (ModelChannel One, ModelChannel Other) Either(ModelTalk talk) => Flip() ? (talk.Parties[0], talk.Parties[1]) : (talk.Parties[1], talk.Parties[0]);

    private static void Apart(ModelTalk talk)
    {
        foreach (var party in talk.Parties) party.Talk = null;
        talk.Parties.Clear();
    }
}
