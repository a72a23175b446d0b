using Microsoft.Extensions.Options;

namespace AmiBlazor.History;

/// <summary>Checks section <c>History</c>. The message names the key, the value and what is allowed.</summary>
internal sealed class HistoryOptionsValidator : IValidateOptions<HistoryOptions>
{
    private static readonly TimeSpan Shortest = TimeSpan.FromDays(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(3650);

    public ValidateOptionsResult Validate(string? name, HistoryOptions options) => options.Keep >= Shortest && options.Keep <= Longest
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail($"History:Keep is {options.Keep:c}; allowed is {Shortest:c} to {Longest:c}.");
}
