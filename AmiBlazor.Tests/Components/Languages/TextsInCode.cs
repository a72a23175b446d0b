using System.Reflection;
using System.Runtime.CompilerServices;
using AmiBlazor.Components.Languages;
using Microsoft.AspNetCore.Components.Rendering;

namespace AmiBlazor.Tests.Components.Languages;

/// <summary>
/// Finds the texts that the product shows, in what the compiler made of it: there every page, every interpolated text and every constant has become
/// plain instructions, and none can be written so that it is overlooked.
/// </summary>
/// <remarks>
/// A text is what <c>T["…"]</c> is asked for, and the template of every <see cref="FormattableString"/>, wherever it is made, that is not at once made
/// invariant: all others are there to be said to a person.
/// </remarks>
internal sealed class TextsInCode
{
    private static readonly string[] ShownAttributes = ["title", "aria-label", "aria-description", "aria-roledescription", "placeholder", "alt", "label"];
    private static readonly string[] ShownParameters = ["Title", "Text", "Label", "Message", "Placeholder", "Summary", "Facts", "Hint", "Heading"];

    private readonly SortedDictionary<string, string> _keys = new(StringComparer.Ordinal);
    private readonly List<string> _notConstant = [];
    private readonly List<(string Text, string Place)> _untranslated = [];

    /// <summary>The keys by their place.</summary>
    public IReadOnlyDictionary<string, string> Keys => _keys;

    /// <summary>Places where <c>T[…]</c> is asked for a text that is put together or comes from elsewhere.</summary>
    public IReadOnlyList<string> NotConstant => _notConstant;

    /// <summary>What pages show as it stands: markup, and the attributes and parameters that people read.</summary>
    public IReadOnlyList<(string Text, string Place)> Untranslated => _untranslated;

    /// <summary>Reads every method of these types.</summary>
    public static TextsInCode Of(IEnumerable<Type> types)
    {
        const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;
        var texts = new TextsInCode();
        foreach (var type in types.Where(type => type != typeof(Localizer)))
        {
            foreach (var method in type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All)))
            {
                if (method.GetMethodBody() is { } body) texts.Read(method, body);
            }
        }

        return texts;
    }

    private void Read(MethodBase method, MethodBody body)
    {
        var calls = new CallsOfMethod(method, body).Read();
        var place = Place(method);
        var invariant = calls.Where(call => Is(call.Method, typeof(FormattableString), nameof(FormattableString.Invariant)))
            .SelectMany(call => call.Arguments[0].Calls)
            .ToHashSet();
        foreach (var call in calls)
        {
            if (Is(call.Method, typeof(FormattableStringFactory), nameof(FormattableStringFactory.Create)))
            {
                if (!invariant.Contains(call.Offset)) Add(call.Arguments[0].Constants, place);
            }
            else if (Is(call.Method, typeof(Localizer), "get_Item"))
            {
                var text = call.Arguments[1];
                Add(text.Constants, place);
                if (text.IsMore || text.Constants.Count == 0) _notConstant.Add(place);
            }
            else if (call.Method.DeclaringType == typeof(RenderTreeBuilder))
            {
                _untranslated.AddRange(Shown(call).Select(text => (text, place)));
            }
        }
    }

    private void Add(IEnumerable<string> texts, string place)
    {
        foreach (var text in texts) _keys.TryAdd(text, place);
    }

    private static IEnumerable<string> Shown(CallInMethod call)
    {
        var arguments = call.Arguments;
        return call.Method.Name switch
        {
            nameof(RenderTreeBuilder.AddContent) when arguments.Count == 3 => arguments[2].Constants,
            nameof(RenderTreeBuilder.AddMarkupContent) => arguments[2].Constants.SelectMany(ShownInMarkup.Of),
            nameof(RenderTreeBuilder.AddAttribute) when arguments.Count == 4 && arguments[2].Constants.Overlaps(ShownAttributes) => arguments[3].Constants,
            nameof(RenderTreeBuilder.AddComponentParameter) when arguments[2].Constants.Overlaps(ShownParameters) => arguments[3].Constants,
            _ => [],
        };
    }

    private static bool Is(MethodBase method, Type type, string name) =>
        method.DeclaringType == type && string.Equals(method.Name, name, StringComparison.Ordinal);

    // A lambda or an async method has become a type within the one that people know.
    private static string Place(MethodBase method)
    {
        var type = method.DeclaringType!;
        while (type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false) && type.DeclaringType is { } outer) type = outer;
        return $"{type.Name}.{method.Name}";
    }
}
