using AmiBlazor.Ami;

namespace AmiBlazor.Live;

/// <summary>
/// Asks the PBX for what events said that may not have been its own. The answers carry our ActionID, which no caller can know, so they are believed.
/// </summary>
internal sealed class DoubtResolver(DoubtQueue doubts, LiveEventHandler handler)
{
    /// <summary>Asks one question after the other until it is cancelled or the session has ended.</summary>
    public async Task RunAsync(AmiSession session, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var doubt = await doubts.TakeAsync(cancellationToken);
                try
                {
                    while (!await TryAskAsync(session, doubt, cancellationToken))
                    {
                        // The answer and an event have crossed.
                    }
                }
                catch (AmiException) when (!session.Ended.IsCompleted)
                {
                    // It cannot be asked in this way, or one answer did not come; the list tells, too. The next question is asked all the same.
                    handler.Request(ResyncReason.Doubted);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The session is over.
        }
        catch (AmiException)
        {
            // The session has ended: the connection's own loop finds out and says why.
            handler.Request(ResyncReason.Doubted);
        }
    }

    private async Task<bool> TryAskAsync(AmiSession session, Doubt doubt, CancellationToken cancellationToken)
    {
        switch (doubt)
        {
            case Doubt.Extension(var context, var exten):
                return handler.Answered(await session.GetExtensionStateAsync(context, exten, cancellationToken));
            case Doubt.Device(var device):
                return handler.Answered(device, await session.GetDeviceStateAsync(device, cancellationToken));
            case Doubt.Presence(var context, var exten) when handler.PresenceProvider(context, exten) is { } provider:
                var (status, message) = await session.GetPresenceAsync(provider, cancellationToken);
                return handler.Answered(new ExtensionPresence(context, exten, status, message));
            default:
                return true;
        }
    }
}
