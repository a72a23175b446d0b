using AmiBlazor.Ami;

namespace AmiBlazor.Demo;

/// <summary>
/// The courses of calls between two: a phone rings, somebody answers, puts the other on hold, hands them on or parks them, and hangs up. A course looks after
/// each wait whether the call is still its own: whoever has intervened has given it another.
/// </summary>
internal sealed class DemoTalks(DemoExchange exchange)
{
    private const double ShareAnswered = 0.85;
    private const double MeanTalk = 45;

    private DemoChance Chance => exchange.Chance;

    private DemoSwitch Switch => exchange.Switch;

    /// <summary>A phone rings.</summary>
    public IEnumerable<TimeSpan> Ring(DemoChannel caller, DemoExtension phone)
    {
        var course = caller.Course;
        if (phone.Away == DemoState.Unavailable)
        {
            // Nobody is registered: there is never a second channel.
            yield return Chance.Between(0.1, 0.4);
            if (caller.Course == course) exchange.HangUp(caller, isByParty: false, cause: 3);
            yield break;
        }

        var isFree = phone.Channels.Count == 0;
        var called = Dial(caller, exchange.Floor.PartyOf(phone));
        if (phone.Away == DemoState.Busy)
        {
            Refuse(caller, called);
            yield break;
        }

        Switch.Become(called, ChannelStates.Ringing);

        // Who talks lets a second caller ring.
        var isAnswered = isFree && Chance.Is(ShareAnswered);
        yield return isAnswered ? Chance.Between(3, 16) : Chance.Between(8, 20);
        if (caller.Course != course) yield break;
        if (!isAnswered)
        {
            exchange.HangUp(caller);
            yield break;
        }

        exchange.Answer(caller, called);
        foreach (var wait in Talk(caller, called, MeanTalk)) yield return wait;
    }

    /// <summary>Somebody outside is called.</summary>
    public IEnumerable<TimeSpan> RingOutside(DemoChannel caller, string number)
    {
        var course = caller.Course;
        var called = Dial(caller, new DemoParty(DemoDialplan.Trunk, number, ""));
        Switch.Become(called, ChannelStates.Ringing);
        yield return Chance.Between(5, 15);
        if (caller.Course != course) yield break;
        if (Chance.Is(0.1))
        {
            exchange.HangUp(caller);
            yield break;
        }

        exchange.Answer(caller, called);
        foreach (var wait in Talk(caller, called, MeanTalk)) yield return wait;
    }

    /// <summary>Two talk, from the moment that they hear each other to the end.</summary>
    /// <param name="one">The one who called.</param>
    /// <param name="other">The one who was called.</param>
    /// <param name="mean">How long such a talk lasts, in seconds.</param>
    public IEnumerable<TimeSpan> Talk(DemoChannel one, DemoChannel other, double mean)
    {
        if (one.Bridge is not { } bridge) yield break;
        bool GoesOn() => one.Bridge == bridge && other.Bridge == bridge;
        yield return Chance.About(mean);
        if (!GoesOn()) yield break;
        var kind = Chance.Next();
        if (kind < 0.15)
        {
            // Somebody is asked: the extension of the one who is held says so.
            var holder = one.Phone is null ? other : one;
            Switch.Hold(holder, isHolding: true);
            yield return Chance.Between(5, 25);
            if (!GoesOn()) yield break;
            Switch.Hold(holder, isHolding: false);
            yield return Chance.About(mean / 2);
        }
        else if (kind < 0.25 && other.Phone is { Channels.Count: 1 } phone)
        {
            // A second caller gives up.
            var second = exchange.Call(Chance.Outside(), phone.Context, phone.Exten);
            while (!second.IsGone) yield return TimeSpan.FromSeconds(1);
            yield return Chance.About(mean / 2);
        }
        else if (kind < 0.32 && other.Phone is { } transferer && FreePhone() is { } next)
        {
            exchange.Transfer(other, transferer.Context, next.Exten);
            yield break;
        }
        else if (kind < 0.38 && other.Phone is not null)
        {
            exchange.Transfer(other, DemoFloor.MainContext, DemoParking.Exten);
            yield break;
        }

        if (GoesOn()) exchange.HangUp(Chance.Is(0.5) ? one : other);
    }

    /// <summary>A phone in the main office whose person may be called; null if a few looks find none.</summary>
    public DemoExtension? FreePhone(DemoExtension? except = null)
    {
        for (var look = 0; look < 10; look++)
        {
            var phone = Chance.Of(exchange.Floor.Extensions);
            if (phone is { State: DemoState.Idle, Channels.Count: 0 } && phone.Context == DemoFloor.MainContext && phone != except) return phone;
        }

        return null;
    }

    private DemoChannel Dial(DemoChannel caller, DemoParty party)
    {
        var called = Switch.Place(party, caller);
        called.Exten = caller.Exten;
        Switch.Show(called, caller.Number, caller.PartyName);
        Switch.Show(caller, called.Number, called.PartyName);
        (caller.Application, caller.Data) = ("Dial", $"{party.Device},20,tT");
        return called;
    }

    /// <summary>The phone does not let itself be disturbed.</summary>
    private void Refuse(DemoChannel caller, DemoChannel called)
    {
        Switch.End(called, cause: 17);
        exchange.HangUp(caller, isByParty: false, cause: 17);
    }
}
