namespace AmiBlazor.Control;

/// <summary>A request goes no further.</summary>
internal sealed class ControlException(ControlResult result) : Exception(result.Message)
{
    public ControlException(ControlOutcome outcome, FormattableString sentence, string? pbxWords = null)
        : this(new ControlResult(outcome, sentence, pbxWords))
    {
    }

    /// <summary>What came of it.</summary>
    public ControlResult Result { get; } = result;
}
