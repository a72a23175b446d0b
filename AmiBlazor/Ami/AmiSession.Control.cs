namespace AmiBlazor.Ami;

/// <content>What changes calls, agents and recordings. Needs rights that the account that watches should not have.</content>
internal sealed partial class AmiSession
{
    /// <summary>Sends an action that changes something.</summary>
    /// <returns>The PBX's reply, which is no refusal.</returns>
    /// <exception cref="AmiException">Every failure; the type names it.</exception>
    public async Task<AmiReply> ActAsync(AmiAction action, CancellationToken cancellationToken)
    {
        var reply = await SendAsync(action, cancellationToken).ConfigureAwait(false);
        return reply.IsError ? throw _errors.Refused(action.Name, reply) : reply;
    }

    /// <summary>Has the PBX place a call, and waits until its phone has answered or not.</summary>
    /// <param name="action">An <c>Originate</c> that is asynchronous.</param>
    /// <param name="bound">How long it may take, once the PBX has taken it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Null when the PBX did not say in time what came of it: the account lacks <c>read=call</c>, or the event was lost.</returns>
    /// <exception cref="AmiException">Every failure; the type names it.</exception>
    public async Task<OriginateAnswer?> OriginateAsync(AmiAction action, TimeSpan bound, CancellationToken cancellationToken)
    {
        using var pending = new PendingOriginate(action, _pending);
        _pending.Add(pending);
        try
        {
            await WriteAsync(action).WaitAsync(_limits.ReplyTimeout, _time, cancellationToken).ConfigureAwait(false);
            var reply = await pending.Reply.WaitAsync(_limits.ReplyTimeout, _time, cancellationToken).ConfigureAwait(false);
            if (reply.IsError) throw _errors.Refused(action.Name, reply);
        }
        catch (TimeoutException)
        {
            throw _errors.ReplyTimedOut(action.Name, _limits.ReplyTimeout);
        }

        try
        {
            return await pending.End.WaitAsync(bound, _time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    /// <summary>Requests who is parked (<c>ParkedCalls</c>), which needs <c>write=call</c>.</summary>
    /// <exception cref="AmiException">Every failure; the type names it.</exception>
    public async Task<List<ChannelEvent.Parking>> ListParkedAsync(CancellationToken cancellationToken)
    {
        var action = new AmiAction("ParkedCalls");
        using var list = new PendingParkedList(action, _pending, _errors, _limits);
        return await ListAsync(list, action, list.End, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether the dialplan has an extension that can be dialled; null where the PBX cannot tell: without <c>func_dialplan</c>.</summary>
    /// <exception cref="AmiException">Every failure; the type names it.</exception>
    public async Task<bool?> HasDialableAsync(string context, string exten, CancellationToken cancellationToken)
    {
        var action = new AmiAction(AmiProtocol.GetVar).With(AmiProtocol.Variable, $"DIALPLAN_EXISTS({context},{exten},1)");
        var reply = await SendAsync(action, cancellationToken).ConfigureAwait(false);
        if (reply.IsError) throw _errors.Refused(action.Name, reply);
        return reply[AmiProtocol.Value] switch
        {
            "1" => true,
            "0" => false,
            _ => null,
        };
    }
}
