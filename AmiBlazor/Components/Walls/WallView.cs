using System.Globalization;
using AmiBlazor.Board;
using AmiBlazor.Components.Grid;
using Microsoft.AspNetCore.WebUtilities;

namespace AmiBlazor.Components.Walls;

/// <summary>
/// What a wall shows and for which screen, as its address says. The filter is that of the grid's address, with departments beside it. A name that does not
/// exist leaves nothing to show: a wall that showed all instead would show what it was not meant to.
/// </summary>
public sealed record WallView
{
    public const double LeastInches = 5;
    public const double MostInches = 300;
    public const double LeastDistance = 0.5;
    public const double MostDistance = 50;
    public const int LeastSeconds = 3;
    public const int MostSeconds = 600;

    /// <summary>The most characters of a view as a query.</summary>
    public const int Longest = 2000;

    /// <summary>Words that a row must hold; null for none.</summary>
    public string? Text { get; init; }

    /// <summary>The only PBX; null for all.</summary>
    public string? Pbx { get; init; }

    /// <summary>The only dialplan context; null for all.</summary>
    public string? Context { get; init; }

    /// <summary>The only departments; empty for all.</summary>
    public IReadOnlyList<string> Departments { get; init; } = [];

    /// <summary>The diagonal of the screen.</summary>
    public double Inches { get; init; } = 55;

    /// <summary>How far away the farthest viewer is, in metres.</summary>
    public double Distance { get; init; } = 5;

    /// <summary>How long each page is shown, in seconds, where not everything fits on one.</summary>
    public int Seconds { get; init; } = 10;

    /// <summary>The letters for the screen.</summary>
    public WallLetters Letters => new(Inches, Distance);

    /// <summary>Whether every extension of the user is shown.</summary>
    public bool ShowsAll => Text is null && Pbx is null && Context is null && Departments.Count == 0;

    /// <summary>The rest of the filter: PBX and departments are in <see cref="Narrow"/>.</summary>
    public GridFilter Filter => new() { Text = Text, Context = Context };

    /// <summary>Reads a query; what is missing, or not a number within the bounds, is as usual.</summary>
    /// <param name="query">With or without its question mark; null for none.</param>
    public static WallView Parse(string? query)
    {
        var parts = QueryHelpers.ParseQuery(query?.Length > Longest ? null : query);
        var usual = new WallView();
        return new WallView
        {
            Text = One("q"),
            Pbx = One("pbx"),
            Context = One("context"),
            Departments = [.. parts.GetValueOrDefault("department").OfType<string>().Where(name => name.Length > 0).Distinct(StringComparer.Ordinal)],
            Inches = Number("inches", usual.Inches, LeastInches, MostInches),
            Distance = Number("distance", usual.Distance, LeastDistance, MostDistance),
            Seconds = (int)Number("seconds", usual.Seconds, LeastSeconds, MostSeconds),
        };

        string? One(string name) => parts.GetValueOrDefault(name) is [{ Length: > 0 } text, ..] ? text : null;

        double Number(string name, double otherwise, double least, double most) =>
            double.TryParse(One(name)?.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most ? number : otherwise;
    }

    /// <summary>What a user sees of their scope on this wall.</summary>
    internal ExtensionScope Narrow(ExtensionScope scope) => new(
        Pbx is null ? scope.Servers : scope.Includes(Pbx) ? [Pbx] : [],
        Departments.Count == 0 ? scope.Departments : Departments.Where(scope.IncludesDepartment));

    /// <summary>The same as a query, with its question mark: the inverse of <see cref="Parse"/>.</summary>
    public override string ToString()
    {
        List<KeyValuePair<string, string?>> parts =
        [
            new("inches", Inches.ToString(CultureInfo.InvariantCulture)),
            new("distance", Distance.ToString(CultureInfo.InvariantCulture)),
            new("seconds", Seconds.ToString(CultureInfo.InvariantCulture)),
            new("q", Text),
            new("pbx", Pbx),
            new("context", Context),
            .. Departments.Select(name => new KeyValuePair<string, string?>("department", name)),
        ];
        return QueryString.Create(parts.Where(part => !string.IsNullOrEmpty(part.Value))).ToString();
    }
}
