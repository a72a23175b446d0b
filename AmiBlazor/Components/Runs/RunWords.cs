using AmiBlazor.Board;
using AmiBlazor.Components.Languages;
using AmiBlazor.Refresh;
using AmiBlazor.Store;

namespace AmiBlazor.Components.Runs;

/// <summary>The texts about a stored refresh.</summary>
internal static class RunWords
{
    /// <summary>The outcome in a sentence.</summary>
    public static string Sentence(Localizer texts, RunRecord run)
    {
        if (run.Outcome != RefreshOutcome.Completed)
            return run.ErrorSentence is { } sentence ? texts.Format(sentence) : run.Error ?? texts["Nothing is known of how it ended."];
        var saved = new StoreResult(run.ExtensionsChecked, run.Changed, run.Added, run.MarkedOffline, []);
        return texts.Format(RefreshMessages.Completed(run.Server, saved, run.EndedAt - run.StartedAt));
    }

    /// <summary>Whether the board agreed with the PBX until this refresh.</summary>
    public static string Truth(Localizer texts, RunRecord run) => run.Differing switch
    {
        null when run.Outcome != RefreshOutcome.Completed => texts["Nothing was compared: no list was saved."],
        null => texts["Whether the board was right cannot be told: no main connection had followed the PBX without a gap."],
        0 => texts["The board was right: nothing differed from the PBX."],
        1 => texts["1 row of the board differed from the PBX."],
        { } differing => texts.Format($"{differing:N0} rows of the board differed from the PBX."),
    };
}
