namespace AmiBlazor.Ami;

/// <summary>
/// Receives the events that a PBX sends by itself. Called on the reading loop in the order of the wire, so every member must return at once: while it works,
/// nothing is read.
/// </summary>
internal interface IAmiListener
{
    /// <summary>An extension has a state (<c>ExtensionStatus</c>). Sent for every hint, changed or not, when the dialplan is reloaded.</summary>
    /// <param name="state">The state.</param>
    /// <param name="isProven">Whether the event is surely the PBX's own; else it may be text of a caller, and must be asked about.</param>
    void ExtensionChanged(ExtensionState state, bool isProven);

    /// <summary>A device has a state (<c>DeviceStateChange</c>), whether or not a hint names it.</summary>
    /// <param name="device">The device, such as <c>PJSIP/1001</c>.</param>
    /// <param name="state">Asterisk's word, such as <c>NOT_INUSE</c>.</param>
    /// <param name="isProven">Whether the event is surely the PBX's own; else it may be text of a caller, and must be asked about.</param>
    void DeviceChanged(string device, string state, bool isProven);

    /// <summary>A person has set a presence (<c>PresenceStatus</c>).</summary>
    /// <param name="presence">The presence.</param>
    /// <param name="isProven">Whether the event is surely the PBX's own; else it may be text of a caller, and must be asked about.</param>
    void PresenceChanged(ExtensionPresence presence, bool isProven);

    /// <summary>Whether the events of calls are used; if not, they are skipped.</summary>
    bool FollowsCalls => false;

    /// <summary>Something has happened to a channel.</summary>
    /// <param name="received">What.</param>
    /// <param name="isProven">Whether the event is surely the PBX's own; else it may be text of a caller, and says only that the PBX should be asked.</param>
    void ChannelChanged(ChannelEvent received, bool isProven)
    {
    }

    /// <summary>Something has happened in a queue.</summary>
    /// <param name="received">What.</param>
    /// <param name="isProven">Whether the event is surely the PBX's own; else it may be text of a caller, and says only that the PBX should be asked.</param>
    void QueueChanged(QueueEvent received, bool isProven)
    {
    }

    /// <summary>Whether the events of recordings are used; if not, they are skipped.</summary>
    bool FollowsRecordings => false;

    /// <summary>A channel is recorded, or no longer. Not proven to be the PBX's own.</summary>
    /// <param name="channelId">The channel's Uniqueid.</param>
    /// <param name="isOn">Whether it is recorded now.</param>
    void RecordingChanged(string channelId, bool isOn)
    {
    }

    /// <summary>An event of a channel is not as Asterisk writes it: something about calls may have been missed.</summary>
    /// <param name="words">The event and its odd line, for a person.</param>
    void ChannelDoubted(string words)
    {
    }

    /// <summary>Whether the events of phones and mailboxes are used; if not, they are skipped.</summary>
    bool FollowsDevices => false;

    /// <summary>Something has happened to a phone or a mailbox.</summary>
    /// <param name="received">What.</param>
    /// <param name="isProven">Whether the event is surely the PBX's own; else it may be text of a caller, and says only that the PBX should be asked.</param>
    void PhoneChanged(DeviceEvent received, bool isProven)
    {
    }

    /// <summary>An event of a phone or a mailbox is not as Asterisk writes it: something about them may have been missed.</summary>
    /// <param name="words">The event and its odd line, for a person.</param>
    void PhoneDoubted(string words)
    {
    }

    /// <summary>An event that matters is not as Asterisk writes it: something may have been missed.</summary>
    /// <param name="words">The event and its odd line, for a person.</param>
    void Doubted(string words);

    /// <summary>An event came that is not used. An <c>eventfilter</c> could keep it away.</summary>
    /// <param name="name">Its name; null where it may be text of a caller.</param>
    /// <param name="isOfCalls">Whether it proves that the account reads the class <c>call</c>.</param>
    void Skipped(string? name, bool isOfCalls);

    /// <summary>A module was reloaded (<c>Reload</c>): the hints may have changed. Not sent for <c>dialplan reload</c> on Asterisk's command line.</summary>
    /// <param name="module">The module, or <c>All</c>.</param>
    void Reloaded(string module);

    /// <summary>Asterisk shuts down (<c>Shutdown</c>): the connection will close in a moment.</summary>
    /// <param name="restarting">Whether it says that it restarts.</param>
    void ShuttingDown(bool restarting);

    /// <summary>Asterisk has finished its start (<c>FullyBooted</c>); sent right after the login when that was earlier. Needs <c>read=system</c>.</summary>
    void FullyBooted();
}
