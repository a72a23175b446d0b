using AmiBlazor.Board;
using AmiBlazor.Store;

namespace AmiBlazor.People;

/// <summary>The text of the audit entry for a change of what people say about an extension.</summary>
internal static class PersonChange
{
    // An entry has room for the old and the new value of two long texts.
    private const int MaxShown = 90;

    /// <summary>The extension as the audit log names it.</summary>
    public static string About(ExtensionKey key) => $"{key.Server}/{key.Context}/{key.Exten}";

    /// <summary>Old and new values; null if nothing changed.</summary>
    public static string? Of(BoardRow before, BoardRow after)
    {
        var (was, becomes) = (PersonDetails.Of(before), PersonDetails.Of(after));
        var changes = new List<string>(4);
        Add("name", was.Name, becomes.Name);
        Add("department", was.Department, becomes.Department);
        Add("e-mail", was.Email, becomes.Email);
        Add("note", was.Note, becomes.Note);
        return changes.Count == 0 ? null : string.Join("; ", changes);

        void Add(string what, string? old, string? @new)
        {
            if (!string.Equals(old, @new, StringComparison.Ordinal))
                changes.Add($"{what} {Quoted(old)} → {Quoted(@new)}");
        }
    }

    private static string Quoted(string? text)
    {
        if (text is null) return "none";
        var line = text.Replace('\n', ' ');
        if (line.Length <= MaxShown) return $"“{line}”";
        var end = char.IsHighSurrogate(line[MaxShown - 1]) ? MaxShown - 1 : MaxShown;
        return $"“{line[..end]}…”";
    }
}
