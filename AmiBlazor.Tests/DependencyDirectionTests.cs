using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using AmiBlazor.Data;

namespace AmiBlazor.Tests;

/// <summary>The arrows of the house run one way: a folder may name only those that are listed for it.</summary>
public sealed partial class DependencyDirectionTests
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Ami"] = [],
        ["Data"] = [],
        ["Extensions"] = ["Data"],
        ["Auth"] = ["Data"],
        ["Refresh"] = ["Ami", "Extensions", "Auth"], // Of Auth the audit alone.
        ["Live"] = ["Ami", "Extensions"],
        ["Demo"] = ["Ami"],
        ["Cli"] = ["Ami", "Data", "Extensions", "Refresh", "Auth"],
        ["Api"] = ["Refresh", "Live", "Extensions", "Auth"],
        ["Components"] = ["Refresh", "Live", "Extensions", "Auth"],
    };

    private static readonly string Product = Path.Combine(Path.GetDirectoryName(Here())!, "..", "AmiBlazor");

    public static TheoryData<string> Folders => [.. Allowed.Keys];

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_folder_names_only_the_folders_it_may(string folder)
    {
        var forbidden = Allowed.Keys.Except(Allowed[folder]).Where(other => other != folder).ToHashSet(StringComparer.Ordinal);

        var broken =
            from file in Sources(Path.Combine(Product, folder))
            from match in NamedFolder().Matches(File.ReadAllText(file))
            where forbidden.Contains(match.Groups[1].Value)
            select $"{Path.GetRelativePath(Product, file)} names {match.Value}";

        Assert.Empty(broken.Distinct());
    }

    [Fact]
    public void Every_folder_of_the_product_has_its_place_in_the_order()
    {
        string[] withoutCode = ["Properties", "wwwroot", "App_Data", "bin", "obj"];

        var folders = Directory.GetDirectories(Product).Select(path => Path.GetFileName(path)!).Except(withoutCode);

        Assert.Empty(folders.Except(Allowed.Keys));
    }

    [Fact]
    public void Only_data_names_a_database_provider()
    {
        var broken = Sources(Product)
            .Where(file => !Path.GetRelativePath(Product, file).StartsWith("Data" + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            .Where(file => DatabaseProvider().IsMatch(File.ReadAllText(file)))
            .Select(file => Path.GetRelativePath(Product, file));

        Assert.Empty(broken);
    }

    private static IEnumerable<string> Sources(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal))
            .Where(file => !Path.GetRelativePath(Product, file).Split(Path.DirectorySeparatorChar)[0].Equals("obj", StringComparison.Ordinal))
            .Where(file => !Path.GetRelativePath(Product, file).Split(Path.DirectorySeparatorChar)[0].Equals("bin", StringComparison.Ordinal));

    private static string Here([CallerFilePath] string path = "") => path;

    [GeneratedRegex(@"\bAmiBlazor\.([A-Z]\w+)")]
    private static partial Regex NamedFolder();

    [GeneratedRegex("Microsoft\\.Data\\.Sqlite|\\bNpgsql\\b|SQLitePCL|UseSqlite|UseNpgsql")]
    private static partial Regex DatabaseProvider();
}
