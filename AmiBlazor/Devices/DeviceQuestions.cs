using System.Globalization;
using AmiBlazor.Ami;

namespace AmiBlazor.Devices;

/// <summary>
/// Asks a PBX about phones and mailboxes one by one, each question once at a time and in the order in which they arose. For one session: rights are those of
/// the login.
/// </summary>
internal sealed class DeviceQuestions(DeviceTracker tracker, TimeProvider time)
{
    /// <summary>
    /// How many endpoints in a row may be unknown to the PBX before none is asked about that no list has: of each, it writes a line to its log.
    /// </summary>
    private const int MostUnknown = 20;

    private const int MostAors = 3;

    private const int LongestName = 200;

    /// <summary>The most questions that wait; what does not fit is asked the next time.</summary>
    private const int MostWaiting = 100_000;

    private readonly Queue<DeviceQuestion> _waiting = new();
    private readonly HashSet<DeviceQuestion> _known = [];
    private int _unknown;
    private bool _isOver;
    private bool _hasPeers = true;

    /// <summary>Whether there is none to ask.</summary>
    public bool IsEmpty => _waiting.Count == 0;

    /// <summary>Whether a name is nothing but a name within the brackets of a function.</summary>
    public static bool IsPlain(string name) =>
        name.Length is > 0 and <= LongestName
        && name.All(static character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.' or '+' or '*' or '#' or '@' or ';');

    public void Add(DeviceQuestion question)
    {
        if (!_isOver && _waiting.Count < MostWaiting && _known.Add(question)) _waiting.Enqueue(question);
    }

    /// <summary>The account may not ask any.</summary>
    public void End()
    {
        _isOver = true;
        _waiting.Clear();
    }

    /// <summary>Asks the question that has waited longest.</summary>
    /// <param name="session">Asks.</param>
    /// <param name="receive">Applies the events that have come.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many requests it took.</returns>
    /// <exception cref="AmiException">The session has ended, does not answer, or may not be asked.</exception>
    public async Task<int> AskNextAsync(AmiSession session, Action receive, CancellationToken cancellationToken)
    {
        var question = _waiting.Dequeue();
        _known.Remove(question);
        var asking = new Asking(session, receive, cancellationToken);
        try
        {
            await (question switch
            {
                DeviceQuestion.RoundTrip { Device: var device, Uri: var uri } => RoundTripAsync(asking, device, uri),
                DeviceQuestion.Contacts { Device: var device } => ContactsAsync(asking, device),
                DeviceQuestion.Mailboxes { Device: var device } => MailboxesAsync(asking, device),
                DeviceQuestion.Peer { Device: var device } => PeerAsync(asking, device),
                DeviceQuestion.Count { Mailbox: var mailbox } => CountAsync(asking, mailbox),
                _ => Task.CompletedTask,
            });
        }
        catch (AmiException odd) when (odd is AmiRefusedException or AmiMalformedException or AmiInvalidActionException or AmiCommandUnknownException)
        {
            // This one cannot be asked about; others can. What is known of it stays.
            if (question is DeviceQuestion.Peer && odd is AmiCommandUnknownException) _hasPeers = false;
        }

        return asking.Requests;
    }

    private async Task RoundTripAsync(Asking asking, string device, string uri)
    {
        if (tracker.Find(device) is not { } phone) return;
        if (phone.Contacts.FirstOrDefault(contact => string.Equals(contact.Uri, uri, StringComparison.Ordinal)) is not { Id: { } id } || !IsPlain(id)) return;

        var told = await asking.FunctionAsync($"PJSIP_CONTACT({id},rtt)");
        if (long.TryParse(told, NumberStyles.None, CultureInfo.InvariantCulture, out var microseconds) && microseconds > 0)
            tracker.Answer(phone, uri, TimeSpan.FromMicroseconds(Math.Min(microseconds, int.MaxValue)), time.GetUtcNow());
        else if (await asking.FunctionAsync($"PJSIP_CONTACT({id},status)") is "Unreachable")
            tracker.Answer(phone, uri, null, time.GetUtcNow());
    }

    private async Task ContactsAsync(Asking asking, string device)
    {
        if (_unknown >= MostUnknown || tracker.Find(device) is not { } phone || !IsPlain(phone.Name)) return;
        var aors = await asking.FunctionAsync($"PJSIP_ENDPOINT({phone.Name},aors)");
        if (string.IsNullOrWhiteSpace(aors))
        {
            _unknown++;
            return;
        }

        _unknown = 0;
        var contacts = new List<PhoneContact>();
        foreach (var aor in Split(aors).Where(IsPlain).Take(MostAors))
        {
            foreach (var id in Split(await asking.FunctionAsync($"PJSIP_AOR({aor},contact)")).Where(IsPlain).Take(DeviceTracker.MostContacts - contacts.Count))
            {
                if (await ContactAsync(asking, id) is { } contact) contacts.Add(contact);
            }
        }

        tracker.Answer(phone, contacts, time.GetUtcNow());
        foreach (var contact in contacts.Where(contact => contact.IsQualified)) Add(new DeviceQuestion.RoundTrip(device, contact.Uri));
    }

    private static async Task<PhoneContact?> ContactAsync(Asking asking, string id)
    {
        var uri = await asking.FunctionAsync($"PJSIP_CONTACT({id},uri)");
        if (uri.Length == 0) return null;
        var contact = DeviceTracker.Contact(AmiText.ForPeople(uri)) with { Id = id, IsFixed = id.Contains("@@", StringComparison.Ordinal) };
        if (!contact.IsFixed)
        {
            contact = contact with
            {
                UserAgent = await asking.TextAsync($"PJSIP_CONTACT({id},user_agent)"),
                OwnAddress = DeviceTracker.OwnAddress(await asking.FunctionAsync($"PJSIP_CONTACT({id},via_addr)"), contact.Address),
            };
        }

        var isQualified = await asking.FunctionAsync($"PJSIP_CONTACT({id},qualify_frequency)") is not ("" or "0");
        return contact with { IsQualified = isQualified };
    }

    private async Task MailboxesAsync(Asking asking, string device)
    {
        if (tracker.Find(device) is not { } phone || !IsPlain(phone.Name)) return;
        var told = await asking.FunctionAsync($"PJSIP_ENDPOINT({phone.Name},mailboxes)");

        // A phone that subscribes to its messages has them in its AOR.
        if (told.Length == 0 && phone.Contacts is [{ Id: { } id }, ..] && id.IndexOfAny([';', '@']) is > 0 and var end && IsPlain(id[..end]))
            told = await asking.FunctionAsync($"PJSIP_AOR({id[..end]},mailboxes)");
        tracker.SetMailboxes(device, Split(AmiText.ForPeople(told)));
    }

    private async Task PeerAsync(Asking asking, string device)
    {
        if (!_hasPeers || tracker.Find(device) is not { } phone || !IsPlain(phone.Name)) return;
        var (userAgent, mailboxes) = await asking.PeerAsync(phone.Name);
        tracker.Answer(phone, userAgent);
        tracker.SetMailboxes(device, Split(AmiText.ForPeople(mailboxes)));
    }

    private async Task CountAsync(Asking asking, string mailbox)
    {
        if (IsPlain(mailbox)) tracker.Mailboxes.Apply(await asking.CountAsync(mailbox));
    }

    private static string[] Split(string list) => list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Sends requests and counts them. Events that came before an answer are applied before it.</summary>
    private sealed class Asking(AmiSession session, Action receive, CancellationToken cancellationToken)
    {
        public int Requests { get; private set; }

        public Task<string> FunctionAsync(string function) => CountedAsync(session.GetFunctionAsync(function, cancellationToken));

        /// <summary>A text that somebody else has chosen; empty where it is longer than what is read.</summary>
        public async Task<string> TextAsync(string function)
        {
            try
            {
                return AmiText.ForPeople(await FunctionAsync(function));
            }
            catch (AmiMalformedException)
            {
                return "";
            }
        }

        public Task<(string UserAgent, string Mailboxes)> PeerAsync(string name) => CountedAsync(session.GetPeerAsync(name, cancellationToken));

        public Task<DeviceEvent.Messages> CountAsync(string mailbox) => CountedAsync(session.CountMessagesAsync(mailbox, cancellationToken));

        private async Task<T> CountedAsync<T>(Task<T> asked)
        {
            Requests++;
            var answer = await asked;
            receive();
            return answer;
        }
    }
}
