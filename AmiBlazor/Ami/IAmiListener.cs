namespace AmiBlazor.Ami;

/// <summary>
/// Receives the events that a PBX sends by itself. Called on the reading loop in the order of the wire, so every member must return at once: while it works,
/// nothing is read.
/// </summary>
internal interface IAmiListener
{
    /// <summary>An extension has a state (<c>ExtensionStatus</c>). Sent for every hint, changed or not, when the dialplan is reloaded.</summary>
    void ExtensionChanged(ExtensionState state);

    /// <summary>A person has set a presence (<c>PresenceStatus</c>).</summary>
    void PresenceChanged(ExtensionPresence presence);

    /// <summary>A module was reloaded (<c>Reload</c>): the hints may have changed. Not sent for <c>dialplan reload</c> on Asterisk's command line.</summary>
    /// <param name="module">The module, or <c>All</c>.</param>
    void Reloaded(string module);

    /// <summary>Asterisk shuts down (<c>Shutdown</c>): the connection will close in a moment.</summary>
    /// <param name="restarting">Whether it says that it restarts.</param>
    void ShuttingDown(bool restarting);

    /// <summary>Asterisk has finished its start (<c>FullyBooted</c>); sent right after the login when that was earlier. Needs <c>read=system</c>.</summary>
    void FullyBooted();
}
