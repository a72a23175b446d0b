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

    /// <summary>Whether the beginning of its first leg was seen: then it does not matter that one of the others was not.</summary>
    public bool IsStartKnown
    {
        get
        {
            var startedAt = StartedAt;
            return Legs.Where(leg => leg.StartedAt == startedAt).All(leg => leg.IsStartKnown);
        }
    }

    /// <summary>Null while it lasts.</summary>
    public DateTimeOffset? EndedAt => Legs.Any(leg => leg.EndedAt is null) ? null : Legs.Max(leg => leg.EndedAt);

    /// <summary>Whether the end of its last leg was seen: those that ended unseen had ended before.</summary>
    public bool IsEndKnown => EndedAt is { } endedAt && Legs.Any(leg => leg.EndedAt == endedAt && leg.Cause is not null);

    /// <summary>When two parties were connected first; null when they never were, or nobody saw it.</summary>
    public DateTimeOffset? AnsweredAt
    {
        get
        {
            if (!HasTalk) return null;
            var connectedAt = Legs.Min(leg => leg.ConnectedAt);
            return Legs.Where(leg => leg.ConnectedAt == connectedAt).All(leg => leg.IsConnectionSeen) ? connectedAt : null;
        }
    }

    public string? Queue => Legs.Select(leg => leg.Queue).FirstOrDefault(queue => queue is not null);

    public CallOutcome Outcome
    {
        get
        {
            if (HasTalk) return CallOutcome.Answered;
            if (MayHaveTalked) return CallOutcome.Unknown;

            // So far: after a restart it goes on with that.
            if (EndedAt is null) return HasRungInVain ? CallOutcome.NotAnswered : HasListened ? CallOutcome.Listened : CallOutcome.UnderWay;
            if (Queue is not null) return CallOutcome.Abandoned;
            if (HasListened) return CallOutcome.Listened;
            if (Legs.Any(leg => (!leg.IsCaller || leg.IsPlaced) && leg.Cause is UserBusy or Declined)) return CallOutcome.Busy;
            if (HasRungInVain) return CallOutcome.NotAnswered;
            if (Legs.Any(leg => leg.IsAnswered)) return CallOutcome.AnsweredByPbx;
            return Legs.Any(leg => leg.HasGap) ? CallOutcome.Unknown : CallOutcome.Failed;
        }
    }

    private bool HasTalk => Legs.Count(leg => leg.ConnectedAt is not null) > 1;

    private bool HasListened => Legs.Any(leg => leg.HasListened);

    /// <summary>Who was called and answered without a second party was not called in vain.</summary>
    private bool HasRungInVain => Legs.Any(leg => leg.HasRung && !leg.IsAnswered);

    /// <summary>Whether two parties may have talked while nobody followed: not while the caller is known to have talked to nobody.</summary>
    private bool MayHaveTalked => Legs.Any(leg => leg.IsCaller) ? Legs.Any(leg => leg.IsCaller && leg.MayHaveTalked) : Legs.Any(leg => leg.MayHaveTalked);
}
