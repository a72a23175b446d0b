using System.Globalization;
using AmiBlazor.Benchmarks.Hosting;

namespace AmiBlazor.Benchmarks.Soaking;

/// <summary>A sample of the application's resources.</summary>
/// <param name="At">Time since the changes began.</param>
/// <param name="Cpu">CPU time since its start.</param>
/// <param name="Resident">Resident bytes (<c>VmRSS</c>).</param>
/// <param name="Peak">Peak resident bytes (<c>VmHWM</c>).</param>
/// <param name="Managed">Bytes on the managed heap, garbage included.</param>
/// <param name="Handles">Open files, sockets and the like.</param>
/// <param name="Threads">Operating system threads.</param>
/// <param name="Waiting">Events received but not yet written.</param>
internal sealed record SoakSample(
    TimeSpan At, TimeSpan Cpu, long Resident, long Peak, long Managed, int Handles, int Threads, long Waiting)
{
    public static async Task<SoakSample> TakeAsync(MeasuredApp app, TimeSpan at)
    {
        var folder = string.Create(CultureInfo.InvariantCulture, $"/proc/{app.ProcessId}/");
        var status = (await File.ReadAllLinesAsync(folder + "status"))
            .Select(line => line.Split(':', StringSplitOptions.TrimEntries))
            .ToDictionary(parts => parts[0], parts => parts[1].Split(' ')[0], StringComparer.Ordinal);
        return new SoakSample(
            at,
            app.Cpu,
            1024 * Number("VmRSS"),
            1024 * Number("VmHWM"),
            await app.ManagedAsync(),
            Directory.GetFileSystemEntries(folder + "fd").Length,
            (int)Number("Threads"),
            await app.WaitingAsync());

        long Number(string key) => long.Parse(status[key], CultureInfo.InvariantCulture);
    }
}
