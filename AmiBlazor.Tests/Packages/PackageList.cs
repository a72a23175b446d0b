using System.Text.Json;
using System.Xml.Linq;
using AmiBlazor.Tests.Components;

namespace AmiBlazor.Tests.Packages;

/// <summary>
/// The packages that ship with the program, as the lock file names them and as they name their own licence. <c>docs/packages.md</c> is this list,
/// written by <c>.ci/packages</c>.
/// </summary>
internal static class PackageList
{
    /// <summary>The argument with which the test program writes the list and does nothing else.</summary>
    public const string Command = "packages";

    /// <summary>The folder that holds everything.</summary>
    public static string Root { get; } = Path.GetFullPath(Path.Combine(SourceFolder.Product, ".."));

    public static string File { get; } = Path.Combine(Root, "docs", "packages.md");

    /// <summary>Where restored packages lie.</summary>
    private static string Cache { get; } = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } folder
        ? folder
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    public static async Task<int> WriteAsync()
    {
        await System.IO.File.WriteAllLinesAsync(File, Lines());
        return 0;
    }

    /// <summary>The lines of the document.</summary>
    public static IEnumerable<string> Lines() =>
    [
        "# Packages that ship with the program",
        "",
        "Written by `.ci/packages` from `AmiBlazor/packages.lock.json`, which also holds the hash of each package; a test compares. Why each is there: `dependencies.md`.",
        "",
        "| package | version | licence | comes |",
        "|---|---|---|---|",
        .. Read().Select(package => $"| {package.Name} | {package.Version} | {package.Licence} | {package.Way} |"),
    ];

    /// <summary>Sorted by name.</summary>
    public static IReadOnlyList<ShippedPackage> Read()
    {
        var locked = Locked(Path.Combine(SourceFolder.Product, "packages.lock.json"));
        var askedFor = Elements(Path.Combine(SourceFolder.Product, "AmiBlazor.csproj"), "PackageReference").Select(reference => (string)reference.Attribute("Include")!)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var shipped = Shipped(locked);
        return
        [
            .. from name in shipped.Order(StringComparer.OrdinalIgnoreCase)
               let version = locked[name].GetProperty("resolved").GetString()!
               select new ShippedPackage(name, version, LicenceOf(name, version), WayOf(name, locked, shipped, askedFor)),
        ];
    }

    /// <summary>What is asked for directly and not for the build alone, and all that comes with it.</summary>
    private static HashSet<string> Shipped(Dictionary<string, JsonElement> locked)
    {
        var forTheBuild = Elements(Path.Combine(Root, "Directory.Build.props"), "PackageReference")
            .Concat(Elements(Path.Combine(SourceFolder.Product, "AmiBlazor.csproj"), "PackageReference"))
            .Where(reference => string.Equals((string?)reference.Attribute("PrivateAssets"), "all", StringComparison.OrdinalIgnoreCase))
            .Select(reference => (string)reference.Attribute("Include")!)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var next = new Queue<string>(locked.Where(package => IsDirect(package.Value)).Select(package => package.Key)
            .Except(forTheBuild, StringComparer.OrdinalIgnoreCase));
        var shipped = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        while (next.TryDequeue(out var name))
        {
            if (!shipped.Add(name)) continue;
            foreach (var need in NeedsOf(locked[name]).Where(locked.ContainsKey)) next.Enqueue(need);
        }

        return shipped;
    }

    /// <summary>The packages of a lock file, by name.</summary>
    private static Dictionary<string, JsonElement> Locked(string file)
    {
        using var document = JsonDocument.Parse(System.IO.File.ReadAllBytes(file));
        return document.RootElement.GetProperty("dependencies").GetProperty("net10.0").Clone().EnumerateObject()
            .ToDictionary(package => package.Name, package => package.Value, StringComparer.OrdinalIgnoreCase);
    }

    private static string WayOf(string name, Dictionary<string, JsonElement> locked, HashSet<string> shipped, HashSet<string> askedFor)
    {
        if (askedFor.Contains(name)) return "asked for";
        return IsDirect(locked[name])
            ? "with the SDK"
            : "with " + string.Join(", ", shipped.Where(other => NeedsOf(locked[other]).Contains(name, StringComparer.OrdinalIgnoreCase))
                .Order(StringComparer.OrdinalIgnoreCase));
    }

    private static bool IsDirect(JsonElement package) => string.Equals(package.GetProperty("type").GetString(), "Direct", StringComparison.Ordinal);

    private static IEnumerable<string> NeedsOf(JsonElement package) =>
        package.TryGetProperty("dependencies", out var needs) ? needs.EnumerateObject().Select(need => need.Name) : [];

    private static string LicenceOf(string name, string version)
    {
        var folder = Path.Combine(Cache, name.ToLowerInvariant(), version);
        var nuspec = Path.Combine(folder, name.ToLowerInvariant() + ".nuspec");
        if (Elements(nuspec, "license").FirstOrDefault() is { } licence)
        {
            return string.Equals((string?)licence.Attribute("type"), "expression", StringComparison.Ordinal)
                ? licence.Value
                : $"its own, in the package: `{licence.Value}`";
        }

        return Elements(nuspec, "licenseUrl").FirstOrDefault() is { } address ? $"<{address.Value}>" : "none given";
    }

    private static IEnumerable<XElement> Elements(string file, string name) =>
        XDocument.Load(file).Descendants().Where(element => string.Equals(element.Name.LocalName, name, StringComparison.Ordinal));
}
