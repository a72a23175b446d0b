namespace AmiBlazor.Ami;

/// <content>Lists of states beside those of extensions.</content>
internal sealed partial class AmiSession
{
    /// <summary>Requests the states of devices from the list of all that the PBX knows: those that are in it, by device.</summary>
    /// <exception cref="AmiException">Every failure; the type names it.</exception>
    public async Task<Dictionary<string, string>> ListDeviceStatesAsync(HashSet<string> devices, CancellationToken cancellationToken)
    {
        using var list = new PendingDeviceList(new AmiAction(AmiProtocol.DeviceStateList), _pending, devices, _errors, _limits);
        return await ListAsync(list, list.Action, list.End, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Requests presences from the list of all that the PBX knows: those that are in it, by where each comes from (<c>CustomPresence:1001</c>).
    /// </summary>
    /// <exception cref="AmiException">Every failure; the type names it.</exception>
    public async Task<Dictionary<string, (string Status, string Message)>> ListPresencesAsync(HashSet<string> providers, CancellationToken cancellationToken)
    {
        using var list = new PendingPresenceList(new AmiAction(AmiProtocol.PresenceStateList), _pending, providers, _errors, _limits);
        return await ListAsync(list, list.Action, list.End, cancellationToken).ConfigureAwait(false);
    }

    private async Task<T> ListAsync<T>(PendingRows list, AmiAction action, Task<T> end, CancellationToken cancellationToken)
    {
        _pending.Add(list);
        _list = list;
        try
        {
            var written = WriteAsync(action);
            while (true)
            {
                var received = Bytes;
                try
                {
                    await written.WaitAsync(_limits.ReplyTimeout, _time, cancellationToken).ConfigureAwait(false);
                    return await end.WaitAsync(_limits.ReplyTimeout, _time, cancellationToken).ConfigureAwait(false);
                }
                catch (TimeoutException)
                {
                    if (received == Bytes) throw _errors.ReplyTimedOut(action.Name, _limits.ReplyTimeout);
                }
            }
        }
        finally
        {
            Interlocked.CompareExchange(ref _list, null, list);
        }
    }
}
