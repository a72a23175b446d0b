namespace AmiBlazor.Ami;

/// <summary>Waits for the response to an action.</summary>
internal sealed class PendingReply(AmiAction action, PendingActions owner) : PendingAction(action.Id, owner)
{
    private readonly TaskCompletionSource<AmiReply> _reply = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<AmiReply> Reply => _reply.Task;

    public override bool IsPlain => action.Name is AmiProtocol.Ping or AmiProtocol.ExtensionState or AmiProtocol.Login;

    public override void Receive(in AmiMessage message)
    {
        if (message.TryGet(AmiProtocol.ResponseHeader, out _)) _reply.TrySetResult(new AmiReply(message));
    }

    public override void Fail(AmiException cause) => _reply.TrySetException(cause);
}
