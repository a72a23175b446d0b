using AmiBlazor.Tests.Secrets;

[assembly: AssemblyFixture(typeof(SecretSearchReport))]

namespace AmiBlazor.Tests.Secrets;

/// <summary>
/// After the last test: writes what was searched to the file that the environment names, and then fails where a kind of place was not searched at all.
/// <c>.ci/run</c>, which runs everything, names one; a run of some tests does not.
/// </summary>
public sealed class SecretSearchReport : IDisposable
{
    public const string FileVariable = "AMIBLAZOR_SECRETS_REPORT";

    public void Dispose()
    {
        if (Environment.GetEnvironmentVariable(FileVariable) is not { Length: > 0 } file) return;

        var untouched = SecretSearchTotals.Untouched.ToList();
        File.WriteAllText(file, SecretSearchTotals.Line + (untouched.Count == 0 ? "" : $"; NOT SEARCHED: {string.Join(", ", untouched)}") + "\n");
        if (untouched.Count > 0)
            throw new InvalidOperationException("Nobody searched for secrets in: " + string.Join(", ", untouched));
    }
}
