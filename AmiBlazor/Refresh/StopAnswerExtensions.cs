namespace AmiBlazor.Refresh;

/// <summary>The words for what came of stopping a refresh.</summary>
internal static class StopAnswerExtensions
{
    /// <summary>Which refresh it was and what came of stopping it, in English, for those who keep a record of who asked for it.</summary>
    public static string Summary(this StopAnswer answer, string connectionId) => answer switch
    {
        StopAnswer.Stopped => $"{connectionId}: stopped.",
        StopAnswer.AlreadySaved => $"{connectionId}: too late, its list was saved.",
        StopAnswer.AlreadyEnded => $"{connectionId}: had ended already.",
        _ => $"{connectionId}: no such refresh.",
    };
}
