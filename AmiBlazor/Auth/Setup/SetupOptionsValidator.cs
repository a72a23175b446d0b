using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.Passwords;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Auth.Setup;

/// <summary>Each message names the key and what is allowed; no message contains the password.</summary>
internal sealed class SetupOptionsValidator(IHostEnvironment environment) : IValidateOptions<SetupOptions>
{
    public ValidateOptionsResult Validate(string? name, SetupOptions options)
    {
        if (!options.IsGiven) return ValidateOptionsResult.Success;

        if (UserNameValidator.Problem(options.UserName) is { } nameProblem)
            return Failed($"{SetupOptions.Section}:UserName is “{options.UserName}”. {FormattableString.Invariant(nameProblem)}");
        if (string.IsNullOrEmpty(options.Password) == string.IsNullOrEmpty(options.PasswordFile))
            return Failed($"Give either {SetupOptions.Section}:Password or {SetupOptions.Section}:PasswordFile.");

        var where = options.PasswordFile is { Length: > 0 } ? "PasswordFile" : "Password";
        try
        {
            return PasswordPolicy.Problem(options.UserName, options.ReadPassword(environment.ContentRootPath)) is { } problem
                ? Failed($"{SetupOptions.Section}:{where}: {FormattableString.Invariant(problem)}")
                : ValidateOptionsResult.Success;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return Failed(
                $"{SetupOptions.Section}:PasswordFile is “{options.PasswordFile}”, which cannot be read; "
                + $"allowed is a file whose first line is the password. {unreadable.Message}");
        }
    }

    private static ValidateOptionsResult Failed(string message) => ValidateOptionsResult.Fail(message);
}
