namespace AmiBlazor.Tests.Support;

/// <summary>Tests that measure the memory of the whole process and therefore run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
[Needs(Need.Time)]
public sealed class MemoryTests
{
    public const string Name = "Memory";

    /// <summary>
    /// Bytes that the process holds on to. One collection is enough: <c>GetTotalMemory(true)</c> collects up to twenty times, which takes seconds after
    /// thousands of tests.
    /// </summary>
    public static long Held()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return GC.GetTotalMemory(forceFullCollection: false);
    }
}
