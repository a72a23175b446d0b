using AmiBlazor.Components.Languages;
using AmiBlazor.Components.Shared;

namespace AmiBlazor.Components.Grid;

/// <summary>
/// How it looks what a person says of being there: the words that people read. Colour and icon follow from <see cref="Kind"/>, in app.css.
/// </summary>
internal static class PresenceStyle
{
    private const int MaxWord = 40;

    /// <summary>What people read for Asterisk's word; a word that is not Asterisk's is shown as it is.</summary>
    public static string Label(Localizer texts, string presence) => presence switch
    {
        "away" => texts["Away"],
        "xa" => texts["Extended away"],
        "dnd" => texts["Do not disturb"],
        "chat" => texts["Chatty"],
        "available" => texts["Available"],
        "unavailable" => texts["Unavailable"],
        _ => DisplayText.Show(presence, MaxWord),
    };

    /// <summary>The word by which it is drawn: only words that are known get into the page's markup.</summary>
    public static string Kind(string presence) => presence switch
    {
        "away" => "away",
        "xa" => "xa",
        "dnd" => "dnd",
        "chat" or "available" => "available",
        "unavailable" => "unavailable",
        _ => "other",
    };

    /// <summary>True when a call may not be taken although the phone is free: the grid marks that, and nothing else.</summary>
    public static bool IsMarked(string presence) => presence is "away" or "xa" or "dnd";
}
