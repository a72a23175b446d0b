namespace AmiBlazor.Tests.Support;

/// <summary>
/// Whether every count is the full one: <c>AMIBLAZOR_LONG=1</c>, which <c>.ci/run --long</c> sets. The usual run proves the same things with fewer
/// repetitions; this is the only place that reads the variable.
/// </summary>
internal static class LongRun
{
    public const string Variable = "AMIBLAZOR_LONG";

    public static bool IsOn { get; } = string.Equals(Environment.GetEnvironmentVariable(Variable), "1", StringComparison.Ordinal);

    /// <summary>The full count in the long run, or else the usual one.</summary>
    public static T Of<T>(T usual, T full) => IsOn ? full : usual;
}
