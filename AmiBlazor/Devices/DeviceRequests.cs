using AmiBlazor.Ami;

namespace AmiBlazor.Devices;

/// <summary>
/// What is requested of a PBX about its phones and mailboxes: lists, and what follows from them for single phones. For one session: rights are those of the
/// login.
/// </summary>
internal sealed class DeviceRequests(AmiSession session, DeviceTracker tracker, TimeProvider time)
{
    private readonly HashSet<string> _asked = new(StringComparer.OrdinalIgnoreCase);
    private long? _detailed;
    private bool _hasPeers = true;
    private bool _hasMailboxes = true;

    /// <summary>What is asked about single phones.</summary>
    public DeviceQuestions Questions { get; } = new(tracker, time);

    /// <summary>Whether nothing is asked any more: the account may not.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Whether events came during the last list, so that it must be requested again.</summary>
    public bool IsListLate { get; private set; }

    /// <summary>When the contacts were last read; null before the first time.</summary>
    public DateTimeOffset? ListedAt { get; private set; }

    /// <summary>The account may not ask.</summary>
    public void End() => IsOver = true;

    /// <summary>Requests everything, and finds out what must be asked about single phones.</summary>
    /// <param name="receive">Applies the events that have come.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="AmiException">The contacts could not be read; the type says why.</exception>
    public async Task ListAsync(Func<bool> receive, CancellationToken cancellationToken)
    {
        tracker.BeginList();
        IsListLate = false;
        var isDetailed = _detailed is not { } last || time.GetElapsedTime(last) >= DeviceFollower.BetweenDetails;
        var isFull = ListedAt is not { } at || isDetailed || time.GetUtcNow() - at >= DeviceFollower.BetweenLists;
        if (tracker.NamesOf(DeviceTracker.Pjsip) is { Count: > 0 } endpoints)
        {
            var contacts = await session.ListContactsAsync(endpoints, cancellationToken);
            IsListLate |= receive();
            IsListLate |= tracker.Load(contacts, time.GetUtcNow());
        }

        if (_hasPeers && tracker.NamesOf(DeviceTracker.Sip) is { Count: > 0 } peers && await TryAsync(session.ListPeersAsync(peers, cancellationToken)) is var found)
        {
            _hasPeers = found is not null;
            IsListLate |= receive();
            tracker.Load(found ?? [], time.GetUtcNow());
        }

        if (isDetailed && _hasMailboxes)
        {
            var mailboxes = await TryAsync(session.ListMailboxesAsync(cancellationToken));
            _hasMailboxes = mailboxes is not null;
            IsListLate |= receive();
            tracker.Mailboxes.Load(mailboxes ?? []);
        }

        if (isDetailed)
        {
            _detailed = time.GetTimestamp();
            _asked.Clear();
        }

        if (isFull) ListedAt = time.GetUtcNow();
        foreach (var phone in tracker.Phones) AskAbout(phone, isFull);
    }

    /// <summary>Asks the next questions.</summary>
    /// <returns>How many requests were made.</returns>
    /// <exception cref="AmiException">The session has ended, does not answer, or may not be asked.</exception>
    public async Task<int> AskAsync(int most, Action receive, CancellationToken cancellationToken)
    {
        var requests = 0;
        while (requests < most && !Questions.IsEmpty) requests += await Questions.AskNextAsync(session, receive, cancellationToken);

        // A user agent is a text of others, after which no event is believed as it comes; the answer to a Ping ends that.
        await session.SendAsync(new AmiAction(AmiProtocol.Ping), cancellationToken);
        return requests;
    }

    /// <summary>What may not be the PBX's own is asked about.</summary>
    /// <returns>Whether lists must be requested.</returns>
    public bool AskAbout(DeviceEvent doubted)
    {
        if (doubted is DeviceEvent.Messages messages)
        {
            if (tracker.Mailboxes.Has(messages.Mailbox)) Questions.Add(new DeviceQuestion.Count(MailboxTracker.NameOf(messages.Mailbox)));
            return false;
        }

        var device = doubted switch
        {
            DeviceEvent.Contact contact => $"{DeviceTracker.Pjsip}/{contact.Endpoint}",
            DeviceEvent.Peer peer => peer.Device,
            _ => "",
        };
        if (tracker.Find(device) is not { } phone || (doubted is DeviceEvent.Peer && phone.Technology != DeviceTracker.Sip)) return false;
        foreach (var contact in phone.Contacts.Where(contact => contact.Id is not null)) Questions.Add(new DeviceQuestion.RoundTrip(device, contact.Uri));
        return true;
    }

    private static async Task<List<T>?> TryAsync<T>(Task<List<T>> asked)
    {
        try
        {
            return await asked;
        }
        catch (AmiException refused) when (refused is AmiRefusedException or AmiCommandUnknownException or AmiPermissionException)
        {
            // A PBX without such phones, or without voicemail.
            return null;
        }
    }

    private void AskAbout(Phone phone, bool isFull)
    {
        var isOther = _asked.Add(phone.Device);
        if (phone.Technology == DeviceTracker.Sip)
        {
            if (_hasPeers && phone.Contacts is [{ UserAgent: var agent }] && (isOther || agent.Length == 0)) Questions.Add(new DeviceQuestion.Peer(phone.Device));
            return;
        }

        if (phone.Technology != DeviceTracker.Pjsip) return;
        var isUnlisted = phone.Contacts.Count == 0 ? phone.Standing == PhoneStanding.Unknown : phone.Contacts.Any(contact => contact.Id is null || !contact.IsListed);
        if (isUnlisted && (isOther || phone.Contacts.Any(contact => contact.Id is null))) Questions.Add(new DeviceQuestion.Contacts(phone.Device));
        foreach (var contact in phone.Contacts)
        {
            if (contact.IsQualified && (isFull || contact.Answers is null)) Questions.Add(new DeviceQuestion.RoundTrip(phone.Device, contact.Uri));
        }

        if (!tracker.Mailboxes.IsEmpty && (isOther || phone.Mailboxes is null)) Questions.Add(new DeviceQuestion.Mailboxes(phone.Device));
    }
}
