namespace AmiBlazor.Testing.Sip;

/// <summary>A request that a <see cref="SipPhone"/> has sent, until and after its final response.</summary>
/// <param name="invited">The call, if it is an INVITE.</param>
internal sealed class SipTransaction(SipCall? invited)
{
    private readonly TaskCompletionSource<SipMessage> _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The final response.</summary>
    public Task<SipMessage> Answered => _answered.Task;

    public void Hear(SipMessage response)
    {
        invited?.HearInvited(response);
        if (response.Status >= 200) _answered.TrySetResult(response);
    }
}
