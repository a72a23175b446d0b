using Xunit.Sdk;

namespace AmiBlazor.Tests.Secrets;

/// <summary>A secret was found where it must not be.</summary>
internal sealed class SecretFoundException(IReadOnlyCollection<string> findings)
    : XunitException($"A secret was left in {string.Join("; in ", findings.Distinct())}.")
{
    /// <summary>Where, without the secret.</summary>
    public IReadOnlyCollection<string> Findings => findings;
}
