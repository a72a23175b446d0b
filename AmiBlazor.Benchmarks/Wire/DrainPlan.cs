using AmiBlazor.Data.Rows;

namespace AmiBlazor.Benchmarks.Wire;

/// <summary>How a bare client reads.</summary>
/// <param name="Gap">Milliseconds between two reads; 0 to read as soon as data arrives.</param>
/// <param name="EagerBytes">The bytes at the start of a list that are read without gaps.</param>
/// <param name="ReceiveBuffer">SO_RCVBUF in bytes; null for the kernel's auto-tuning.</param>
internal sealed record DrainPlan(int Gap, int EagerBytes = 0, int? ReceiveBuffer = null)
{
    public static readonly DrainPlan Eager = new(0);

    /// <summary>What our session is measured against: PERFORMANCE's paced drain.</summary>
    public static readonly DrainPlan Paced = new(3);
}
