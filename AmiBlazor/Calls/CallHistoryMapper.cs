using AmiBlazor.Board;
using AmiBlazor.Data;
using AmiBlazor.Data.Rows;

namespace AmiBlazor.Calls;

/// <summary>Between recorded calls and their rows.</summary>
internal static class CallHistoryMapper
{
    public static CallEntry Row(RecordedCall call) => new()
    {
        Server = call.Server,
        CallId = call.Id,
        StartedAt = UtcTime.AsStored(call.StartedAt),
        AnsweredAt = Stored(call.AnsweredAt),
        EndedAt = Stored(call.EndedAt),
        IsStartKnown = call.IsStartKnown,
        IsEndKnown = call.IsEndKnown,
        Outcome = call.Outcome.Word(),
        Queue = call.Queue,
        Legs = [.. call.Legs.Select(leg => Row(call, leg))],
    };

    /// <summary>A call that lasted when the program ended, to be taken up again.</summary>
    public static RecordedCall Resume(CallEntry row) => new(
        row.Server, row.CallId, [.. row.Legs.OrderBy(leg => leg.Id).Select(leg => Leg(row, leg))])
    { Rows = [row.Id] };

    public static PastCall Past(CallEntry row) => new(
        row.Id,
        row.Server,
        row.CallId,
        row.StartedAt,
        row.IsStartKnown,
        row.AnsweredAt,
        row.EndedAt,
        row.IsEndKnown,
        Outcome(row),
        row.Queue,
        [.. row.Legs.OrderBy(leg => leg.StartedAt).ThenBy(leg => leg.Id).Select(leg => Past(row, leg))]);

    private static PastLeg Past(CallEntry row, CallLeg leg) => new(
        leg is { Context: { } context, Exten: { } exten } ? new ExtensionKey(row.Server, context, exten) : null,
        leg.Device,
        leg.Number,
        leg.Name,
        leg.IsCaller,
        leg.Dialled,
        leg.StartedAt,
        leg.AnsweredAt,
        leg.ConnectedAt,
        leg.EndedAt,
        leg.Cause)
    {
        IsConnectionSeen = IsConnectionSeen(row, leg),
    };

    private static CallLeg Row(RecordedCall call, RecordedLeg leg) => new()
    {
        ChannelId = leg.ChannelId,
        Device = leg.Device,
        Context = leg.Extension?.Context,
        Exten = leg.Extension?.Exten,
        Number = leg.Number,
        Name = leg.Name,
        IsCaller = leg.IsCaller,
        Dialled = leg.Dialled,
        StartedAt = UtcTime.AsStored(leg.StartedAt),
        AnsweredAt = Stored(HasJoinedUnseen(call, leg) ? null : leg.AnsweredAt),
        ConnectedAt = Stored(leg.ConnectedAt),
        EndedAt = Stored(leg.EndedAt),
        Cause = leg.Cause,
    };

    private static RecordedLeg Leg(CallEntry row, CallLeg leg) => new()
    {
        ChannelId = leg.ChannelId,
        Device = leg.Device,
        Extension = leg is { Context: { } context, Exten: { } exten } ? new ExtensionKey(row.Server, context, exten) : null,
        Number = leg.Number,
        Name = leg.Name,
        IsCaller = leg.IsCaller,
        Dialled = leg.Dialled,
        Queue = row.Queue,
        StartedAt = leg.StartedAt,
        IsStartKnown = row.IsStartKnown,
        HasRung = row.Outcome == CallOutcome.NotAnswered.Word() && leg is { IsCaller: false, AnsweredAt: null, ConnectedAt: null },
        HasListened = row.Outcome == CallOutcome.Listened.Word(),
        MayHaveTalked = row.Outcome == CallOutcome.Unknown.Word(),
        HasGap = true,
        IsAnswered = (leg.AnsweredAt ?? leg.ConnectedAt) is not null,
        AnsweredAt = leg.AnsweredAt,
        ConnectedAt = leg.ConnectedAt,
        IsConnectionSeen = IsConnectionSeen(row, leg),
        EndedAt = leg.EndedAt,
        Cause = leg.Cause,
    };

    /// <summary>Whether a leg joined a call that was seen to be answered, and nobody saw it: that stays known, because nobody saw its answer either.</summary>
    private static bool HasJoinedUnseen(RecordedCall call, RecordedLeg leg) => !leg.IsConnectionSeen && leg.ConnectedAt > call.AnsweredAt;

    /// <summary>
    /// Whether a leg was seen to be connected: not of a call of which nobody saw when the parties were connected first, nor of a leg that joined it later
    /// and of which nobody saw the answer.
    /// </summary>
    private static bool IsConnectionSeen(CallEntry row, CallLeg leg) =>
        leg.ConnectedAt is null || (row.AnsweredAt is { } first && (leg.ConnectedAt <= first || leg.AnsweredAt is not null));

    /// <summary>How a call went; how one without an end did so far is nothing, unless it was answered.</summary>
    private static CallOutcome Outcome(CallEntry row)
    {
        var outcome = CallOutcomes.Of(row.Outcome) ?? CallOutcome.Unknown;
        return row.EndedAt is not null || outcome == CallOutcome.Answered ? outcome : CallOutcome.Unknown;
    }

    private static DateTimeOffset? Stored(DateTimeOffset? time) => time is { } at ? UtcTime.AsStored(at) : null;
}
