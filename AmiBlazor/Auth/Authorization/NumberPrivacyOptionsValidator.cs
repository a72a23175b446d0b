using System.Globalization;
using AmiBlazor.Board;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Auth.Authorization;

/// <summary>Reports every mistake of <c>Calls</c> at the start, with its key and what is allowed.</summary>
internal sealed class NumberPrivacyOptionsValidator : IValidateOptions<NumberPrivacyOptions>
{
    private static readonly string Allowed = string.Join(", ", Enum.GetNames<NumberPrivacy>());

    public ValidateOptionsResult Validate(string? name, NumberPrivacyOptions options)
    {
        (string Key, NumberPrivacy Value)[] all =
        [
            (nameof(NumberPrivacyOptions.NumbersForViewers), options.NumbersForViewers),
            (nameof(NumberPrivacyOptions.NumbersForSupervisors), options.NumbersForSupervisors),
            (nameof(NumberPrivacyOptions.NumbersForAdministrators), options.NumbersForAdministrators),
            (nameof(NumberPrivacyOptions.NumbersForKeys), options.NumbersForKeys),
        ];
        var faults = all.Where(one => !Enum.IsDefined(one.Value))
            .Select(one => string.Create(CultureInfo.InvariantCulture, $"{NumberPrivacyOptions.Section}:{one.Key} is {(int)one.Value}; allowed are {Allowed}."))
            .ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
