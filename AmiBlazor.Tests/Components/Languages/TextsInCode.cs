using System.Runtime.CompilerServices;
using AmiBlazor.Components.Languages;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.EntityFrameworkCore;

namespace AmiBlazor.Tests.Components.Languages;

/// <summary>Finds the texts that the product shows.</summary>
/// <remarks>
/// A text is what <c>T["…"]</c> is asked for, and the template of every <see cref="FormattableString"/>, wherever it is made, that is not
/// at once made invariant: all others are there to be said to a person.
/// </remarks>
internal sealed class TextsInCode
{
    private static readonly string[] ShownAttributes =
        ["title", "aria-label", "aria-description", "aria-roledescription", "placeholder", "alt", "label"];

    private static readonly string[] ShownParameters =
        ["Title", "Text", "Label", "Message", "Placeholder", "Summary", "Facts", "Hint", "Heading"];

    private readonly SortedDictionary<string, string> _keys = new(StringComparer.Ordinal);
    private readonly List<(string Code, string Place)> _notConstant = [];
    private readonly List<(string Text, string Place)> _untranslated = [];

    public TextsInCode(Compilation code)
    {
        foreach (var tree in code.SyntaxTrees.Where(tree => Path.GetFileName(tree.FilePath) is not "Localizer.cs"))
        {
            var model = code.GetSemanticModel(tree);
            foreach (var node in tree.GetRoot().DescendantNodes()) Read(model, node);
        }
    }

    /// <summary>The keys, each with its place.</summary>
    public IReadOnlyDictionary<string, string> Keys => _keys;

    /// <summary>What <c>T[…]</c> is asked for although it is put together or comes from elsewhere.</summary>
    public IReadOnlyList<(string Code, string Place)> NotConstant => _notConstant;

    /// <summary>What pages show as it stands: markup, and the attributes and parameters that people read.</summary>
    public IReadOnlyList<(string Text, string Place)> Untranslated => _untranslated;

    private void Read(SemanticModel model, SyntaxNode node)
    {
        switch (node)
        {
            // FormattableString sentence = $"…"
            case InterpolatedStringExpressionSyntax text when Sentence(model, text) is { } sentence:
                _keys.TryAdd(Template(sentence), Place(text));
                break;

            // T["…"]
            case BracketedArgumentListSyntax { Arguments: [{ Expression: var key }], Parent: { } access }
                when Is(model, access, nameof(Localizer), "this[]"):
                foreach (var text in Choices(model, key))
                {
                    if (text is null)
                        _notConstant.Add((key.ToString(), Place(key)));
                    else
                        _keys.TryAdd(text, Place(key));
                }

                break;

            case InvocationExpressionSyntax
            {
                Expression: MemberAccessExpressionSyntax { Name: var name },
                ArgumentList.Arguments: var arguments,
            } call:
                Read(model, call, name.Identifier.ValueText, [.. arguments.Select(argument => argument.Expression)]);
                break;
        }
    }

    private void Read(SemanticModel model, InvocationExpressionSyntax call, string name, ExpressionSyntax[] arguments)
    {
        switch (name, arguments.Length)
        {
            case (nameof(FormattableStringFactory.Create), > 0) when Is(model, call, nameof(FormattableStringFactory)):
                foreach (var text in Texts(0)) _keys.TryAdd(text, Place(call));
                break;
            case (nameof(RenderTreeBuilder.AddContent), 2) when IsOfPage():
                Show(Texts(1));
                break;
            case (nameof(RenderTreeBuilder.AddMarkupContent), 2) when IsOfPage():
                Show(Texts(1).SelectMany(ShownInMarkup.Of));
                break;
            case (nameof(RenderTreeBuilder.AddAttribute), 3) when IsOfPage() && Texts(1).Any(ShownAttributes.Contains):
            case (nameof(RenderTreeBuilder.AddComponentParameter), 3) when IsOfPage() && Texts(1).Any(ShownParameters.Contains):
                Show(Texts(2));
                break;
        }

        bool IsOfPage() => Is(model, call, nameof(RenderTreeBuilder));
        IEnumerable<string> Texts(int argument) => Choices(model, arguments[argument]).OfType<string>();
        void Show(IEnumerable<string> texts) => _untranslated.AddRange(texts.Select(text => (text, Place(call))));
    }

