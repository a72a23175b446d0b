using AmiBlazor.Data.Rows;

namespace AmiBlazor.Benchmarks.Wire;

/// <summary>How a bare client reads.</summary>
/// <param name="Gap">Milliseconds between two reads; 0 reads as soon as something is there.</param>
/// <param name="EagerBytes">So much of a list is read without any gap.</param>
/// <param name="ReceiveBuffer">SO_RCVBUF in bytes; null leaves it to the kernel, which grows it as it is read.</param>
internal sealed record DrainPlan(int Gap, int EagerBytes = 0, int? ReceiveBuffer = null)
{
    public static readonly DrainPlan Eager = new(0);

    /// <summary>What our session is measured against: PERFORMANCE's paced drain.</summary>
    public static readonly DrainPlan Paced = new(3);
}
