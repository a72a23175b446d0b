using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Identity;

namespace AmiBlazor.Auth.Accounts;

internal static class IdentityErrorMessages
{
    /// <summary>The first error, from Identity or from <see cref="AccountValidator"/>; null if there is none.</summary>
    public static FormattableString? Sentence(this IdentityResult result) =>
        result.Succeeded ? null
        : result.Errors.First() is AccountValidator.RuleError rule ? rule.Sentence
        : FormattableStringFactory.Create(
            result.Errors.First().Description.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
}
