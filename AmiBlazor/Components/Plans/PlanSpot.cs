using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.InteropServices;
using AmiBlazor.Components.Grid;
using AmiBlazor.Plans;

namespace AmiBlazor.Components.Plans;

/// <summary>A place on a plan that its viewer sees.</summary>
/// <param name="Index">The extension's index on the board, which lasts as long as the view's layout.</param>
/// <param name="Id">The extension's number in the database.</param>
/// <param name="Point">Where it is.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PlanSpot(int Index, int Id, PlanPoint Point)
{
    // Places whose middles are no further apart than that would cover each other.
    private const int Near = 50;

    // Closer than that, they cover each other anyway.
    private const int Least = 15;

    // Further than that, there is room for all that a place says.
    private const int Most = 200;

    // A million points are possible, of which plans use some thousand.
    private const int MostStyles = 100_000;

    // One text for all pages.
    private static readonly ConcurrentDictionary<PlanPoint, string> Styles = new();

    /// <summary>The places of a plan within the view's scope, as one reads: from above, and from the left.</summary>
    public static PlanSpot[] Of(FloorPlan plan, ExtensionGridView view) =>
    [
        .. view.Among(plan.Extensions).Select(found => new PlanSpot(found.Index, found.Row.Id, plan.Places[found.Row.Id]))
            .OrderBy(spot => spot.Point.Y).ThenBy(spot => spot.Point.X).ThenBy(spot => spot.Id),
    ];

    /// <summary>The least distance of points that stand side by side, and of those of which one stands below the other: in thousandths, 200 at most.</summary>
    public static (int Aside, int Below) Apart(IEnumerable<PlanPoint> points)
    {
        var all = points.ToArray();
        return (Apart(all, point => point.X, point => point.Y), Apart(all, point => point.Y, point => point.X));
    }

    private static int Apart(PlanPoint[] points, Func<PlanPoint, int> along, Func<PlanPoint, int> across)
    {
        var inOrder = points.OrderBy(along).ToArray();
        var apart = Most;
        for (var first = 0; first < inOrder.Length; first++)
        {
            for (var second = first + 1; second < inOrder.Length; second++)
            {
                var distance = along(inOrder[second]) - along(inOrder[first]);
                if (distance >= apart) break;
                if (distance >= Least && Math.Abs(across(inOrder[second]) - across(inOrder[first])) < Near) apart = distance;
            }
        }

        return apart;
    }

    /// <summary>Where a point is, as a style, in hundredths of the plan: PlanRoom.razor.css keeps what stands there within it.</summary>
    public static string Style(PlanPoint point)
    {
        if (Styles.TryGetValue(point, out var style)) return style;
        if (Styles.Count >= MostStyles) Styles.Clear();
        return Styles[point] = string.Create(CultureInfo.InvariantCulture, $"--x:{point.X / 10.0:0.#};--y:{point.Y / 10.0:0.#}");
    }
}
