using System.Text.RegularExpressions;
using AmiBlazor.Testing.Asterisk;
using AmiBlazor.Tests.Components;

namespace AmiBlazor.Tests.Architecture;

/// <summary>The arrows between the rooms run one way. What is read is the compiled product, so that no alias and no sub-folder hides a reference.</summary>
public sealed partial class ArchitectureTests
{
    [Fact]
    public void A_room_names_only_the_rooms_it_may()
    {
        var broken =
            from reference in ProductAssembly.References
            where reference is { From: not (null or ""), To: not (null or "") } && reference.From != reference.To && !IsWithinOneUi(reference)
            where !Rooms.Allows(reference.From!, reference.To!)
            select $"{reference.From} → {reference.To}: {reference.Type} names {reference.Target}";

        None(broken);
    }

    [Fact]
    public void No_room_names_the_composition_root()
    {
        var broken =
            from reference in ProductAssembly.References
            where reference is { From: not (null or ""), To: "" }
            select $"{reference.Type} names {reference.Target}";

        None(broken);
    }

    [Fact]
    public void No_rooms_name_each_other_in_a_circle()
    {
        var arrows = ProductAssembly.References
            .Where(reference => reference is { From: not (null or ""), To: not (null or "") } && reference.From != reference.To)
            .ToLookup(reference => reference.From!, reference => reference.To!, StringComparer.Ordinal);

        var circles = arrows.Select(room => room.Key).Where(room => Reach(arrows, room).Contains(room));

        None(circles);
    }

    [Fact]
    public void Every_folder_of_the_product_is_a_room()
    {
        string[] withoutCode = ["Properties", "wwwroot", "App_Data", "bin", "obj"];

        var folders = Directory.GetDirectories(SourceFolder.Product).Select(path => Path.GetFileName(path)!).Except(withoutCode);

        None(folders.Except(Rooms.TopLevel));
    }

    [Fact]
    public void Only_data_names_a_database_provider() =>
        OnlyIn("Data", "Microsoft.Data.Sqlite", "Npgsql", "SQLitePCL", "Microsoft.EntityFrameworkCore.SqliteDbContextOptionsBuilderExtensions");

    [Fact]
    public void Only_components_name_the_UI_library() => OnlyIn("Components", "MudBlazor");

    [Fact]
    public void What_benchmarks_share_with_tests_names_no_test_framework() =>
        None(typeof(RealAsterisk).Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name!)
            .Where(name => name.StartsWith("xunit", StringComparison.OrdinalIgnoreCase) || name.StartsWith("bunit", StringComparison.OrdinalIgnoreCase)));

    [Fact]
    public void The_diagram_of_the_readme_shows_these_arrows()
    {
        var drawn = Edge().Matches(File.ReadAllText(Path.Combine(SourceFolder.Product, "..", "README.md")))
            .Select(edge => (From: edge.Groups["from"].Value, To: edge.Groups["to"].Value))
            .ToHashSet();

        Assert.Equal(Reduced().Order(), drawn.Order());
    }

    /// <summary>The arrows between top-level rooms, but for those that follow from others.</summary>
    private static IEnumerable<(string From, string To)> Reduced()
    {
        var arrows = Rooms.Allowed
            .SelectMany(room => room.Value, (room, to) => (From: Rooms.Top(room.Key), To: Rooms.Top(to)))
            .Where(arrow => arrow.From != arrow.To)
            .Distinct()
            .ToLookup(arrow => arrow.From, arrow => arrow.To, StringComparer.Ordinal);
        return
            from room in arrows
            from to in room
            where !room.Any(other => other != to && Reach(arrows, other).Contains(to))
            select (room.Key, to);
    }

    private static HashSet<string> Reach(ILookup<string, string> arrows, string from)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(arrows[from]);
        while (open.TryPop(out var room))
        {
            if (!reached.Add(room)) continue;
            foreach (var next in arrows[room]) open.Push(next);
        }

        return reached;
    }

    // The rooms of the pages may name each other, as long as there is no circle: they are one kind of thing.
    private static bool IsWithinOneUi(TypeReference reference) => Rooms.Top(reference.From!) == "Components" && Rooms.Top(reference.To!) == "Components";

    private static void OnlyIn(string room, params string[] prefixes)
    {
        var broken =
            from reference in ProductAssembly.References
            where reference.From is not null && Rooms.Top(reference.From) != room
            where prefixes.Any(prefix => reference.Target.StartsWith(prefix, StringComparison.Ordinal))
            select $"{reference.Type} names {reference.Target}";

        None(broken);
    }

    // All of them, one a line: a list that is cut off after the first few would have to be asked again and again.
    private static void None(IEnumerable<string> found)
    {
        var lines = found.Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.True(lines.Count == 0, string.Join(Environment.NewLine, lines));
    }

    [GeneratedRegex(@"^ {4}(?<from>\w+) --> (?<to>\w+)\r?$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Edge();
}
