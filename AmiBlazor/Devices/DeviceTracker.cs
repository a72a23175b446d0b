using AmiBlazor.Ami;
using AmiBlazor.Board;

namespace AmiBlazor.Devices;

/// <summary>
/// What is known of the phones and mailboxes of one PBX, from lists, answers and events. Bounded: only phones of hints, a few contacts of each. Used by one
/// thread.
/// </summary>
internal sealed class DeviceTracker
{
    /// <summary>The most contacts of a phone that are kept.</summary>
    public const int MostContacts = 10;

    /// <summary>The technology of phones whose contacts are told by <c>ContactStatus</c>.</summary>
    public const string Pjsip = "PJSIP";

    /// <summary>The technology of phones whose state is told by <c>PeerStatus</c>.</summary>
    public const string Sip = "SIP";

    private readonly Dictionary<string, Phone> _phones = new(StringComparer.OrdinalIgnoreCase);

    // What events have told of since the list was requested: the list may be older.
    private readonly HashSet<string> _heard = new(StringComparer.OrdinalIgnoreCase);
    private bool _isChanged = true;

    /// <summary>Whether something has changed since <see cref="Take"/>.</summary>
    public bool IsChanged => _isChanged || Mailboxes.IsChanged;

    /// <summary>The mailboxes.</summary>
    public MailboxTracker Mailboxes { get; } = new();

    /// <summary>The phones.</summary>
    public IReadOnlyCollection<Phone> Phones => _phones.Values;

    /// <summary>How many phones are registered.</summary>
    public int Registered => _phones.Values.Count(phone => phone.Standing == PhoneStanding.Registered);

    public Phone? Find(string device) => _phones.GetValueOrDefault(device);

    /// <summary>Takes over the phones of the hints.</summary>
    /// <returns>Whether there is a new one.</returns>
    public bool Follow(IEnumerable<string> hints)
    {
        var devices = hints.SelectMany(hint => Hint.Parse(hint).Devices).Where(Hint.IsPhone).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var gone in _phones.Keys.Where(device => !devices.Contains(device)).ToList())
        {
            _phones.Remove(gone);
            _isChanged = true;
        }

        var isNew = false;
        foreach (var device in devices)
        {
            if (!_phones.TryAdd(device, new Phone(device))) continue;
            _isChanged = isNew = true;
        }

