using AmiBlazor.Audit;
using AmiBlazor.Board;

namespace AmiBlazor.Refresh;

/// <summary>The answer to one who asked for a refresh.</summary>
/// <param name="Result">How it ended.</param>
/// <param name="Joined">True when a refresh of the same PBX was under way already and this is its answer.</param>
public sealed record RefreshAnswer(RefreshResult Result, bool Joined)
{
    /// <summary>A complete list came, if only an empty one.</summary>
    public bool Succeeded => Result.Outcome is RefreshOutcome.Completed or RefreshOutcome.Empty;

    /// <summary>Which refresh it was and what came of it, in English, for those who keep a record of who asked for it.</summary>
    public string Summary =>
        $"{Result.ConnectionId}: {Result.Outcome.Word()}{(Joined ? ", joined" : "")}.{(Result.Outcome is RefreshOutcome.Completed ? "" : " " + Result.Message)}";
}
