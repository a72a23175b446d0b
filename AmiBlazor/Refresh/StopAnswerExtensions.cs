namespace AmiBlazor.Refresh;

/// <summary>Describes the result of stopping a refresh.</summary>
internal static class StopAnswerExtensions
{
    /// <summary>The refresh and the result of stopping it, in English, for the audit.</summary>
    public static string Summary(this StopAnswer answer, string connectionId) => answer switch
    {
        StopAnswer.Stopped => $"{connectionId}: stopped.",
        StopAnswer.AlreadySaved => $"{connectionId}: too late, its list was saved.",
        StopAnswer.AlreadyEnded => $"{connectionId}: had ended already.",
        _ => $"{connectionId}: no such refresh.",
    };
}
