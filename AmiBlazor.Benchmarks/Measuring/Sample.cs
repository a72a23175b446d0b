namespace AmiBlazor.Benchmarks.Measuring;

/// <summary>The cost of one run of a contender.</summary>
/// <param name="Milliseconds">Wall time.</param>
/// <param name="OwnCpu">CPU of this process, milliseconds.</param>
/// <param name="PbxCpu">CPU of the PBX's process, milliseconds; 0 if there is none.</param>
/// <param name="Allocated">Bytes allocated on this process's managed heap.</param>
internal sealed record Sample(double Milliseconds, double OwnCpu, double PbxCpu, long Allocated);
