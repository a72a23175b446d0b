namespace AmiBlazor.Benchmarks.Wire;

/// <summary>The manager account of every PBX of the benchmarks.</summary>
internal static class ManagerAccount
{
    public const string Username = "bench";
    public const string Secret = "bench-secret";
}
