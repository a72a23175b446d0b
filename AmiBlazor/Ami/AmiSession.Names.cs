namespace AmiBlazor.Ami;

/// <content>Single values that name people.</content>
internal sealed partial class AmiSession
{
    /// <summary>Queries one value of Asterisk's database.</summary>
    /// <param name="family">Such as <c>AMPUSER/1001</c>.</param>
    /// <param name="key">Such as <c>cidname</c>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Null when there is none.</returns>
    /// <exception cref="AmiException">Every failure; the type names it.</exception>
    public async Task<string?> GetDatabaseValueAsync(string family, string key, CancellationToken cancellationToken)
    {
        var action = new AmiAction(AmiProtocol.DatabaseGet).With(AmiProtocol.Family, family).With(AmiProtocol.Key, key);
        using var pending = new PendingDatabaseValue(action.Id, _pending, _errors);
        _pending.Add(pending);
        try
        {
            await WriteAsync(action).WaitAsync(_limits.ReplyTimeout, _time, cancellationToken).ConfigureAwait(false);
            return await pending.End.WaitAsync(_limits.ReplyTimeout, _time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw _errors.ReplyTimedOut(action.Name, _limits.ReplyTimeout);
        }
    }

    /// <summary>Queries the caller ID of a PJSIP endpoint.</summary>
    /// <returns>As Asterisk writes it, such as <c>"Anna Adler" &lt;1001&gt;</c>; empty when there is no such endpoint, or no PJSIP.</returns>
    /// <exception cref="AmiException">Every failure; the type names it.</exception>
    public Task<string> GetCallerIdAsync(string endpoint, CancellationToken cancellationToken) =>
        GetFunctionAsync($"PJSIP_ENDPOINT({endpoint},callerid)", cancellationToken);
}
