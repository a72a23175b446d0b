using AmiBlazor.Tests.Components;

namespace AmiBlazor.Tests.Architecture;

/// <summary>The pages are MudBlazor's: our own styles are few and say why they are there, and no other room knows the library.</summary>
public sealed class OwnStylesTests
{
    private const int Most = 2450;

    private static readonly IReadOnlyList<string> Sheets = [.. Files(".css")];

    [Fact]
    public void Our_own_styles_have_fewer_than_2450_lines()
    {
        var lines = Sheets.ToDictionary(sheet => sheet, sheet => File.ReadLines(sheet).Count(), StringComparer.Ordinal);

        Assert.True(
            lines.Values.Sum() < Most,
            $"{lines.Values.Sum()} lines:\n{string.Join('\n', lines.OrderByDescending(sheet => sheet.Value).Select(sheet => $"{sheet.Value,4} {Name(sheet.Key)}"))}");
    }

    [Fact]
    public void Each_of_them_begins_with_its_reason() =>
        Assert.Empty(Sheets.Where(sheet => !File.ReadAllText(sheet).StartsWith("/* ", StringComparison.Ordinal)).Select(Name));

    [Fact]
    public void MudBlazor_is_named_by_the_components_alone()
    {
        var naming = Files(".cs", ".razor")
            .Where(file => !Name(file).StartsWith("Components/", StringComparison.Ordinal) && File.ReadAllText(file).Contains("MudBlazor", StringComparison.Ordinal))
            .Select(Name);

        Assert.Contains(Files(".cs"), file => Name(file) == "Program.cs");
        Assert.Empty(naming);
    }

    private static IEnumerable<string> Files(params string[] extensions) =>
        Directory.EnumerateFiles(SourceFolder.Product, "*", SearchOption.AllDirectories)
            .Where(file => extensions.Contains(Path.GetExtension(file)) && Name(file).Split('/')[0] is not ("bin" or "obj"));

    private static string Name(string file) => Path.GetRelativePath(SourceFolder.Product, file).Replace('\\', '/');
}
