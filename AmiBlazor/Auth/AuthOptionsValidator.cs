using Microsoft.Extensions.Options;

namespace AmiBlazor.Auth;

/// <summary>Each message names the key, the value and what is allowed.</summary>
internal sealed class AuthOptionsValidator(IHostEnvironment environment) : IValidateOptions<AuthOptions>
{
    public ValidateOptionsResult Validate(string? name, AuthOptions options) =>
        KeyFolderFailure(options) is { } failure ? ValidateOptionsResult.Fail(failure) : ValidateOptionsResult.Success;

    private string? KeyFolderFailure(AuthOptions options)
    {
        const string Key = $"{AuthOptions.Section}:KeyFolder";
        if (string.IsNullOrWhiteSpace(options.KeyFolder)) return $"{Key} is empty; allowed is the path of a folder, relative to the content root or absolute.";

        try
        {
            CookieKeyFolder.Prepare(CookieKeyFolder.Of(options, environment));
            return null;
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException)
        {
            return $"{Key} is “{options.KeyFolder}”, which cannot be used; allowed is a folder that AmiBlazor may write. {unusable.Message}";
        }
    }
}
