using System.Globalization;

namespace AmiBlazor.Demo;

/// <summary>What the numbers of the demo PBX lead to.</summary>
internal sealed class DemoDialplan(DemoFloor floor, DemoQueues queues)
{
    /// <summary>The line to the outside.</summary>
    public const string Trunk = "PJSIP/trunk";

    /// <summary>Where a parked call rings again whom it came from; its numbers are devices with <c>_</c> for <c>/</c>.</summary>
    public const string ParkDialContext = "park-dial";

    private const int FirstRoom = 620;
    private const int Rooms = 20;

    /// <summary>The numbers of the conference rooms.</summary>
    public static IReadOnlyList<string> RoomNumbers { get; } =
        [.. Enumerable.Range(FirstRoom, Rooms).Select(number => number.ToString(CultureInfo.InvariantCulture))];

    /// <summary>Where a number leads; null where there is none of it.</summary>
    public DemoTarget? Find(string context, string exten)
    {
        if (context == ParkDialContext) return floor.AtDevice(exten.Replace('_', '/')) is { } parker ? new DemoTarget.Phone(parker) : null;
        if (context is not (DemoFloor.MainContext or DemoFloor.BranchContext)) return null;
        if (floor.Find(context, exten) is { } phone) return new DemoTarget.Phone(phone);
        if (queues.All.FirstOrDefault(one => string.Equals(one.Exten, exten, StringComparison.Ordinal)) is { } queue)
            return new DemoTarget.Queue(queue);
        if (exten == DemoParking.Exten) return new DemoTarget.Park();
        if (DemoParking.IsSpace(exten, out var space)) return new DemoTarget.Space(space);
        if (RoomNumbers.Contains(exten, StringComparer.Ordinal)) return new DemoTarget.Room(exten);
        return IsOutside(exten) ? new DemoTarget.Outside(exten) : null;
    }

    /// <summary>A number outside begins with <c>0</c> or <c>+</c>.</summary>
    private static bool IsOutside(string exten) =>
        exten.Length is > 2 and <= 20 && exten[0] is '0' or '+' && exten.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0;
}

/// <summary>Where a number leads.</summary>
internal abstract record DemoTarget
{
    internal sealed record Phone(DemoExtension Extension) : DemoTarget;

    internal sealed record Queue(DemoQueue Named) : DemoTarget;

    internal sealed record Park : DemoTarget;

    internal sealed record Space(int Number) : DemoTarget;

    internal sealed record Room(string Number) : DemoTarget;

    internal sealed record Outside(string Number) : DemoTarget;
}
