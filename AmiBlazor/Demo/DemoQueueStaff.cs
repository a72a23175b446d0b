using System.Globalization;

namespace AmiBlazor.Demo;

/// <summary>Which queues a floor has, and who answers in them: the people of the departments that fit. Some are in two queues.</summary>
internal static class DemoQueueStaff
{
    /// <summary>The most agents of a queue.</summary>
    private const int MostAgents = 15;

    private static readonly (string Name, string Strategy, string[] Departments)[] Kinds =
    [
        ("support", "leastrecent", ["Support"]),
        ("sales", "ringall", ["Sales"]),
        ("orders", "leastrecent", ["Sales", "Dispatch"]),
        ("billing", "leastrecent", ["Accounting"]),
        ("service", "leastrecent", ["Support", "Dispatch"]),
        ("returns", "ringall", ["Dispatch"]),
        ("contracts", "leastrecent", ["Accounting", "Sales"]),
        ("emergency", "ringall", ["Support"]),
    ];

    public static IReadOnlyList<DemoQueue> Make(DemoFloor floor)
    {
        var people = floor.Extensions.GroupBy(floor.DepartmentOf, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);
        var used = new Dictionary<DemoExtension, int>();
        var queues = new List<DemoQueue>();
        foreach (var (number, (name, strategy, departments)) in Kinds.Take(Count(floor.Extensions.Count)).Index())
        {
            var queue = new DemoQueue(name, (600 + number).ToString(CultureInfo.InvariantCulture), strategy);
            var wanted = number == 0 ? Math.Clamp(floor.Extensions.Count / 10, 6, MostAgents) : Math.Clamp(floor.Extensions.Count / 18, 6, MostAgents - number);

            // Those in no queue first; a few of the second department, who help out.
            var staff = departments.SelectMany((department, place) => people.GetValueOrDefault(department, []).Select(phone => (Phone: phone, Place: place)))
                .Where(one => used.GetValueOrDefault(one.Phone) < 2).OrderBy(one => used.GetValueOrDefault(one.Phone)).ThenBy(one => one.Place);
            foreach (var (phone, place) in staff.Take(Math.Min(wanted, floor.Extensions.Count / 3)))
            {
                used[phone] = used.GetValueOrDefault(phone) + 1;
                queue.Agents.Add(new DemoAgent(phone.Device, floor.PartyOf(phone).Name, phone) { Penalty = place });
            }

            if (queue.Agents.Count > 0) queues.Add(queue);
        }

        return queues;
    }

    private static int Count(int extensions) => extensions switch
    {
        < 10 => 0,
        < 40 => 1,
        < 100 => 2,
        _ => Math.Min(Kinds.Length, 3 + (extensions / 500)),
    };
}
