namespace AmiBlazor.Ami;

/// <summary>Waits for the response to an action.</summary>
internal sealed class PendingReply(string id, PendingActions owner) : PendingAction(id, owner)
{
    private readonly TaskCompletionSource<AmiReply> _reply = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<AmiReply> Reply => _reply.Task;

    public override void Receive(in AmiMessage message)
    {
        if (message.TryGet(AmiProtocol.ResponseHeader, out _)) _reply.TrySetResult(new AmiReply(message));
    }

    public override void Fail(AmiException cause) => _reply.TrySetException(cause);
}
