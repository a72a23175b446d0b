using AmiBlazor.Components.Grid;
using AmiBlazor.Components.Layout;
using AmiBlazor.Views;
using Microsoft.AspNetCore.WebUtilities;

namespace AmiBlazor.Components.Views;

/// <summary>What a saved view keeps of the page: which parameters of its address, and which of the display preferences.</summary>
internal static class ViewQuery
{
    /// <summary>The value of the parameter <c>view</c> for the plain grid, where another view is the default.</summary>
    public const string Plain = "none";

    // All that says what is shown and how; what is open beside it is not the view's.
    private static readonly string[] Names = ["q", "status", "pbx", "context", "favourites", "sort", "group", "look", "plan"];

    /// <summary>What is shown at an address, with these preferences.</summary>
    public static ViewContent Of(string uri, DisplayPreferences preferences)
    {
        var said = QueryHelpers.ParseQuery(new Uri(uri).Query);
        var kept =
            from name in Names
            let value = said.TryGetValue(name, out var values) ? values.ToString() : ""
            where value.Length > 0
            select $"{name}={Uri.EscapeDataString(value)}";
        var look = new DisplayPreferences { IsCompact = preferences.IsCompact, Hidden = preferences.Hidden, Order = preferences.Order };
        return new ViewContent(string.Join('&', kept), look.ToString());
    }

    /// <summary>Arguments for <c>NavigationManager.GetUriWithQueryParameters</c>: each parameter that a view may have, null where it has none.</summary>
    public static Dictionary<string, object?> Parameters(string query)
    {
        var said = QueryHelpers.ParseQuery(query);
        return Names.ToDictionary(name => name, Value, StringComparer.Ordinal);

        object? Value(string name) => said.TryGetValue(name, out var values) && values.ToString() is { Length: > 0 } value ? value : null;
    }

    /// <summary>Filter and order of a view.</summary>
    public static GridAddress Address(string query)
    {
        var parameters = Parameters(query);
        return new GridAddress(
            Text("q"), Text("status"), Text("pbx"), Text("context"), Text("sort"), Text("group"), Text("favourites"), Text("look"), Text("plan")).Normal;

        string? Text(string name) => (string?)parameters[name];
    }

    /// <summary>The preferences with the columns and row height of a view.</summary>
    public static DisplayPreferences On(DisplayPreferences preferences, ViewContent content)
    {
        var look = DisplayPreferences.Parse(content.Look);
        return preferences with { IsCompact = look.IsCompact, Hidden = look.Hidden, Order = look.Order };
    }
}
