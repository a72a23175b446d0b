namespace AmiBlazor.Refresh;

/// <summary>The JSON file of a refresh.</summary>
/// <param name="FileName">Its name within the snapshot folder; null if it could not be written.</param>
/// <param name="Bytes">Its size in bytes.</param>
/// <param name="Sentence">For the user: that it was written, or why it could not be.</param>
public sealed record SnapshotFile(string? FileName, long Bytes, FormattableString Sentence)
{
    /// <summary>The sentence in English.</summary>
    public string Message => FormattableString.Invariant(Sentence);
}
