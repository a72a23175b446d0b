using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Browser;

/// <summary>The browser tests in whose class axe looks at pages: as many minutes as all others, so they run beside those, in the same Chromium.</summary>
[CollectionDefinition(Name)]
[Needs(Need.Chromium)]
public sealed class AxeTests
{
    public const string Name = "browser, axe";
}
