namespace AmiBlazor.Tests.Support;

/// <summary>Tests that look at the memory of the whole process: they run by themselves, or they would see what other tests use.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
[Needs(Need.Time)]
public sealed class MemoryTests
{
    public const string Name = "Memory";
}
