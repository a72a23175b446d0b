using System.Globalization;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Calls;

/// <summary>Reports every mistake of <c>Calls</c> at the start, with its key and what is allowed.</summary>
internal sealed class CallOptionsValidator : IValidateOptions<CallOptions>
{
    private static readonly string Allowed = string.Join(", ", Enum.GetNames<NumberPrivacy>());

    public ValidateOptionsResult Validate(string? name, CallOptions options)
    {
        (string Key, NumberPrivacy Value)[] all =
        [
            (nameof(CallOptions.NumbersForViewers), options.NumbersForViewers),
            (nameof(CallOptions.NumbersForSupervisors), options.NumbersForSupervisors),
            (nameof(CallOptions.NumbersForAdministrators), options.NumbersForAdministrators),
            (nameof(CallOptions.NumbersForKeys), options.NumbersForKeys),
        ];
        var faults = all.Where(one => !Enum.IsDefined(one.Value))
            .Select(one => string.Create(CultureInfo.InvariantCulture, $"{CallOptions.Section}:{one.Key} is {(int)one.Value}; allowed are {Allowed}."))
            .ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
