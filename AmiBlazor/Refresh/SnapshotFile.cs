namespace AmiBlazor.Refresh;

/// <summary>The JSON file of a refresh.</summary>
/// <param name="FileName">Name within the snapshot folder; null when it could not be written.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sentence">What to know about it, for a person: why it could not be written, or that it was.</param>
public sealed record SnapshotFile(string? FileName, long Bytes, FormattableString Sentence)
{
    /// <summary>The sentence in English.</summary>
    public string Message => FormattableString.Invariant(Sentence);
}
