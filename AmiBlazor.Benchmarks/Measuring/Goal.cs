using System.Globalization;

namespace AmiBlazor.Benchmarks.Measuring;

/// <summary>One goal and what was measured for it.</summary>
/// <param name="What">What was measured, and against what.</param>
/// <param name="Limit">The goal in words.</param>
/// <param name="Measured">The figure in words.</param>
/// <param name="Met">Null if it could not be measured.</param>
internal sealed record Goal(string What, string Limit, string Measured, bool? Met)
{
    /// <summary>A ratio that must not be above its limit.</summary>
    public static Goal AtMost(string what, double limit, double measured, string unit = "×") =>
        new(what, "≤ " + Show(limit, unit), Show(measured, unit), double.IsNaN(measured) ? null : measured <= limit);

    /// <summary>A figure that must not be below its limit.</summary>
    public static Goal AtLeast(string what, double limit, double measured, string unit = "×") =>
        new(what, "≥ " + Show(limit, unit), Show(measured, unit), double.IsNaN(measured) ? null : measured >= limit);

    /// <summary>Something that must never happen, such as a lost change. A benchmark fails if it did, however short its run was.</summary>
    public static Goal None(string what, double measured) => AtMost(what, 0, measured, "") with { IsTruth = true };

    /// <summary>True if missing this goal is a fault of the product, not a matter of speed.</summary>
    public bool IsTruth { get; init; }

    /// <summary>True if this machine lacks something that the measurement needs; <see cref="Measured"/> says what.</summary>
    public bool IsAbsent { get; private init; }

    /// <summary>A goal that cannot be measured here.</summary>
    public static Goal Absent(string what, string why) => new(what, "", why, null) { IsAbsent = true };

    private static string Show(double figure, string unit) =>
        figure.ToString(Math.Abs(figure) < 10 && figure != Math.Truncate(figure) ? "0.00" : "#,0", CultureInfo.InvariantCulture) + unit;
}
