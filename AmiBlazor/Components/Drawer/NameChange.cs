using AmiBlazor.Board;

namespace AmiBlazor.Components.Drawer;

/// <summary>How the audit tells that an extension got another name or department.</summary>
internal static class NameChange
{
    /// <summary>The extension, as the audit names it.</summary>
    public static string About(BoardRow row) => $"{row.Key.Server}/{row.Key.Context}/{row.Key.Exten}";

    /// <summary>What became what; null where nothing did.</summary>
    public static string? Of(BoardRow before, BoardRow after)
    {
        var changes = new List<string>(2);
        Add("name", before.Name, after.Name);
        Add("department", before.Department, after.Department);
        return changes.Count == 0 ? null : string.Join("; ", changes);

        void Add(string what, string? was, string? becomes)
        {
            if (!string.Equals(was, becomes, StringComparison.Ordinal)) changes.Add($"{what} {Quoted(was)} → {Quoted(becomes)}");
        }
    }

    private static string Quoted(string? text) => text is null ? "none" : $"“{text}”";
}
