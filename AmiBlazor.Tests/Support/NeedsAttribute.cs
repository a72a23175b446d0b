using Xunit.v3;

namespace AmiBlazor.Tests.Support;

/// <summary>
/// Declares what a test, a class or a collection needs, as the trait <c>Needs</c> for filters:
/// <c>dotnet test --filter Needs!=Chromium</c>. <see cref="Requirements"/> refuses a program to tests that do not declare it.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true)]
public sealed class NeedsAttribute(Need need) : Attribute, ITraitAttribute
{
    public const string Trait = "Needs";

    public Need Need { get; } = need;

    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new(Trait, Need.ToString())];
}
