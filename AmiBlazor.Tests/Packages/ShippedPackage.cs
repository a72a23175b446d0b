namespace AmiBlazor.Tests.Packages;

/// <summary>A package of which something is in the published program.</summary>
/// <param name="Name">As the lock file spells it.</param>
/// <param name="Version">The one version that is restored.</param>
/// <param name="Licence">An SPDX expression, or where the package has its words.</param>
/// <param name="Way">How it comes in: asked for, or with what.</param>
internal sealed record ShippedPackage(string Name, string Version, string Licence, string Way);
