namespace AmiBlazor.People;

/// <summary>A file cannot be imported at all; the message says why and what to do.</summary>
internal sealed class ImportException(FormattableString sentence) : Exception(FormattableString.Invariant(sentence))
{
    /// <summary>The message as template and values, so that it can be translated.</summary>
    public FormattableString Sentence { get; } = sentence;
}
