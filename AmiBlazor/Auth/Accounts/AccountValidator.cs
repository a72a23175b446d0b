using AmiBlazor.Auth.Authorization;
using AmiBlazor.Auth.Passwords;
using AmiBlazor.Data.Rows;
using Microsoft.AspNetCore.Identity;

namespace AmiBlazor.Auth.Accounts;

/// <summary>Identity validators for user names, roles and passwords.</summary>
internal sealed class AccountValidator(AccountCache accounts, OtherNames keys) : IUserValidator<Account>, IPasswordValidator<Account>
{
    public async Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user)
    {
        // An account that is older than a rule keeps its name.
        var isNew = user.Id == 0;
        if (isNew && UserNameValidator.Problem(user.UserName) is { } problem) return Failed(problem);
        if (!Roles.Ascending.Contains(user.Role, StringComparer.Ordinal))
            return Failed($"The role “{user.Role}” is not valid. Allowed roles are Viewer, Supervisor, and Administrator.");
        if (await manager.FindByNameAsync(user.UserName!) is { } other && other.Id != user.Id)
            return Failed($"An account named “{user.UserName}” already exists.");
        return isNew && TakenProblem(user.UserName!) is { } taken ? Failed(taken) : IdentityResult.Success;
    }

    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password) =>
        Task.FromResult(PasswordPolicy.Problem(user.UserName, password) is { } problem ? Failed(problem) : IdentityResult.Success);

    private FormattableString? TakenProblem(string name)
    {
        if (keys().Contains(name, StringComparer.OrdinalIgnoreCase))
            return $"An API key is named “{name}”. Enter another name, so that the audit log tells the two apart.";
        var alike = accounts.All.Select(account => account.UserName).Concat(keys()).FirstOrDefault(known => LetterScripts.LookAlike(known, name));
        if (alike is null) return null;
        return $"“{name}” looks like “{alike}”, which exists already. Enter another name.";
    }

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
