namespace AmiBlazor.Tests.Support;

/// <summary>
/// Whether to use the full repetition counts: <c>AMIBLAZOR_LONG=1</c>, set by <c>.ci/run --long</c>. The usual run makes the same assertions with fewer
/// repetitions. Only this class reads the variable.
/// </summary>
internal static class LongRun
{
    public const string Variable = "AMIBLAZOR_LONG";

    public static bool IsOn { get; } = string.Equals(Environment.GetEnvironmentVariable(Variable), "1", StringComparison.Ordinal);

    /// <summary>The full count in the long run, or else the usual one.</summary>
    public static T Of<T>(T usual, T full) => IsOn ? full : usual;
}
