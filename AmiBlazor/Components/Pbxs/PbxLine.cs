namespace AmiBlazor.Components.Pbxs;

/// <summary>One PBX in the strip, as it is shown.</summary>
/// <param name="Server">Its name.</param>
/// <param name="Tone">What colour and icon follow from.</param>
/// <param name="State">What is said of it.</param>
/// <param name="RunId">The refresh in which something happened that should be read; null for none.</param>
internal sealed record PbxLine(string Server, string Tone, string State, string? RunId);
