using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Browser;

/// <summary>The browser tests that run axe. They take as long as all others and therefore run in parallel with them, in the same Chromium.</summary>
[CollectionDefinition(Name)]
[Needs(Need.Chromium)]
public sealed class AxeTests
{
    public const string Name = "browser, axe";
}
