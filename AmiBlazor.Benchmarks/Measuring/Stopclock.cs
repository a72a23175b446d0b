using System.Diagnostics;

namespace AmiBlazor.Benchmarks.Measuring;

/// <summary>Measures time, CPU and allocations: start it right before the measured code and read it right after.</summary>
internal sealed class Stopclock
{
    private readonly int? _pbx;
    private readonly long _allocated;
    private readonly TimeSpan _pbxCpu;
    private readonly TimeSpan _ownCpu;
    private readonly long _start;

    private Stopclock(int? pbx)
    {
        _pbx = pbx;
        _allocated = GC.GetTotalAllocatedBytes(precise: true);
        _pbxCpu = pbx is { } id ? ProcessClock.Read(id) : default;
        _ownCpu = ProcessClock.Read(Environment.ProcessId);
        _start = Stopwatch.GetTimestamp();
    }

    /// <param name="pbx">The PBX's process, whose CPU is measured too; null for none.</param>
    public static Stopclock Start(int? pbx = null) => new(pbx);

    public Sample Read()
    {
        var time = Stopwatch.GetElapsedTime(_start);
        var ownCpu = ProcessClock.Read(Environment.ProcessId) - _ownCpu;
        var pbxCpu = _pbx is { } id ? ProcessClock.Read(id) - _pbxCpu : default;
        return new Sample(
            time.TotalMilliseconds, ownCpu.TotalMilliseconds, pbxCpu.TotalMilliseconds, GC.GetTotalAllocatedBytes(precise: true) - _allocated);
    }
}
