namespace AmiBlazor.Components.Pbxs;

/// <summary>One PBX in the strip, as it is shown.</summary>
/// <param name="Server">Its name.</param>
/// <param name="Tone">What colour and icon follow from.</param>
/// <param name="State">What is said of it.</param>
/// <param name="RunId">The refresh in which something happened that should be read; null for none.</param>
internal sealed record PbxLine(string Server, string Tone, string State, string? RunId);

/// <summary>What the page tells of a PBX whose states may be old, as it is shown.</summary>
/// <param name="Server">Its name.</param>
/// <param name="IsRefused">True when somebody has to act: waiting does not help.</param>
/// <param name="Head">What is the case, and since when. The same text as long as nothing else is the case: it is read aloud when it becomes another.</param>
/// <param name="Reason">Why, and what to do; null when no more is known.</param>
/// <param name="PbxWords">What the PBX itself said; null when nothing.</param>
/// <param name="Facts">How old what is shown is, and how it goes on.</param>
internal sealed record PbxNotice(string Server, bool IsRefused, string Head, string? Reason, string? PbxWords, string Facts);
