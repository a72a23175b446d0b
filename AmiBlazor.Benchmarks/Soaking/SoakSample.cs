using System.Globalization;
using AmiBlazor.Benchmarks.Hosting;

namespace AmiBlazor.Benchmarks.Soaking;

/// <summary>The application at one moment.</summary>
/// <param name="At">Since the changes began.</param>
/// <param name="Cpu">CPU that it has used since its start.</param>
/// <param name="Resident">Bytes that it holds now (<c>VmRSS</c>).</param>
/// <param name="Peak">The most that it ever held (<c>VmHWM</c>).</param>
/// <param name="Managed">Bytes on the managed heap, garbage included.</param>
/// <param name="Handles">Open files, sockets and the like.</param>
/// <param name="Threads">Of the operating system.</param>
/// <param name="Waiting">Events that were heard and are not written yet.</param>
internal sealed record SoakSample(
    TimeSpan At, TimeSpan Cpu, long Resident, long Peak, long Managed, int Handles, int Threads, long Waiting)
{
    public static async Task<SoakSample> TakeAsync(AppProcess app, TimeSpan at)
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
