using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using AmiBlazor.Board;
using AmiBlazor.Calls;
using AmiBlazor.Components.Languages;
using AmiBlazor.Components.Shared;

namespace AmiBlazor.Components.Grid;

/// <summary>What a square, or a place on a floor plan, says in words.</summary>
internal static class SquareText
{
    // One text for all pages, for as long as the row is on the board or on any of them: each page shows hundreds.
    private static readonly ConcurrentDictionary<CultureInfo, ConditionalWeakTable<BoardRow, Said>> Known = new();

    /// <summary>Number, where it is if that is needed, name, status, and what is to be said of the status.</summary>
    public static string Of(Localizer texts, BoardRow row, Distinction which, Contradiction? contradiction, bool isInDoubt)
    {
        if (which != Distinction.None || isInDoubt) return Say(texts, row, which, contradiction, isInDoubt);
        var known = Known.GetOrAdd(texts.Culture, static _ => []);
        if (known.TryGetValue(row, out var said) && said.Contradiction == contradiction) return said.Words;
        var words = Say(texts, row, which, contradiction, isInDoubt);
        known.AddOrUpdate(row, new Said(contradiction, words));
        return words;
    }

    private static string Say(Localizer texts, BoardRow row, Distinction which, Contradiction? contradiction, bool isInDoubt)
    {
        var parts = new List<string> { DisplayText.Show(row.Key.Exten) };
        if (which.HasFlag(Distinction.Pbx)) parts.Add(DisplayText.Show(row.Key.Server));
        if (which.HasFlag(Distinction.Context)) parts.Add(DisplayText.Show(row.Key.Context));
        var name = DisplayText.Show(string.IsNullOrEmpty(row.ShownName) ? row.Hint : row.ShownName);
        if (name.Length > 0) parts.Add(name);
        parts.Add(StatusStyle.Label(texts, row.Shown));
        if (row.Presence is { } presence && PresenceStyle.IsMarked(presence)) parts.Add(PresenceStyle.Label(texts, presence));
        if (contradiction is { } wrong) parts.Add(ContradictionText.Of(texts, wrong));
        if (isInDoubt) parts.Add(texts["status may be outdated"]);
        return string.Join(", ", parts);
    }

    /// <summary>What a row says while it is contradicted by this, or by nothing.</summary>
    private sealed record Said(Contradiction? Contradiction, string Words);
}
