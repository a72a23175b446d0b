using System.Text.RegularExpressions;
using System.Xml.Linq;
using AmiBlazor.Tests.Browser;

namespace AmiBlazor.Tests.Packages;

/// <summary>What is restored is what was chosen: every version exact, every package locked, and the list of them true.</summary>
public sealed partial class PackagesTests
{
    private static readonly string[] Projects = ["AmiBlazor", "AmiBlazor.Testing", "AmiBlazor.Tests", "AmiBlazor.Benchmarks"];

    [Fact]
    public void The_list_of_packages_is_that_of_the_lock_file()
    {
        var right = PackageList.Lines().ToList();

        var written = File.ReadAllLines(PackageList.File);

        var wrong = right.Except(written).Select(line => "missing: " + line).Concat(written.Except(right).Select(line => "too many: " + line)).ToList();
        Assert.True(wrong.Count == 0, $"docs/packages.md is not true any more; .ci/packages writes it anew.{Environment.NewLine}{string.Join(Environment.NewLine, wrong)}");
        Assert.Equal(right, written);
    }

    [Fact]
    public void Every_package_that_ships_says_under_which_licence()
    {
        var silent = PackageList.Read().Where(package => package.Licence.StartsWith("none", StringComparison.Ordinal));

        Assert.Empty(silent);
    }

    [Fact]
    public void Every_version_is_one_version()
    {
        // A plain version is a lower bound, which the lock file holds to itself; a range or a star would let it go.
        var versions = Elements("Directory.Packages.props", "PackageVersion").Select(package => (string)package.Attribute("Version")!)
            .Concat(Elements("Directory.Packages.props", "PropertyGroup").Elements().Where(property => property.Name.LocalName.EndsWith("Version", StringComparison.Ordinal))
                .Select(property => property.Value));

        Assert.All(versions, version => Assert.Matches(@"^([0-9][0-9A-Za-z.\-]*|\$\(\w+\))$", version));
    }

    [Fact]
    public void Every_package_is_locked_with_its_hash_and_no_registry_is_named()
    {
        foreach (var project in Projects)
        {
            var text = File.ReadAllText(Path.Combine(PackageList.Root, project, "packages.lock.json"));

            Assert.DoesNotContain("//", Hash().Replace(text, ""), StringComparison.Ordinal);
            Assert.Equal(Count(text, "\"resolved\":"), Count(text, "\"contentHash\":"));
        }
    }

    [Fact]
    public void What_is_checked_and_what_is_shipped_is_restored_as_locked()
    {
        Assert.Contains("\ndotnet restore --locked-mode\n", File.ReadAllText(Path.Combine(PackageList.Root, ".ci", "run")), StringComparison.Ordinal);
        Assert.Contains("\nRUN dotnet restore AmiBlazor --locked-mode\n", File.ReadAllText(Path.Combine(PackageList.Root, "Dockerfile")), StringComparison.Ordinal);
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    private static IEnumerable<XElement> Elements(string file, string name) =>
        XDocument.Load(Path.Combine(PackageList.Root, file)).Descendants()
            .Where(element => string.Equals(element.Name.LocalName, name, StringComparison.Ordinal));

    [GeneratedRegex("\"contentHash\": \"[^\"]*\"")]
    private static partial Regex Hash();
}
