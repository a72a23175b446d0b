using System.Text.RegularExpressions;
using AmiBlazor.Tests.Components;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AmiBlazor.Tests.Architecture;

/// <summary>What the compiler cannot be told of the style: the length of a line, and braces that are not needed. IDE0011 demands those that are.</summary>
public sealed partial class SourceStyleTests
{
    /// <summary>The longest line in columns, as max_line_length in .editorconfig. Texts do not count: a translated sentence is one key.</summary>
    private const int MaxLineLength = 160;

    private static readonly IReadOnlyList<(string Name, string Text)> Files =
    [
        .. from project in new[] { "AmiBlazor", "AmiBlazor.Tests", "AmiBlazor.Testing", "AmiBlazor.Benchmarks" }
           let folder = Path.Combine(SourceFolder.Product, "..", project)
           from file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
           where Path.GetExtension(file) is ".cs" or ".razor"
           let name = project + "/" + Path.GetRelativePath(folder, file).Replace('\\', '/')
           where !name.Contains("/obj/", StringComparison.Ordinal) && !name.Contains("/bin/", StringComparison.Ordinal)
           select (name, File.ReadAllText(file)),
    ];

    [Fact]
    public void No_line_is_longer_than_160_columns_beside_its_texts()
    {
        var longLines =
            from file in Files
            let text = SourceText.From(file.Text)
            let quoted = file.Name.EndsWith(".cs", StringComparison.Ordinal) ? Texts(file.Text) : [.. Quoted().Matches(file.Text).Select(Span)]
            from line in text.Lines
            where line.Span.Length > MaxLineLength && line.Span.Length - quoted.Sum(span => span.Intersection(line.Span)?.Length ?? 0) > MaxLineLength
            select $"{file.Name}:{line.LineNumber + 1}";

        Assert.True(Files.Count > 900);
        Assert.Empty(longLines);
    }

    [Theory]
    [InlineData("""<p title="@T["Delete?"]">@T.Format($"“{name}” is gone.")</p>""", """<p title="@T[]">@T.Format($)</p>""")]
    [InlineData("""<a class="open" href="@($"/accounts/{Id}")" rel="next">x</a>""", """<a class href="@($)" rel>x</a>""")]
    [InlineData("""@(first ? "one" : Other("two", "three"))""", "@(first ?  : Other(, ))")]
    [InlineData("""<b title="@(name.Length > Most ? name : null)" class="@(a ? "b" : null)">""", """<b title class="@(a ?  : null)">""")]
    public void In_markup_the_texts_are_those_of_code_and_of_attributes(string line, string rest) => Assert.Equal(rest, Quoted().Replace(line, ""));

    [Fact]
    public void A_body_of_one_line_has_no_braces()
    {
        var needless =
            from file in Files
            where file.Name.EndsWith(".cs", StringComparison.Ordinal)
            from node in CSharpSyntaxTree.ParseText(file.Text).GetRoot().DescendantNodes()
            let bodies = Bodies(node)
            where bodies.Count > 0 && bodies.All(IsOneLine) && bodies.Any(body => body is BlockSyntax)
            select $"{file.Name}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}";

        Assert.Empty(needless);
    }

    private static IReadOnlyList<TextSpan> Texts(string source) =>
    [
        .. from token in CSharpSyntaxTree.ParseText(source).GetRoot().DescendantTokens()
           where token.IsKind(SyntaxKind.InterpolatedStringTextToken) || token.Value is string
           select token.Span,
    ];

    private static TextSpan Span(Match match) => new(match.Index, match.Length);

    /// <summary>The bodies that have braces together or not at all: one, or each branch of an if with its elses.</summary>
    private static List<StatementSyntax> Bodies(SyntaxNode node) => node switch
    {
        IfStatementSyntax { Parent: ElseClauseSyntax } => [],
        IfStatementSyntax { Else: { } otherwise } first => [first.Statement, .. Branches(otherwise)],
        IfStatementSyntax only when IsOneLine(only.Condition) => [only.Statement],
        CommonForEachStatementSyntax loop => [loop.Statement],
        ForStatementSyntax loop => [loop.Statement],
        WhileStatementSyntax loop => [loop.Statement],
        UsingStatementSyntax block => [block.Statement],
        LockStatementSyntax block => [block.Statement],
        _ => [],
    };

    private static IEnumerable<StatementSyntax> Branches(ElseClauseSyntax clause) => clause.Statement is IfStatementSyntax next
        ? next.Else is { } last ? [next.Statement, .. Branches(last)] : [next.Statement]
        : [clause.Statement];

    private static bool IsOneLine(StatementSyntax body) => body switch
    {
        BlockSyntax { Statements: [var only] } block => IsOneLine(only) && !HasComment(block),
        ExpressionStatementSyntax or ReturnStatementSyntax or ThrowStatementSyntax or BreakStatementSyntax or ContinueStatementSyntax
            or YieldStatementSyntax or GotoStatementSyntax => IsOneLine((SyntaxNode)body),
        _ => false,
    };

    private static bool IsOneLine(SyntaxNode node)
    {
        var lines = node.GetLocation().GetLineSpan();
        return lines.StartLinePosition.Line == lines.EndLinePosition.Line;
    }

    private static bool HasComment(SyntaxNode node) => node.DescendantTrivia().Any(trivia =>
        trivia.IsDirective || trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia));

    // A text of code stands behind the sign that wants a value; an attribute's value is one as long as it holds no such text. Quotes pair within a line.
    [GeneratedRegex("""
        (?<=[\[($,?:>]\x20?)"(?:[^"\\\r\n]|\\.)*"|="[^"\r\n]*(?<![\[($,?:>]\x20?)"
        """, RegexOptions.IgnorePatternWhitespace, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Quoted();
}