        return isNew;
    }

    /// <summary>A new connection begins: what happened meanwhile nobody knows.</summary>
    public void Begin()
    {
        foreach (var (device, phone) in _phones.ToList()) _phones[device] = new Phone(device) { Mailboxes = phone.Mailboxes };
        Mailboxes.Begin();
        _isChanged = true;
    }

    /// <summary>The names of the phones of a technology.</summary>
    public HashSet<string> NamesOf(string technology) =>
        _phones.Values.Where(phone => phone.Technology == technology).Select(phone => phone.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Lists are about to be requested.</summary>
    public void BeginList()
    {
        _heard.Clear();
        Mailboxes.BeginList();
    }

    /// <summary>Applies an event.</summary>
    /// <returns>Whether the PBX must be asked for more than it says.</returns>
    public bool Apply(DeviceEvent received, DateTimeOffset at) => received switch
    {
        DeviceEvent.Contact contact => Find($"{Pjsip}/{contact.Endpoint}") is { } phone && Apply(phone, contact, at),
        DeviceEvent.Peer peer => Find(peer.Device) is { Technology: Sip } phone && Apply(phone, peer, at),
        DeviceEvent.Messages messages => Mailboxes.Apply(messages),
        _ => false,
    };

    /// <summary>Takes over the registered contacts of PJSIP endpoints.</summary>
    /// <returns>Whether they must be requested again, because events came meanwhile.</returns>
    public bool Load(ContactList list, DateTimeOffset at)
    {
        var isLate = false;
        var rows = list.Rows.ToLookup(row => row.Endpoint, StringComparer.OrdinalIgnoreCase);
        foreach (var phone in _phones.Values.Where(phone => phone.Technology == Pjsip).ToList())
        {
            if (_heard.Contains(phone.Device))
                isLate = true;
            else if (rows.Contains(phone.Name))
                Set(phone, [.. rows[phone.Name].Take(MostContacts).Select(row => Contact(phone, row))], at, isExact: false);
            else if (list.IsWhole && phone.Contacts.Any(contact => contact.IsListed))
                Set(phone, [], at, isExact: false);
            else if (!list.IsWhole && phone.Contacts.Any(contact => contact.IsListed))
                Put(phone with { Contacts = [.. phone.Contacts.Select(contact => contact.IsListed ? contact with { Id = null, IsListed = false } : contact)] });
        }

        return isLate;
    }

    /// <summary>Takes over the peers of <c>chan_sip</c>.</summary>
    public void Load(IReadOnlyList<PeerRow> rows, DateTimeOffset at)
    {
        foreach (var row in rows)
        {
            if (Find($"{Sip}/{row.Name}") is not { } phone || _heard.Contains(phone.Device)) continue;
            if (row.Address.Length == 0 && !row.IsRegistering) continue;
            Set(phone, row.Address.Length == 0 ? [] : [Contact(phone, row)], at, isExact: false);
        }
    }

    /// <summary>Takes over the contacts of a phone of which no list holds any; none when it is not registered.</summary>
    /// <param name="asked">The phone as it was when it was asked about.</param>
    /// <param name="contacts">The answer.</param>
    /// <param name="at">When it came.</param>
    public void Answer(Phone asked, IReadOnlyList<PhoneContact> contacts, DateTimeOffset at)
    {
        if (IsNewest(asked) is not { } phone) return;
        Set(phone, [.. contacts.Select(contact => phone.Contacts.FirstOrDefault(known => IsAt(known, contact.Uri)) is { } known
            ? contact with { Answers = known.Answers, RoundTrip = known.RoundTrip }
            : contact)], at, isExact: false);
    }

    /// <summary>Takes over the round trip of a contact.</summary>
    /// <param name="asked">The phone as it was when it was asked about.</param>
    /// <param name="uri">The contact.</param>
    /// <param name="roundTrip">How long its last answer took; null when it does not answer.</param>
    /// <param name="at">When the answer came.</param>
    public void Answer(Phone asked, string uri, TimeSpan? roundTrip, DateTimeOffset at)
    {
        if (IsNewest(asked) is not { } phone) return;
        Set(phone, [.. phone.Contacts.Select(contact =>
            IsAt(contact, uri) ? contact with { Answers = roundTrip is not null, RoundTrip = roundTrip } : contact)], at, isExact: false);
    }

    /// <summary>Takes over what a peer calls itself.</summary>
    public void Answer(Phone asked, string userAgent)
    {
        if (IsNewest(asked) is not { Contacts: [var only] } phone || only.UserAgent == userAgent) return;
        Put(phone with { Contacts = [only with { UserAgent = userAgent }] });
    }

    /// <summary>Takes over the mailboxes that a phone's configuration has.</summary>
    public void SetMailboxes(string device, IEnumerable<string> mailboxes)
    {
        if (Find(device) is not { } phone) return;
        IReadOnlyList<string> named = [.. mailboxes.Take(MostContacts).Select(MailboxTracker.NameOf)];
        if (phone.Mailboxes?.SequenceEqual(named, StringComparer.Ordinal) is not true) Put(phone with { Mailboxes = named });
    }

    /// <summary>Everything as it is now.</summary>
    public PbxDevices Take(string server)
    {
        _isChanged = false;
        return new PbxDevices(server, new Dictionary<string, Phone>(_phones, _phones.Comparer), Mailboxes.Take());
    }

    private static bool IsAt(PhoneContact contact, string uri) => string.Equals(contact.Uri, uri, StringComparison.Ordinal);

    private bool Apply(Phone phone, DeviceEvent.Contact received, DateTimeOffset at)
    {
        _heard.Add(phone.Device);
        phone = phone with { Heard = phone.Heard + 1 };
        var known = phone.Contacts.FirstOrDefault(contact => IsAt(contact, received.Uri));
        if (received.State == ContactState.Removed)
        {
            // Of a phone whose contacts are not known, nobody knows whether it had another one.
            if (known is null)
            {
                Put(phone);
                return phone.Standing != PhoneStanding.Unregistered;
            }

            Set(phone, [.. phone.Contacts.Where(contact => contact != known)], at, isExact: true);
            return false;
        }

        var changed = (known ?? Contact(received.Uri)) with
        {
            Answers = received.State switch { ContactState.Reachable => true, ContactState.Unreachable => false, _ => known?.Answers },
            RoundTrip = received.State == ContactState.Unreachable ? null : received.RoundTrip ?? known?.RoundTrip,
        };
        Set(
            phone,
            known is null ? [.. phone.Contacts.Take(MostContacts - 1), changed] : [.. phone.Contacts.Select(contact => contact == known ? changed : contact)],
            at,
            isExact: true);
        return known is null;
    }

    private bool Apply(Phone phone, DeviceEvent.Peer received, DateTimeOffset at)
    {
        if (received.State == PeerState.Unknown) return false;
        _heard.Add(phone.Device);
        phone = phone with { Heard = phone.Heard + 1 };
        var known = phone.Contacts is [var only] ? only : null;
        if (received.State == PeerState.Unregistered)
        {
            Set(phone, [], at, isExact: true);
            return false;
        }

        if (received.State == PeerState.Registered)
        {
            var address = SipAddress.Of(received.Address);
            Set(phone, [new PhoneContact(received.Address) { Address = address?.Host ?? "", Port = address?.Port ?? 0, IsListed = true }], at, isExact: true);
            return true;
        }

        if (known is null)
        {
            Put(phone);
            return true;
        }

        var answers = received.State == PeerState.Reachable;
        Set(phone, [known with { Answers = answers, RoundTrip = answers ? received.RoundTrip : null }], at, isExact: true);
        return false;
    }

    private static PhoneContact Contact(Phone phone, ContactRow row)
    {
        var known = phone.Contacts.FirstOrDefault(contact => IsAt(contact, row.Uri)) ?? Contact(row.Uri);
        return known with
        {
            Id = row.Id,
            UserAgent = row.UserAgent,
            OwnAddress = OwnAddress(row.OwnAddress, known.Address),
            ExpiresAt = row.ExpiresAt,
            IsQualified = row.IsQualified,
            IsListed = true,
        };
    }

    /// <summary>A contact of which only the URI is known.</summary>
    public static PhoneContact Contact(string uri) =>
        new(uri) { Address = SipAddress.OfUri(uri)?.Host ?? "", Port = SipAddress.OfUri(uri)?.Port ?? 0 };

    /// <summary>The address that a phone has named, if it says more than the one that the PBX sends to.</summary>
    public static string OwnAddress(string named, string address) =>
        SipAddress.Of(named)?.Host is { } host && !string.Equals(host, address, StringComparison.OrdinalIgnoreCase) ? host : "";

    private static PhoneContact Contact(Phone phone, PeerRow row)
    {
        var uri = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{row.Address}:{row.Port}");
        return new PhoneContact(uri)
        {
            Address = row.Address,
            Port = row.Port,
            UserAgent = phone.Contacts.FirstOrDefault(contact => IsAt(contact, uri))?.UserAgent ?? "",
            Answers = row.State switch { PeerState.Reachable => true, PeerState.Unreachable => false, _ => null },
            RoundTrip = row.RoundTrip,
            IsFixed = !row.IsRegistering,
            IsListed = true,
        };
    }

    private static PhoneStanding StandingOf(IReadOnlyList<PhoneContact> contacts) =>
        contacts.Count == 0 ? PhoneStanding.Unregistered
        : contacts.All(contact => contact.Answers is false) ? PhoneStanding.Unreachable
        : contacts.All(contact => contact.IsFixed) ? PhoneStanding.Unknown
        : PhoneStanding.Registered;

    private Phone? IsNewest(Phone asked) => Find(asked.Device) is { } phone && phone.Heard == asked.Heard ? phone : null;

    private void Set(Phone phone, IReadOnlyList<PhoneContact> contacts, DateTimeOffset at, bool isExact)
    {
        var standing = StandingOf(contacts);
        var isSame = standing == phone.Standing && (phone.Since is not null || standing == PhoneStanding.Unknown);
        Put(phone with
        {
            Standing = standing,
            Since = isSame ? phone.Since : at,
            IsAtLeast = isSame ? phone.IsAtLeast : !isExact,
            Contacts = contacts.SequenceEqual(phone.Contacts) ? phone.Contacts : contacts,
        });
    }

    private void Put(Phone phone)
    {
        if (_phones.TryGetValue(phone.Device, out var before) && before == phone) return;
        _phones[phone.Device] = phone;
        _isChanged = true;
    }
}
