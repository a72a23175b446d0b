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
            return run.ErrorSentence is { } sentence ? texts.Format(sentence) : run.Error ?? texts["No details were recorded."];
        var saved = new StoreResult(run.ExtensionsChecked, run.Changed, run.Added, run.MarkedOffline, []);
        return texts.Format(RefreshMessages.Completed(run.Server, saved, run.EndedAt - run.StartedAt));
    }

    /// <summary>Whether the board agreed with the PBX until this refresh.</summary>
    public static string Truth(Localizer texts, RunRecord run) => run.Differing switch
    {
        null when run.Outcome != RefreshOutcome.Completed => texts["Not verified: no list was saved."],
        null => texts["Not verified: no main connection was live without a gap."],
        0 => texts["Verified: no differences."],
        1 => texts["Verified: 1 difference found."],
        { } differing => texts.Format($"Verified: {differing:N0} differences found."),
    };
}
