using System.Reflection;
using AmiBlazor.Components.Languages;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AmiBlazor.Tests.Components.Languages;

/// <summary>Source code, bound as the compiler binds it: the product's, or a few lines of a test.</summary>
internal static class ProductSource
{
    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.Preview, DocumentationMode.None);

    // Those that the tests themselves run with.
    private static readonly PortableExecutableReference[] Libraries =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(file => MetadataReference.CreateFromFile(file)),
    ];

    /// <summary>The product: its C# files, and the C# that the last build generated, also from the .razor files.</summary>
    public static Compilation Read()
    {
        var configuration = typeof(Localizer).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        var built = Path.Combine(SourceFolder.Product, "obj", configuration, "net10.0");
        var generated = Path.Combine(built, "generated");
        var razor = Path.Combine(
            generated, "Microsoft.CodeAnalysis.Razor.Compiler", "Microsoft.NET.Sdk.Razor.SourceGenerators.RazorSourceGenerator");

        // One file for each .razor file that is there now: the build leaves those of deleted ones behind.
        var pages = Directory.GetFiles(Path.Combine(SourceFolder.Product, "Components"), "*.razor", SearchOption.AllDirectories)
            .Select(page => Path.ChangeExtension(Path.GetRelativePath(SourceFolder.Product, page), null))
            .Select(page => Path.Combine(razor, page + "_razor.g.cs"));

        // A release leaves out what only dotnet ef needs.
        var written = Directory.GetFiles(SourceFolder.Product, "*.cs", SearchOption.AllDirectories)
            .Where(file => Path.GetRelativePath(SourceFolder.Product, file).Split(Path.DirectorySeparatorChar)
                is not (["bin" or "obj", ..] or ["Data", "DesignTime", ..]));
        // What is generated for endpoints holds no text of ours, and needs a compiler that knows interceptors.
        var endpoints = Path.Combine(generated, "Microsoft.AspNetCore.Http.RequestDelegateGenerator");
        var others = Directory.GetFiles(generated, "*.g.cs", SearchOption.AllDirectories)
            .Where(file => !file.StartsWith(razor, StringComparison.Ordinal) && !file.StartsWith(endpoints, StringComparison.Ordinal))
            .Append(Path.Combine(built, "AmiBlazor.GlobalUsings.g.cs"));

        return Bind(
            OutputKind.ConsoleApplication,
            Libraries.Where(library => Path.GetFileName(library.FilePath) is not "AmiBlazor.dll"),
            [.. written, .. pages, .. others],
            File.ReadAllText);
    }

    /// <summary>A few lines that may use the product.</summary>
    public static Compilation Of(string code) => Bind(OutputKind.DynamicallyLinkedLibrary, Libraries, ["Test.cs"], _ => code);

    private static CSharpCompilation Bind(
        OutputKind kind, IEnumerable<MetadataReference> libraries, IEnumerable<string> files, Func<string, string> read)
    {
        var compilation = CSharpCompilation.Create(
            "Read",
            files.Select(file => CSharpSyntaxTree.ParseText(read(file), Parsing, file)),
            libraries,
            new CSharpCompilationOptions(kind));

        // A text could be overlooked where a type is not known. That the methods' bodies compile is for the build to say; here it would cost more
        // than the whole search.
        var problems = compilation.GetDeclarationDiagnostics(TestContext.Current.CancellationToken);
        Assert.Empty(problems.Where(problem => problem.Severity == DiagnosticSeverity.Error));
        return compilation;
    }
}
