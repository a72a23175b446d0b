namespace AmiBlazor.Benchmarks.Wire;

/// <summary>The manager account that every PBX of the benchmarks knows.</summary>
internal static class ManagerAccount
{
    public const string Username = "bench";
    public const string Secret = "bench-secret";
}
