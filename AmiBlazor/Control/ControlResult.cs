namespace AmiBlazor.Control;

/// <summary>What came of a <see cref="ControlRequest"/>.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Sentence">One or two sentences for a person, as template and values, so that it can be translated.</param>
/// <param name="PbxWords">The PBX's own words; null when it said none.</param>
internal sealed record ControlResult(ControlOutcome Outcome, FormattableString Sentence, string? PbxWords = null)
{
    /// <summary>The sentence in English.</summary>
    public string Message => FormattableString.Invariant(Sentence);
}
