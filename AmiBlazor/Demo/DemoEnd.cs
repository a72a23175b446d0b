namespace AmiBlazor.Demo;

/// <summary>What becomes of a session after an answer.</summary>
internal enum DemoEnd
{
    /// <summary>It goes on.</summary>
    None,

    /// <summary>The answer is sent, then it is closed.</summary>
    Close,

    /// <summary>The answer is sent after a second, then it is closed: guessing secrets takes time.</summary>
    CloseAfterASecond,
}
