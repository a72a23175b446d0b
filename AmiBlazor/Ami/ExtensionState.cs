namespace AmiBlazor.Ami;

/// <summary>
/// The state of one dialplan hint as the PBX sent it (Asterisk's <c>ExtensionStatus</c> event or the reply to <c>ExtensionState</c>). Immutable; one object
/// serves every list that repeats the same values. <c>SnapshotRow</c> in <c>Store</c> has the same four fields: that room may not name this one.
/// </summary>
/// <param name="Context">Dialplan context.</param>
/// <param name="Exten">The extension's number or name in its context.</param>
/// <param name="Hint">The hint's devices, such as <c>PJSIP/1001</c>; empty when the PBX has no such hint.</param>
/// <param name="Status">Asterisk's status number, sign kept: -2 removed, -1 no such hint, else a bitmask.</param>
internal sealed record ExtensionState(string Context, string Exten, string Hint, int Status);
