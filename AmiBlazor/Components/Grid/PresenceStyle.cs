using AmiBlazor.Components.Languages;
using AmiBlazor.Components.Shared;

namespace AmiBlazor.Components.Grid;

/// <summary>How a presence state is displayed: its name here; colour and icon follow from <see cref="Kind"/> in StatusSheet.</summary>
internal static class PresenceStyle
{
    private const int MaxWord = 40;

    /// <summary>The displayed name of a presence state; one that Asterisk does not define is shown as it is.</summary>
    public static string Label(Localizer texts, string presence) => presence switch
    {
        "away" => texts["Away"],
        "xa" => texts["Extended away"],
        "dnd" => texts["Do not disturb"],
        "chat" => texts["Free to chat"],
        "available" => texts["Available"],
        "unavailable" => texts["Unavailable"],
        _ => DisplayText.Show(presence, MaxWord),
    };

    /// <summary>The suffix of the CSS class; only known words reach the markup.</summary>
    public static string Kind(string presence) => presence switch
    {
        "away" => "away",
        "xa" => "xa",
        "dnd" => "dnd",
        "chat" or "available" => "available",
        "unavailable" => "unavailable",
        _ => "other",
    };

    /// <summary>True if the user may not take calls although the phone is free; only these states are marked in the grid.</summary>
    public static bool IsMarked(string presence) => presence is "away" or "xa" or "dnd";
}
