using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Hosting;

/// <summary>What the options of the section <c>Limits</c> have in common; each part of the program binds those that it enforces.</summary>
internal static class Limits
{
    public const string Section = "Limits";

    /// <summary>Names the key, the value and what is allowed; null if the value is within the range.</summary>
    /// <param name="value">The configured value: a property whose name is the key.</param>
    /// <param name="least">The smallest value that is allowed.</param>
    /// <param name="most">The largest value that is allowed.</param>
    /// <param name="key">Filled in by the compiler.</param>
    public static string? Failure(int value, int least, int most, [CallerArgumentExpression(nameof(value))] string key = "") =>
        value < least || value > most
            ? FormattableString.Invariant($"{Section}:{key[(key.LastIndexOf('.') + 1)..]} is {value}; allowed is a number from {least} to {most}.")
            : null;

    /// <summary>Success if every failure is null.</summary>
    public static ValidateOptionsResult Result(params string?[] failures) =>
        failures.OfType<string>().ToList() is { Count: > 0 } found ? ValidateOptionsResult.Fail(found) : ValidateOptionsResult.Success;
}
