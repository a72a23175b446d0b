using AmiBlazor.Audit;
using AmiBlazor.Board;
using AmiBlazor.Calls;

namespace AmiBlazor.Control;

/// <summary>How a request stands in the audit log.</summary>
internal static class ControlRecord
{
    private const AuditAction First = AuditAction.CallMade;

    /// <summary>The action: those of call control have the order of <see cref="ControlKind"/>.</summary>
    public static AuditAction Action(ControlKind kind) => First + (int)kind;

    /// <summary>Whom or what it concerns: whose call, which agent; for what rings one's own phone, that phone.</summary>
    public static string About(ControlRequest request, CallBoard calls) => request switch
    {
        CallRequest call => Of(call.From),
        FetchRequest fetch => Of(fetch.From),
        PickUpRequest pickUp => Of(pickUp.From),
        ListenRequest listen => Of(listen.From),
        HangUpRequest hangUp => Of(request.Server, hangUp.ChannelId, calls),
        TransferRequest transfer => Of(request.Server, transfer.ChannelId, calls),
        ParkRequest park => Of(request.Server, park.ChannelId, calls),
        RecordRequest record => Of(request.Server, record.ChannelId, calls),
        PauseRequest pause => $"{ControlText.Shown(request.Server)} {ControlText.Shown(pause.Interface)}",
        MembershipRequest membership => $"{ControlText.Shown(request.Server)} {ControlText.Shown(membership.Interface)}",
        _ => ControlText.Shown(request.Server),
    };

    /// <summary>What came of it.</summary>
    /// <param name="request">The request.</param>
    /// <param name="with">What <see cref="With"/> has said of it before it was done.</param>
    /// <param name="result">What came of it.</param>
    public static AuditResult Result(ControlRequest request, string? with, ControlResult result)
    {
        var outcome = result.Outcome switch
        {
            ControlOutcome.Done => AuditOutcome.Done,
            ControlOutcome.NotAllowed => AuditOutcome.Refused,
            _ => AuditOutcome.Failed,
        };
        var words = result.PbxWords is { } said ? $" Message from the PBX: {said}" : "";
        return new AuditResult(outcome, $"{(with is null ? "" : with + ". ")}{(result.Outcome == ControlOutcome.Unknown ? "Unknown. " : "")}{result.Message}{words}");
    }

    /// <summary>Further words: the number that is dialled, the party that is listened to, the reason of a pause; null for none.</summary>
    public static string? With(ControlRequest request, CallBoard calls) => request switch
    {
        CallRequest call => "Number " + ControlText.Shown(call.Number),
        TransferRequest transfer => "Number " + ControlText.Shown(transfer.Number),
        FetchRequest fetch => Of(request.Server, fetch.ChannelId, calls),
        PickUpRequest pickUp => Of(request.Server, pickUp.ChannelId, calls),
        ListenRequest listen => Of(request.Server, listen.ChannelId, calls),
        PauseRequest { Reason: { Length: > 0 } reason } pause => $"{Queue(pause.Queue)}, reason “{ControlText.Shown(reason)}”",
        PauseRequest pause => Queue(pause.Queue),
        MembershipRequest membership => Queue(membership.Queue),
        _ => null,
    };

    private static string Queue(string? queue) => queue is null ? "All queues" : "Queue " + ControlText.Shown(queue);

    private static string Of(ExtensionKey key) => ControlText.Shown($"{key.Server}/{key.Context}/{key.Exten}");

    /// <summary>The extension of a party, else its device; an outside number is not written down.</summary>
    private static string Of(string server, string? channelId, CallBoard calls)
    {
        var party = channelId is null || server is null ? null : calls.For(server).PartyAt(channelId);
        return party is null ? ControlText.Shown($"{server} {channelId}")
            : party.Extensions is [var first, ..] ? Of(first)
            : ControlText.Shown($"{server} {party.Device}");
    }
}
