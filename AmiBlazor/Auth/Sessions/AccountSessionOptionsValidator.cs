using AmiBlazor.Auth.Authorization;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Auth.Sessions;

/// <summary>Each message names the key, the value and what is allowed.</summary>
internal sealed class AccountSessionOptionsValidator : IValidateOptions<AccountSessionOptions>
{
    public ValidateOptionsResult Validate(string? name, AccountSessionOptions options)
    {
        string[] failures =
        [
            .. new[]
            {
                Failure(nameof(options.SessionLifetime), options.SessionLifetime, TimeSpan.FromMinutes(5), TimeSpan.FromDays(365)),
                Failure(nameof(options.ProofLifetime), options.ProofLifetime, TimeSpan.FromMinutes(1), TimeSpan.FromHours(12)),
            }.OfType<string>(),
            .. options.RequireSecondFactor.Select(RoleFailure).OfType<string>(),
        ];
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static string? RoleFailure(string role, int number) => Roles.Ascending.Contains(role, StringComparer.Ordinal)
        ? null
        : FormattableString.Invariant(
            $"{AccountSessionOptions.Section}:RequireSecondFactor:{number} is “{role}”; allowed is Viewer, Supervisor or Administrator.");

    private static string? Failure(string key, TimeSpan value, TimeSpan least, TimeSpan most) => value >= least && value <= most
        ? null
        : $"{AccountSessionOptions.Section}:{key} is {value:c}; allowed is a time from {least:c} to {most:c}.";
}
