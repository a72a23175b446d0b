using AmiBlazor.Board;
using AmiBlazor.Calls;

namespace AmiBlazor.Components.Calls;

/// <summary>What a list says of a past call: as a whole, or as one of its extensions sees it.</summary>
/// <param name="From">Who called; null if the PBX did.</param>
/// <param name="To">Who was reached; where nobody was, who was called. Empty if no phone was.</param>
/// <param name="Dialled">The number that was dialled; empty if it is not known or hidden.</param>
/// <param name="Outcome">How it went.</param>
/// <param name="IsElsewhere">True if another extension has answered.</param>
/// <param name="Talk">How long the parties talked; null if they did not.</param>
internal sealed record PastCallLine(
    PastLeg? From, IReadOnlyList<PastLeg> To, string Dialled, CallOutcome Outcome, bool IsElsewhere, TalkTime? Talk)
{
    /// <summary>True if the extension called, for a call that it sees.</summary>
    public bool IsOutgoing { get; private init; }

    /// <summary>The call as a whole.</summary>
    public static PastCallLine Of(PastCall call)
    {
        var caller = call.Legs.FirstOrDefault(leg => leg.IsCaller);
        return new PastCallLine(
            caller, Reached(call.Legs.Where(leg => leg != caller)), caller?.Dialled ?? "", call.Outcome, IsElsewhere: false, TalkTime.Of(call));
    }

    /// <summary>The call as an extension sees it.</summary>
    public static PastCallLine Of(PastCall call, ExtensionKey extension)
    {
        var own = call.Legs.Where(leg => leg.Extension == extension).OrderBy(leg => leg.ConnectedAt is null).FirstOrDefault();
        if (own is null) return Of(call);
        var others = call.Legs.Where(leg => leg.Extension != extension).ToList();
        var caller = own.IsCaller ? own : others.Find(leg => leg.IsCaller);

        // One whose end nobody saw may have talked before.
        var isUnseen = own is { ConnectedAt: null, Cause: null };
        var isElsewhere = !isUnseen && own.ConnectedAt is null && call.Outcome == CallOutcome.Answered;
        return new PastCallLine(
            caller,
            own.IsCaller ? Reached(others) : [own],
            own.Dialled,
            isUnseen ? CallOutcome.Unknown : own.ConnectedAt is not null && call.EndedAt is not null ? CallOutcome.Answered : call.Outcome,
            isElsewhere,
            TalkTime.Of(own))
        {
            IsOutgoing = own.IsCaller,
        };
    }

    private static List<PastLeg> Reached(IEnumerable<PastLeg> legs)
    {
        var called = legs.ToList();
        var connected = called.FindAll(leg => leg.ConnectedAt is not null);
        return connected.Count > 0 ? connected : called;
    }
}
