namespace AmiBlazor.Tests.Support;

/// <summary>Tests that measure the memory of the whole process and therefore run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
[Needs(Need.Time)]
public sealed class MemoryTests
{
    public const string Name = "Memory";
}
