using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.Authorization;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Auth.ApiKeys;

/// <summary>Each message names the configuration key, the value and what is allowed; no message holds an API key.</summary>
internal sealed class ApiOptionsValidator(IHostEnvironment environment) : IValidateOptions<ApiOptions>
{
    private const int ShortestKey = 24;
    private const int LongestKey = 512;
    private const int LongestName = 40;

    public ValidateOptionsResult Validate(string? name, ApiOptions options)
    {
        var failures = new List<string>();
        var names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < options.Keys.Count; i++)
        {
            var at = FormattableString.Invariant($"{ApiOptions.Section}:Keys:{i}");
            var key = options.Keys[i];
            CheckName(key.Name ?? "", at, names, failures);
            if (!Roles.Ascending.Contains(key.Role, StringComparer.Ordinal))
                failures.Add($"{at}:Role is “{key.Role}”; allowed is Viewer, Supervisor or Administrator.");
            else if (key.Control && !Roles.AtOrAbove(Roles.Supervisor).Contains(key.Role, StringComparer.Ordinal))
                failures.Add($"{at}:Control is true, but {at}:Role is {key.Role}; allowed with Control is Supervisor or Administrator.");

            CheckKey(key, at, texts, failures);
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static void CheckName(string name, string at, Dictionary<string, string> names, List<string> failures)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > LongestName || name.Any(char.IsControl))
        {
            failures.Add($"{at}:Name is “{string.Concat(name.Where(character => !char.IsControl(character)))}”; "
                + $"allowed are 1 to {LongestName} characters, none of them a control character.");
        }
        else if (NameRules.Problem(name) is { } problem)
        {
            failures.Add($"{at}:Name is “{name}”. {FormattableString.Invariant(problem)}");
        }
        else if (!names.TryAdd(name, at))
        {
            failures.Add($"{at}:Name is “{name}”, as {names[name]}:Name is already; allowed is a name that no other key has.");
        }
    }

    private void CheckKey(ApiKeyOptions key, string at, Dictionary<string, string> texts, List<string> failures)
    {
        if (string.IsNullOrEmpty(key.Key) == string.IsNullOrEmpty(key.KeyFile))
        {
            failures.Add(string.IsNullOrEmpty(key.Key)
                ? $"{at}:Key is missing; give {at}:Key or {at}:KeyFile."
                : $"{at}:Key and {at}:KeyFile are both given; give one of them.");
            return;
        }

        var where = key.Key is { Length: > 0 } ? $"{at}:Key" : $"{at}:KeyFile";
        string text;
        try
        {
            text = key.ReadKey(environment.ContentRootPath);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            failures.Add($"{where} is “{key.KeyFile}”, which cannot be read; allowed is a file whose first line is the key. {unreadable.Message}");
            return;
        }

        if (text.Length is < ShortestKey or > LongestKey)
        {
            failures.Add($"{where} gives a key of {text.Length} characters; allowed are {ShortestKey} to {LongestKey}. A good one: openssl rand -hex 32");
        }
        else if (text.Any(character => character is <= ' ' or > '~'))
        {
            // An Authorization header cannot carry such a key.
            failures.Add($"{where} gives a key with a space or a character beyond ASCII; allowed are letters, digits and ASCII signs.");
        }
        else if (!texts.TryAdd(text, at))
        {
            failures.Add($"{where} gives the same key as {texts[text]}; allowed is a key of its own for each name.");
        }
    }
}
