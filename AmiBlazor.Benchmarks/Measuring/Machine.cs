using System.Globalization;

namespace AmiBlazor.Benchmarks.Measuring;

/// <summary>The machine of the measurements and its other load.</summary>
internal static class Machine
{
    /// <summary>The number of processors and the load average of the last minute.</summary>
    public static string Describe()
    {
        var load = Load() is { } busy ? string.Create(CultureInfo.InvariantCulture, $", load {busy:0.0}") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} processors{load}, .NET {Environment.Version}");
    }

    /// <summary>
    /// A warning about the figures of a busy machine; null for a quiet one. The benchmarks themselves are two busy processes: a client and a PBX.
    /// </summary>
    public static string? Doubt() => Load() > Environment.ProcessorCount + 1
        ? "The machine was busy with other work. An eager reader pays for each wake-up only where processors are free for both sides: beside "
            + "other work it is woken late, finds more, and looks better than it is; and times in milliseconds mean little."
        : null;

    private static double? Load() =>
        OperatingSystem.IsLinux() ? double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture) : null;
}
