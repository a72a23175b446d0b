namespace AmiBlazor.Ami;

/// <summary>The presence that a person has set, as the PBX sent it (Asterisk's <c>PresenceStatus</c> event).</summary>
/// <param name="Context">Dialplan context.</param>
/// <param name="Exten">The extension's number or name in its context.</param>
/// <param name="Status">Asterisk's word: <c>not_set</c>, <c>unavailable</c>, <c>available</c>, <c>away</c>, <c>xa</c>, <c>chat</c> or <c>dnd</c>.</param>
/// <param name="Message">The person's own words; empty when there are none.</param>
internal sealed record ExtensionPresence(string Context, string Exten, string Status, string Message);
