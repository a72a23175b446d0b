using AmiBlazor.Components.Languages;
using AmiBlazor.Extensions;
using AmiBlazor.Refresh;

namespace AmiBlazor.Components.Runs;

/// <summary>What is said of a refresh that is kept.</summary>
internal static class RunWords
{
    /// <summary>How it ended, in a sentence.</summary>
    public static string Sentence(Texts texts, RunRecord run)
    {
        if (run.Outcome != RefreshOutcome.Completed)
            return run.ErrorSentence is { } sentence ? texts.Say(sentence) : run.Error ?? texts["Nothing is known of how it ended."];
        var saved = new StoreResult(run.ExtensionsChecked, run.Changed, run.Added, run.MarkedOffline, []);
        return texts.Say(RefreshSentences.Completed(run.Server, saved, run.EndedAt - run.StartedAt));
    }
}
