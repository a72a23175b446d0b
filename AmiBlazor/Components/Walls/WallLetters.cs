namespace AmiBlazor.Components.Walls;

/// <summary>
/// How large the letters of a wall are, and how many rows fit on it. Figures that change are read well at 20 minutes of arc: a capital letter is then 29 mm
/// high for a person who stands 5 m away. The screen is taken to be 16:9.
/// </summary>
public sealed class WallLetters
{
    /// <summary>The narrowest width in letters' heights (em) in which all columns of counts stand beside a name.</summary>
    public const double LeastWidth = 20.4;

    /// <summary>The height of a row in em; wall.css has the same.</summary>
    private const double RowHeight = 1.35;

    /// <summary>The height of a capital letter in em.</summary>
    private const double CapitalHeight = 0.7;

    private const double MillimetresPerInch = 25.4;

    private static readonly double Angle = Math.Tan(20.0 / 60 * Math.PI / 180);
    private static readonly double Diagonal = Math.Sqrt((16 * 16) + (9 * 9));
    private static readonly double Largest = 16 / Diagonal / LeastWidth;

    /// <param name="inches">The diagonal of the screen.</param>
    /// <param name="metres">How far away the farthest viewer is.</param>
    public WallLetters(double inches, double metres)
    {
        CapitalMillimetres = metres * 1000 * Angle;
        var wanted = CapitalMillimetres / CapitalHeight / (inches * MillimetresPerInch);
        Letter = Math.Min(wanted, Largest);
        IsTooFar = wanted > Largest;
        FarthestMetres = Largest * inches * MillimetresPerInch * CapitalHeight / Angle / 1000;
        Lines = (int)(9 / Diagonal / (RowHeight * Letter));
        Width = 16 / Diagonal / Letter;
    }

    /// <summary>The height of a capital letter that the distance asks for, in millimetres.</summary>
    public double CapitalMillimetres { get; }

    /// <summary>The size of the letters (1 em) as a part of the screen's diagonal: no larger than all columns have room for.</summary>
    public double Letter { get; }

    /// <summary>Whether the letters that the distance asks for do not fit.</summary>
    public bool IsTooFar { get; }

    /// <summary>The largest distance in metres for which the letters of this screen suffice.</summary>
    public double FarthestMetres { get; }

    /// <summary>How many rows of text fit one below the other.</summary>
    public int Lines { get; }

    /// <summary>The width of the screen in em.</summary>
    public double Width { get; }
}
