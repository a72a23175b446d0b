using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Identity;

namespace AmiBlazor.Auth;

internal static class IdentityResultSentence
{
    /// <summary>What Identity or a rule of ours did not like; null where all is well.</summary>
    public static FormattableString? Sentence(this IdentityResult result) =>
        result.Succeeded ? null
        : result.Errors.First() is AccountRules.RuleError rule ? rule.Sentence
        : FormattableStringFactory.Create(result.Errors.First().Description.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
}
