namespace AmiBlazor.Benchmarks.Measuring;

/// <summary>What one run of a contender took.</summary>
/// <param name="Milliseconds">Wall time.</param>
/// <param name="OwnCpu">CPU of this process, milliseconds.</param>
/// <param name="PbxCpu">CPU of the PBX's process, milliseconds; 0 where none takes part.</param>
/// <param name="Allocated">Bytes allocated on this process's managed heap.</param>
internal sealed record Sample(double Milliseconds, double OwnCpu, double PbxCpu, long Allocated);
