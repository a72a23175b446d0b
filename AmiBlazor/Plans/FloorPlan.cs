using System.Collections.Frozen;
using System.Runtime.InteropServices;
using AmiBlazor.Board;

namespace AmiBlazor.Plans;

/// <summary>A floor plan. Immutable; a change makes a new one.</summary>
/// <param name="Id">The database's.</param>
/// <param name="Name">Its name.</param>
/// <param name="Shape">Its proportions.</param>
/// <param name="PictureVersion">What the address of the picture says, and changes with it; null for an empty room.</param>
/// <param name="Places">Where extensions are, by their number in the database.</param>
public sealed record FloorPlan(int Id, string Name, PlanShape Shape, string? PictureVersion, FrozenDictionary<int, PlanPoint> Places)
{
    /// <summary>The address of the picture; null for an empty room.</summary>
    public string? Picture => PictureVersion is null ? null : FormattableString.Invariant($"./plans/{Id}/picture?v={PictureVersion}");

    /// <summary>The numbers of the extensions that have a place.</summary>
    public FrozenSet<int> Extensions { get; } = Places.Keys.ToFrozenSet();

    /// <summary>True if one of its places is of an extension within the scope.</summary>
    internal bool IsVisible(BoardSnapshot board, ExtensionScope scope) =>
        board.Find(row => Extensions.Contains(row.Id) && scope.Includes(row.Key.Server, row.Department)) is not null;
}

/// <summary>The proportions of a plan: of a picture its pixels, of an empty room numbers such as 16 and 9.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PlanShape(int Width, int Height)
{
    /// <summary>The shapes of empty rooms that are offered, the first one first.</summary>
    public static IReadOnlyList<PlanShape> Rooms { get; } = [new(16, 9), new(21, 9), new(4, 3), new(1, 1), new(3, 4)];
}

/// <summary>A point of a plan.</summary>
/// <param name="X">From the left edge, in thousandths of the width: 0 to 1000.</param>
/// <param name="Y">From the upper edge, in thousandths of the height: 0 to 1000.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PlanPoint(int X, int Y)
{
    /// <summary>The largest value of both.</summary>
    public const int Max = 1000;

    /// <summary>The nearest point that is on the plan.</summary>
    public static PlanPoint Within(int x, int y) => new(Math.Clamp(x, 0, Max), Math.Clamp(y, 0, Max));
}
