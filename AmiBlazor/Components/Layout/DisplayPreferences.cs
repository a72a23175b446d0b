using System.Globalization;
using System.Text;
using AmiBlazor.Components.Grid;
using AmiBlazor.Components.Languages;
using Microsoft.AspNetCore.WebUtilities;

namespace AmiBlazor.Components.Layout;

/// <summary>
/// How a user wants pages to look. Kept in the browser's cookie <see cref="Cookie"/>, so that the first render already follows it; invalid parts of
/// the cookie fall back to the defaults.
/// </summary>
public sealed record DisplayPreferences
{
    /// <summary>The cookie's name; app.js uses it as well.</summary>
    public const string Cookie = "amiblazor-look";

    /// <summary>The columns that can be hidden, in their usual order.</summary>
    public static readonly IReadOnlyList<GridColumn> Optional = [.. GridColumns.Usual.Where(column => !GridColumns.IsFixed(column))];

    public Theme Theme { get; init; }

    /// <summary>True for less space between rows.</summary>
    public bool IsCompact { get; init; }

    /// <summary>False if keys that stand for a character (/ and ?) do nothing but write it: WCAG 2.1.4.</summary>
    public bool HasShortcuts { get; init; } = true;

    /// <summary>The chosen language; null for the browser's.</summary>
    public CultureInfo? Language { get; init; }

    /// <summary>The user's time zone; null until the browser has reported it.</summary>
    public TimeZoneInfo? Zone { get; init; }

    /// <summary>The hidden columns.</summary>
    public IReadOnlyList<GridColumn> Hidden { get; init; } = GridColumns.Additional;

    /// <summary>All columns in the order in which they are shown.</summary>
    public IReadOnlyList<GridColumn> Order { get; init; } = GridColumns.Usual;

    /// <summary>Reads the cookie.</summary>
    /// <param name="cookie">The cookie's unescaped value; null or empty for none.</param>
    public static DisplayPreferences Parse(string? cookie)
    {
        if (string.IsNullOrEmpty(cookie) || cookie.Length > 1000) return new DisplayPreferences();
        var parts = QueryHelpers.ParseQuery(cookie);
        return new DisplayPreferences
        {
            Theme = Enum.TryParse<Theme>(Part("theme"), ignoreCase: true, out var theme) && Enum.IsDefined(theme) ? theme : Theme.System,
            IsCompact = string.Equals(Part("density"), "compact", StringComparison.Ordinal),
            HasShortcuts = !string.Equals(Part("shortcuts"), "off", StringComparison.Ordinal),
            Language = Localizer.Language(Part("lang")),
            Zone = FindZone(Part("zone")),
            Hidden = [.. Optional.Where(column => GridColumns.Additional.Contains(column)
                ? !Words("show").Contains(column.ToString(), StringComparer.OrdinalIgnoreCase)
                : Words("hide").Contains(column.ToString(), StringComparer.OrdinalIgnoreCase))],

            // A cookie of an older version, or one that names only some columns, leaves the others in their usual order.
            Order = [.. GridColumns.Complete(
                from word in Words("columns")
                from column in GridColumns.Usual
                where string.Equals(word, column.ToString(), StringComparison.OrdinalIgnoreCase)
                select column)],
        };

        string Part(string name) => parts.TryGetValue(name, out var values) ? values.ToString() : "";

        string[] Words(string name) => Part(name).Split('.');
    }

    /// <summary>The cookie's value, not yet escaped.</summary>
    public override string ToString()
    {
        var cookie = new StringBuilder();
        Add("theme", Theme == Theme.System ? null : Word(Theme));
        Add("density", IsCompact ? "compact" : null);
        Add("shortcuts", HasShortcuts ? null : "off");
        Add("lang", Language?.Name);
        Add("zone", Zone is null ? null : Uri.EscapeDataString(Zone.Id));

        // Columns that are hidden anyway are named when they are shown, so that an older cookie does not show those that came later.
        Add("hide", Joined(Hidden.Except(GridColumns.Additional)));
        Add("show", Joined(GridColumns.Additional.Except(Hidden)));
        Add("columns", Order.SequenceEqual(GridColumns.Usual) ? null : Joined(Order));
        return cookie.ToString();

        static string Joined(IEnumerable<GridColumn> columns) => string.Join('.', columns.Select(column => column.ToString().ToLowerInvariant()));

        void Add(string name, string? value)
        {
            if (string.IsNullOrEmpty(value)) return;
            if (cookie.Length > 0) cookie.Append('&');
            cookie.Append(name).Append('=').Append(value);
        }
    }

    /// <summary>The time zone that a browser names; null if it is unknown. Accepts names only: for a path, the system would open that file.</summary>
    public static TimeZoneInfo? FindZone(string? name) =>
        !string.IsNullOrEmpty(name) && name[0] != '/' && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '/' or '_' or '+' or '-')
        && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)
            ? zone
            : null;

    /// <summary>The theme's word in the markup and in the cookie.</summary>
    public static string Word(Theme theme) => theme.ToString().ToLowerInvariant();

    public bool Equals(DisplayPreferences? other) => other is not null && string.Equals(ToString(), other.ToString(), StringComparison.Ordinal);

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);
}

/// <summary>The colour scheme.</summary>
public enum Theme
{
    /// <summary>The one chosen in the operating system.</summary>
    System,
    Light,
    Dark,
}
