using AmiBlazor.Board;
using AmiBlazor.Plans;

namespace AmiBlazor.Demo;

/// <summary>The floor plan of the demo: an empty room in which each department sits together.</summary>
internal static class DemoPlan
{
    /// <summary>The plan's name.</summary>
    public const string Name = "Demo floor";

    // Three blocks of desks side by side, so close that each place still shows its number on a screen of the usual size.
    private const int Aisles = 3;
    private const int PerRow = 6;
    private const int Aside = 50;
    private const int BetweenAisles = 25;
    private const double Lowest = 945;

    /// <summary>The shape of the room.</summary>
    public static readonly PlanShape Shape = new(21, 9);

    /// <summary>A place for each extension with a department, as far as a plan has room.</summary>
    public static Dictionary<int, PlanPoint?> Places(IEnumerable<BoardRow> rows)
    {
        var departments = rows.Where(row => row.Department is not null).Take(PlanStore.MostPlaces).GroupBy(row => row.Department, StringComparer.Ordinal)
            .OrderBy(department => department.Count()).ThenBy(department => department.Key, StringComparer.Ordinal).ToList();

        // The largest first, each into the aisle that is still the shortest; an empty row between two.
        var aisles = Enumerable.Range(0, Aisles).Select(_ => new List<BoardRow?[]>()).ToList();
        foreach (var department in Enumerable.Reverse(departments))
        {
            var aisle = aisles.MinBy(desks => desks.Count)!;
            if (aisle.Count > 0) aisle.Add([]);
            aisle.AddRange(department.Chunk(PerRow));
        }

        var step = Math.Min(111, (Lowest - 55) / Math.Max(1, aisles.Max(desks => desks.Count) - 1));
        return (from aisle in Enumerable.Range(0, Aisles)
                from row in Enumerable.Range(0, aisles[aisle].Count)
                from desk in Enumerable.Range(0, aisles[aisle][row].Length)
                let point = PlanPoint.Within(45 + (aisle * ((PerRow * Aside) + BetweenAisles)) + (desk * Aside), 55 + (int)(row * step))
                select (aisles[aisle][row][desk]!.Id, point)).ToDictionary(place => place.Id, place => (PlanPoint?)place.point);
    }
}
