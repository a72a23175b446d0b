using System.Text.RegularExpressions;
using AmiBlazor.Tests.Components;

namespace AmiBlazor.Tests.Architecture;

/// <summary>Below a sub-path of a proxy an address from the root of the host leads out of AmiBlazor.</summary>
public sealed partial class LinkTests
{
    [Fact]
    [Trait("Kind", "source")]
    public void No_page_links_posts_or_leads_to_the_root_of_the_host()
    {
        var components = Path.Combine(SourceFolder.Product, "Components");
        var found = Directory.EnumerateFiles(components, "*.*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".razor", StringComparison.Ordinal) || file.EndsWith(".cs", StringComparison.Ordinal))
            .SelectMany(file => FromRoot().Matches(File.ReadAllText(file)).Select(match => $"{Path.GetFileName(file)}: {match.Value}"));

        Assert.Empty(found);
    }

    [GeneratedRegex("""(?:href|action|src|data-options)="(?:@\(\$?")?/[^"]*|NavigateTo\(\$?"/[^"]*""", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex FromRoot();
}
