using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Identity;

namespace AmiBlazor.Auth.Accounts;

internal static class IdentityErrorMessages
{
    /// <summary>What Identity or a rule of ours did not like; null where all is well.</summary>
    public static FormattableString? Sentence(this IdentityResult result) =>
        result.Succeeded ? null
        : result.Errors.First() is AccountValidator.RuleError rule ? rule.Sentence
        : FormattableStringFactory.Create(result.Errors.First().Description.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
}
