using System.Globalization;

namespace AmiBlazor.Ami;

/// <summary>Waits for the reply to an asynchronous <c>Originate</c>, which only says that it was taken, and for the event that says what came of it.</summary>
internal sealed class PendingOriginate(AmiAction action, PendingActions owner) : PendingAction(action.Id, owner)
{
    private readonly TaskCompletionSource<AmiReply> _reply = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<OriginateAnswer> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<AmiReply> Reply => _reply.Task;

    public Task<OriginateAnswer> End => _end.Task;

    /// <summary>The event holds a caller ID.</summary>
    public override bool IsPlain => !_end.Task.IsCompleted;

    public override void Receive(in AmiMessage message)
    {
        // The event has a header Response as well.
        if (!message.TryGet(AmiProtocol.EventHeader, out var name))
            _reply.TrySetResult(new AmiReply(message));
        else if (AmiText.Is(name, "OriginateResponse"u8))
            _end.TrySetResult(Answer(new AmiReply(message)));
    }

    public override void Fail(AmiException cause)
    {
        _reply.TrySetException(cause);
        _end.TrySetException(cause);

        // Whoever waits for the first need not look at the second.
        _ = _end.Task.Exception;
    }

    private static OriginateAnswer Answer(AmiReply answer) => new(
        string.Equals(answer[AmiProtocol.Response], "Success", StringComparison.OrdinalIgnoreCase),
        int.TryParse(answer["Reason"], NumberStyles.None, CultureInfo.InvariantCulture, out var reason) ? reason : 0);
}
