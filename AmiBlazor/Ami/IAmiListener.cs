namespace AmiBlazor.Ami;

/// <summary>
/// Somebody who hears what a PBX says without being asked. Called on the reading loop, in the order of the wire, so each member takes what it is
/// given and returns at once: whoever works here holds up the socket.
/// </summary>
internal interface IAmiListener
{
    /// <summary>An extension's state is this now (<c>ExtensionStatus</c>). Also sent, unchanged, for every hint when the dialplan is reloaded.</summary>
    void ExtensionChanged(ExtensionState state);

    /// <summary>What a person says of being there is this now (<c>PresenceStatus</c>).</summary>
    void PresenceChanged(ExtensionPresence presence);

    /// <summary>A module was reloaded (<c>Reload</c>): there may be other hints now. Not sent for <c>dialplan reload</c> on Asterisk's command line.</summary>
    /// <param name="module">The module; <c>All</c> for all of them.</param>
    void Reloaded(string module);

    /// <summary>Asterisk ends (<c>Shutdown</c>): the connection closes in a moment.</summary>
    /// <param name="restarting">Whether it says that it will be back.</param>
    void ShuttingDown(bool restarting);

    /// <summary>Asterisk has finished its start (<c>FullyBooted</c>); sent right after the login where it had before. Needs <c>read=system</c>.</summary>
    void FullyBooted();
}
