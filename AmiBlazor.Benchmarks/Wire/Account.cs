namespace AmiBlazor.Benchmarks.Wire;

/// <summary>The manager account that every PBX of the benchmarks knows.</summary>
internal static class Account
{
    public const string Username = "bench";
    public const string Secret = "bench-secret";
}
