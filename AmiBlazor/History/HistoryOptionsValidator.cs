using Microsoft.Extensions.Options;

namespace AmiBlazor.History;

/// <summary>Checks section <c>History</c>. The message names the key, the value and what is allowed.</summary>
internal sealed class HistoryOptionsValidator : IValidateOptions<HistoryOptions>
{
    private static readonly TimeSpan Shortest = TimeSpan.FromDays(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(3650);

    public ValidateOptionsResult Validate(string? name, HistoryOptions options)
    {
        var failures = new List<string>();
        if (!IsTime(options.Keep)) failures.Add($"History:Keep is {options.Keep:c}; allowed is {Shortest:c} to {Longest:c}.");
        Check(nameof(HistoryOptions.ArchiveGoneAfter), options.ArchiveGoneAfter);
        Check(nameof(HistoryOptions.RemoveGoneAfter), options.RemoveGoneAfter);
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        void Check(string key, TimeSpan value)
        {
            if (value != TimeSpan.Zero && !IsTime(value))
                failures.Add($"History:{key} is {value:c}; allowed is {Shortest:c} to {Longest:c}, or {TimeSpan.Zero:c} for never.");
        }
    }

    private static bool IsTime(TimeSpan value) => value >= Shortest && value <= Longest;
}
