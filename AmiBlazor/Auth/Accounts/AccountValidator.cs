using AmiBlazor.Auth.Authorization;
using AmiBlazor.Auth.Passwords;
using AmiBlazor.Data.Rows;
using Microsoft.AspNetCore.Identity;

namespace AmiBlazor.Auth.Accounts;

/// <summary>Identity validators for user names, roles and passwords.</summary>
internal sealed class AccountValidator : IUserValidator<Account>, IPasswordValidator<Account>
{
    public async Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user)
    {
        if (UserNameValidator.Problem(user.UserName) is { } problem) return Failed(problem);
        if (!Roles.Ascending.Contains(user.Role, StringComparer.Ordinal))
            return Failed($"The role “{user.Role}” is not valid. Allowed roles are Viewer, Supervisor, and Administrator.");
        return await manager.FindByNameAsync(user.UserName!) is { } other && other.Id != user.Id
            ? Failed($"An account named “{user.UserName}” already exists.")
            : IdentityResult.Success;
    }

    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password) =>
        Task.FromResult(PasswordPolicy.Problem(user.UserName, password) is { } problem ? Failed(problem) : IdentityResult.Success);

    private static IdentityResult Failed(FormattableString sentence) => IdentityResult.Failed(new RuleError(sentence));

    /// <summary>A broken rule, as a sentence that can be translated.</summary>
    internal sealed class RuleError : IdentityError
    {
        public RuleError(FormattableString sentence)
        {
            Sentence = sentence;
            Code = "Rule";
            Description = FormattableString.Invariant(sentence);
        }

        public FormattableString Sentence { get; }
    }
}
