using Xunit.v3;

namespace AmiBlazor.Tests.Support;

/// <summary>
/// Says what a test, a class or a collection needs, as the trait <c>Needs</c> that a filter can leave out:
/// <c>dotnet test --filter Needs!=Chromium</c>. <see cref="Requirements"/> gives a program to nobody who does not say it.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true)]
public sealed class NeedsAttribute(Need need) : Attribute, ITraitAttribute
{
    public const string Trait = "Needs";

    public Need Need { get; } = need;

    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new(Trait, Need.ToString())];
}
