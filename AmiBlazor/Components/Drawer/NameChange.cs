using AmiBlazor.Board;

namespace AmiBlazor.Components.Drawer;

/// <summary>The text of the audit entry for a new name or department.</summary>
internal static class NameChange
{
    /// <summary>The extension as the audit log names it.</summary>
    public static string About(BoardRow row) => $"{row.Key.Server}/{row.Key.Context}/{row.Key.Exten}";

    /// <summary>Old and new values; null if nothing changed.</summary>
    public static string? Of(BoardRow before, BoardRow after)
    {
        var changes = new List<string>(2);
        Add("name", before.Name, after.Name);
        Add("department", before.Department, after.Department);
        return changes.Count == 0 ? null : string.Join("; ", changes);

        void Add(string what, string? was, string? becomes)
        {
            if (!string.Equals(was, becomes, StringComparison.Ordinal))
                changes.Add($"{what} {Quoted(was)} → {Quoted(becomes)}");
        }
    }

    private static string Quoted(string? text) => text is null ? "none" : $"“{text}”";
}
