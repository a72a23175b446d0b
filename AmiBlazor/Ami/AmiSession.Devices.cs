using System.Globalization;

namespace AmiBlazor.Ami;

/// <content>What a PBX knows of phones and mailboxes. All of it is to be had with <c>write=reporting</c>.</content>
internal sealed partial class AmiSession
{
    /// <summary>Requests the registered contacts of PJSIP endpoints (<c>DBGetTree</c>).</summary>
    /// <param name="endpoints">The endpoints that matter.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="AmiException">Every failure; the type names it.</exception>
    public async Task<ContactList> ListContactsAsync(HashSet<string> endpoints, CancellationToken cancellationToken)
    {
        var action = new AmiAction("DBGetTree").With(AmiProtocol.Family, "registrar").With(AmiProtocol.Key, "contact");
        using var list = new PendingContactList(action, _pending, endpoints, _errors, _limits);
        var rows = await ListAsync(list, action, list.End, cancellationToken).ConfigureAwait(false);
        return new ContactList(rows, list.IsWhole);
    }

    /// <summary>Requests the peers of <c>chan_sip</c> (<c>SIPpeers</c>).</summary>
    /// <param name="names">The peers that matter.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="AmiException">Every failure; the type names it.</exception>
    public async Task<List<PeerRow>> ListPeersAsync(HashSet<string> names, CancellationToken cancellationToken)
    {
        var action = new AmiAction("SIPpeers");
        using var list = new PendingPeerList(action, _pending, names, _errors, _limits);
        return await ListAsync(list, action, list.End, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Requests all mailboxes (<c>VoicemailUsersList</c>).</summary>
    /// <exception cref="AmiException">Every failure; the type names it.</exception>
    public async Task<List<DeviceEvent.Messages>> ListMailboxesAsync(CancellationToken cancellationToken)
    {
        var action = new AmiAction("VoicemailUsersList");
        using var list = new PendingMailboxList(action, _pending, _errors, _limits);
        return await ListAsync(list, action, list.End, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Queries the messages of one mailbox (<c>MailboxCount</c>).</summary>
    /// <exception cref="AmiException">Every failure; the type names it.</exception>
    public async Task<DeviceEvent.Messages> CountMessagesAsync(string mailbox, CancellationToken cancellationToken)
    {
        var action = new AmiAction("MailboxCount").With("Mailbox", mailbox);
        var reply = await SendAsync(action, cancellationToken).ConfigureAwait(false);
        if (reply.IsError) throw _errors.Refused(action.Name, reply);
        return !reply.IsOdd && Count(reply, "UrgMessages") is { } urgent && Count(reply, "NewMessages") is { } unheard && Count(reply, "OldMessages") is { } heard
            ? new DeviceEvent.Messages(mailbox, urgent + unheard, heard)
            : throw _errors.BadReply(action.Name, reply);
    }

    /// <summary>Queries one peer of <c>chan_sip</c> (<c>SIPshowpeer</c>).</summary>
    /// <returns>What it calls itself, and its mailboxes as its configuration has them; either may be empty.</returns>
    /// <exception cref="AmiException">Every failure; the type names it.</exception>
    public async Task<(string UserAgent, string Mailboxes)> GetPeerAsync(string name, CancellationToken cancellationToken)
    {
        var action = new AmiAction("SIPshowpeer").With("Peer", name);
        var reply = await SendAsync(action, cancellationToken).ConfigureAwait(false);
        if (reply.IsError) throw _errors.Refused(action.Name, reply);
        if (reply.IsOdd) throw _errors.BadReply(action.Name, reply);
        return (AmiText.ForPeople(reply["SIP-Useragent"] ?? ""), reply["VoiceMailbox"] ?? "");
    }

    /// <summary>Queries a function of the dialplan, such as <c>PJSIP_CONTACT(1001;@hash,rtt)</c>.</summary>
    /// <returns>Empty when there is nothing of that name.</returns>
    /// <exception cref="AmiException">Every failure; the type names it.</exception>
    public async Task<string> GetFunctionAsync(string function, CancellationToken cancellationToken)
    {
        var action = new AmiAction(AmiProtocol.GetVar).With(AmiProtocol.Variable, function);
        var reply = await SendAsync(action, cancellationToken).ConfigureAwait(false);
        if (reply.IsError) throw _errors.Refused(action.Name, reply);
        return !reply.IsOdd && reply[AmiProtocol.Value] is { } value ? value : throw _errors.BadReply(action.Name, reply);
    }

    private static int? Count(AmiReply reply, string name) =>
        int.TryParse(reply[name], NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;
}
