using AmiBlazor.Calls;
using AmiBlazor.Components.Languages;
using AmiBlazor.Components.Shared;

namespace AmiBlazor.Components.Grid;

/// <summary>Says what contradicts what, in the user's language.</summary>
internal static class ContradictionText
{
    public static string Of(Localizer texts, Contradiction contradiction)
    {
        var (status, exten) = (StatusStyle.Label(texts, contradiction.Status), DisplayText.Show(contradiction.Extension.Exten));
        return contradiction.Kind == ContradictionKind.IdleInCall
            ? texts.Format($"Contradiction: the PBX reports “{status}”, but {exten} is in a call.")
            : texts.Format($"Contradiction: the PBX reports “{status}”, but no phone of {exten} has a call.");
    }
}
