namespace AmiBlazor.Calls;

/// <summary>A call for the history.</summary>
/// <param name="Server">The PBX.</param>
/// <param name="Id">The oldest Linkedid of its legs.</param>
/// <param name="Legs">Its legs, the oldest first.</param>
internal sealed record RecordedCall(string Server, string Id, IReadOnlyList<RecordedLeg> Legs)
{
    /// <summary>Q.850: the phone is busy; the call was declined.</summary>
    private const int UserBusy = 17;
    private const int Declined = 21;

    /// <summary>The rows in which parts of it were saved while it lasted: they are replaced. Empty for nearly all.</summary>
    public IReadOnlyList<long> Rows { get; init; } = [];

    public DateTimeOffset StartedAt => Legs.Min(leg => leg.StartedAt);

    public bool IsStartKnown => Legs.All(leg => leg.IsStartKnown);

    /// <summary>Null while it lasts.</summary>
    public DateTimeOffset? EndedAt => Legs.Any(leg => leg.EndedAt is null) ? null : Legs.Max(leg => leg.EndedAt);

    public bool IsEndKnown => Legs.All(leg => leg.Cause is not null);

    public DateTimeOffset? AnsweredAt => Legs.Count(leg => leg.ConnectedAt is not null) > 1 ? Legs.Min(leg => leg.ConnectedAt) : null;

    public string? Queue => Legs.Select(leg => leg.Queue).FirstOrDefault(queue => queue is not null);

    public CallOutcome Outcome
    {
        get
        {
            if (AnsweredAt is not null) return CallOutcome.Answered;
            if (EndedAt is null) return CallOutcome.UnderWay;
            if (Queue is not null) return CallOutcome.Abandoned;
            if (Legs.Any(leg => !leg.IsCaller && leg.Cause is UserBusy or Declined)) return CallOutcome.Busy;
            if (Legs.Any(leg => !leg.IsCaller && leg.HasRung)) return CallOutcome.NotAnswered;
            return Legs.Any(leg => leg.AnsweredAt is not null) ? CallOutcome.AnsweredByPbx : CallOutcome.Failed;
        }
    }
}