    /// <summary>The interpolated string if it is made into a sentence for a person.</summary>
    private static IInterpolatedStringOperation? Sentence(SemanticModel model, InterpolatedStringExpressionSyntax text)
    {
        if (model.GetOperation(text) is not IInterpolatedStringOperation { Parent: IConversionOperation made } sentence)
            return null;
        if (made.Type?.Name is not (nameof(FormattableString) or nameof(IFormattable))) return null;
        var call = text.FirstAncestorOrSelf<ArgumentSyntax>()?.Parent?.Parent;
        var isForPrograms = call is not null
            && (Is(model, call, nameof(FormattableString), nameof(FormattableString.Invariant))
                || Is(model, call, nameof(RelationalDatabaseFacadeExtensions), nameof(RelationalDatabaseFacadeExtensions.SqlQuery)));
        return isForPrograms ? null : sentence;
    }

    private static bool Is(SemanticModel model, SyntaxNode use, string type, string? member = null) =>
        model.GetSymbolInfo(use).Symbol is { ContainingType.Name: var itsType, Name: var itsName }
        && itsType == type && (member is null || itsName == member);

    /// <summary>The texts that an expression can be; null stands for all that are not known.</summary>
    private static IEnumerable<string?> Choices(SemanticModel model, ExpressionSyntax expression) => expression switch
    {
        _ when model.GetConstantValue(expression) is { HasValue: true, Value: var constant } => [constant as string],
        ParenthesizedExpressionSyntax same => Choices(model, same.Expression),
        CastExpressionSyntax same => Choices(model, same.Expression),
        ConditionalExpressionSyntax either => [.. Choices(model, either.WhenTrue), .. Choices(model, either.WhenFalse)],
        SwitchExpressionSyntax several => several.Arms.SelectMany(arm => Choices(model, arm.Expression)),
        ThrowExpressionSyntax => [],

        // What Razor's compiler wraps around a parameter's value gives it back as it is.
        InvocationExpressionSyntax { ArgumentList.Arguments: [var same] } call when Is(model, call, "RuntimeHelpers", "TypeCheck") =>
            Choices(model, same.Expression),
        IdentifierNameSyntax when model.GetSymbolInfo(expression).Symbol is ILocalSymbol local => [.. PutInto(local), null],
        _ => [null],
    };

    /// <summary>The texts that are put into a local variable anywhere, but for arguments such as that of <c>T["…"]</c>.</summary>
    private static IEnumerable<string> PutInto(ILocalSymbol local) =>
        local.DeclaringSyntaxReferences[0].GetSyntax().FirstAncestorOrSelf<MemberDeclarationSyntax>()!.DescendantNodes()
            .Where(node => node switch
            {
                VariableDeclaratorSyntax declared => declared.Identifier.ValueText == local.Name,
                AssignmentExpressionSyntax { Left: IdentifierNameSyntax assigned } => assigned.Identifier.ValueText == local.Name,
                _ => false,
            })
            .SelectMany(put => put.DescendantNodes(within => within is not BaseArgumentListSyntax)).OfType<LiteralExpressionSyntax>()
            .Select(text => text.Token.Value).OfType<string>();

    /// <summary>The template that <see cref="FormattableString.Format"/> gives.</summary>
    private static string Template(IInterpolatedStringOperation text)
    {
        var places = 0;
        return string.Concat(text.Parts.Select(part => part switch
        {
            IInterpolationOperation hole => "{" + places++ + Behind(",", hole.Alignment) + Behind(":", hole.FormatString) + "}",
            IInterpolatedStringTextOperation { Text.ConstantValue.Value: string words } =>
                words.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal),
            _ => throw new NotSupportedException(part.Kind.ToString()),
        }));

        string Behind(string sign, IOperation? constant) => constant is null ? "" : sign + constant.ConstantValue.Value;
    }

    private static string Place(SyntaxNode node)
    {
        var place = node.GetLocation().GetMappedLineSpan();
        return FormattableString.Invariant($"{Path.GetFileName(place.Path)}:{place.StartLinePosition.Line + 1}");
    }
}
