using System.Diagnostics;
using System.Runtime.InteropServices;

namespace AmiBlazor.Benchmarks.Measuring;

/// <summary>
/// CPU time of a process, this one or another. <c>/proc/PID/stat</c> counts in ticks of 10 ms, too coarse for a list of 40 ms; the process's own
/// clock (<c>clock_getcpuclockid</c>) is the same sum in nanoseconds, threads that have ended included.
/// </summary>
internal static class ProcessClock
{
    /// <summary>User and system time since the process started.</summary>
    public static TimeSpan Read(int processId)
    {
        if (OperatingSystem.IsLinux())
        {
            if (GetCpuClockId(processId, out var clock) == 0 && GetTime(clock, out var time) == 0)
                return TimeSpan.FromTicks((time.Seconds * TimeSpan.TicksPerSecond) + (time.Nanoseconds / TimeSpan.NanosecondsPerTick));
        }

        using var process = Process.GetProcessById(processId);
        return process.TotalProcessorTime;
    }

    [DllImport("libc", EntryPoint = "clock_getcpuclockid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetCpuClockId(int processId, out int clock);

    [DllImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetTime(int clock, out TimeSpec time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct TimeSpec
    {
        public readonly long Seconds;
        public readonly long Nanoseconds;
    }
}
