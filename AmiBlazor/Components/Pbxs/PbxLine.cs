using AmiBlazor.Components.Help;

namespace AmiBlazor.Components.Pbxs;

/// <summary>One PBX in the strip.</summary>
/// <param name="Server">Its name.</param>
/// <param name="Tone">Determines colour and icon.</param>
/// <param name="State">Its state in words.</param>
/// <param name="RunId">The failed refresh to link to; null for none.</param>
internal sealed record PbxLine(string Server, string Tone, string State, string? RunId);

/// <summary>The warning about a PBX whose states may be outdated.</summary>
/// <param name="Server">Its name.</param>
/// <param name="IsRefused">True if somebody has to act because waiting does not help.</param>
/// <param name="Head">What is wrong and since when. Unchanged as long as the problem is, because screen readers announce every change.</param>
/// <param name="Reason">The reason and what to do; null if unknown.</param>
/// <param name="PbxWords">The PBX's own message; null if there is none.</param>
/// <param name="Facts">How old the displayed states are, and what happens next.</param>
/// <param name="Help">The page of help for the reason; null for none.</param>
internal sealed record PbxNotice(string Server, bool IsRefused, string Head, string? Reason, string? PbxWords, string Facts, HelpTopic? Help);
