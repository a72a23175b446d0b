using System.Reflection;
using Microsoft.Extensions.Logging;

namespace AmiBlazor.Tests;

/// <summary>Whoever filters or alerts on the log does so by the number or the name of an event: each stands for one thing.</summary>
public sealed class LogEventTests
{
    /// <summary>
    /// Which thousand each folder's events have. Within it a class that logs takes the next free ten, and its events follow one another. A number that
    /// was given once is not given again, nor changed.
    /// </summary>
    private static readonly Dictionary<string, int> Thousands = new(StringComparer.Ordinal)
    {
        ["Ami"] = 1000,
        ["Pbxs"] = 1000,
        ["Data"] = 2000,
        ["Board"] = 2000,
        ["Store"] = 2000,
        ["History"] = 2000,
        ["Views"] = 2000,
        ["Plans"] = 2000,
        ["Refresh"] = 3000,
        ["Live"] = 4000,
        ["Calls"] = 4000,
        ["Queues"] = 4000,
        ["Devices"] = 4000,
        ["Auth"] = 5000,
        ["Audit"] = 5000,
        ["Hosting"] = 5000,
        ["Demo"] = 6000,
        ["Components"] = 7000,
        ["Cluster"] = 8000,
    };

    private const BindingFlags Declared =
        BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly IReadOnlyList<(LoggerMessageAttribute Event, string Folder, string Where)> Events =
    [
        .. from type in typeof(Program).Assembly.GetTypes()
           from method in type.GetMethods(Declared)
           let message = method.GetCustomAttribute<LoggerMessageAttribute>()
           where message is not null
           select (message, type.Namespace!.Split('.').ElementAtOrDefault(1) ?? "", $"{type.FullName}.{method.Name}"),
    ];

    [Fact]
    public void No_two_log_events_have_the_same_number_or_name()
    {
        var twice =
            from logged in Events
            from key in new[] { $"{logged.Event.EventId}", logged.Event.EventName ?? "no name" }
            group logged.Where by key into same
            where same.Count() > 1
            select $"{same.Key}: {string.Join(", ", same)}";

        Assert.True(Events.Count > 50);
        Assert.Empty(twice);
    }

    [Fact]
    public void The_number_of_a_log_event_tells_its_folder()
    {
        var misplaced =
            from logged in Events
            where !Thousands.TryGetValue(logged.Folder, out var thousand) || logged.Event.EventId / 1000 * 1000 != thousand
            select $"{logged.Event.EventId}: {logged.Where}";

        Assert.Empty(misplaced);
    }
}
