namespace AmiBlazor.Tests.Components.Languages;

/// <summary>That no way of writing a text is overlooked.</summary>
public sealed class TextsInCodeTests
{
    private const string Usings =
        """
        using System;
        using System.Collections.Generic;
        using System.Globalization;
        using System.Threading.Tasks;
        using AmiBlazor.Components.Languages;
        using Microsoft.AspNetCore.Components.Rendering;

        """;

    private const string Found =
        """"
        internal sealed class Found(Localizer t)
        {
            private const string Constant = "constant";
            private static readonly FormattableString Field = $"of a static field";

            private readonly FormattableString _made = $"in a constructor {t.Culture}";

            public string Fixed() => t["fixed"] + t[Constant] + t.Format(Field) + t.Format(_made);

            public string Choice(bool first, int number) => t[first ? "one" : "other"] + t.Format(first switch { true => $"choice {number}: the first", false => $"choice: the second" });

            public string? Asked(Localizer? maybe, string word) => maybe?["behind a question mark"] + maybe?.Format($"behind a question {word}");

            public string Named(int number) => t[nameof(Named)] + t[number switch { 1 => "one", 2 => ("other again"), _ => throw new InvalidOperationException() }];

            public string Holes(int? number, bool flag) =>
                t.Format($"in hole {(flag ? "a \"quoted\" } word" : $"a glued {number} word")} and {(number is { } there ? there : 0)}");

            public string Nested(int number) => t.Format($"each of {t.Format($"within a hole {number}")}");

            public string Braces(double number) => t.Format($"among {{braces}} {number:0.0} and “quotes” \"{(int)number,5:N0}\"");

            public string Raw(string word, int number) => t.Format($$"""raw {{word}} with {{number:N0}} {}""");

            public string Lines(string word) => t.Format($"over\nlines {word}");

            public FormattableString Returned(string word) => word.Length > 3 ? (FormattableString)$"as a cast {word}" : $"as a return value {word}";

            public Func<string> Lambda() => () => t["in a lambda"];

            public string Local(string word)
            {
                return Of(word.Length);

                string Of(int length) => t.Format($"in a local function {length}");
            }

            public async Task<string> AwaitAsync(Task<int> some, Task<string> others) => t.Format($"behind an await {await some} and {await others}");

            public IEnumerable<string> Iterator()
            {
                for (var i = 0; i < 3; i++)
                {
                    yield return t["in an iterator"];
                    if (i > 1) yield return t.Format($"for the {i}th time of {3}");
                }
            }
        }
        """";

    private const string NotSaid =
        """"
        internal sealed class NotSaid
        {
            public string Invariant(int number) => FormattableString.Invariant($"{number} of them") + FormattableString.Invariant($"{(number > 1 ? "many" : "one")}");

            public string Log(int number) => $"{number} of them" + string.Create(CultureInfo.InvariantCulture, $"{number} more");
        }
        """";

    private const string NotThere =
        """"
        internal sealed class NotThere(Localizer t)
        {
            public string Word { get; init; } = "from elsewhere";

            public string Interpolated(int number) => t[$"{number} of them"];

            public string Glued(string word) => t["of " + word];

            public string OfAField() => t[Word];

            public string OfAParameter(string word) => t[word];

            public string Either(bool fixedOne, string word) => t[fixedOne ? "fixed" : word];
        }
        """";

    private const string Shown =
        """"
        internal sealed class Shown(Localizer t)
        {
            public void Build(RenderTreeBuilder builder)
            {
                builder.AddAttribute(1, "title", "a title");
                builder.AddAttribute(2, "class", "no text");
                builder.AddContent(3, "a word");
                builder.AddContent(4, t["a translated word"]);
                builder.AddMarkupContent(5, "<p class=\"none\" aria-label=\"for the ear\">of markup<br>\n <b>more of it</b> · </p>");
                builder.AddComponentParameter(6, "Title", "of a component");
                builder.AddComponentParameter(7, "Class", "none of a component");
                builder.AddContent(8, t.Culture.IsReadOnly ? "one of two" : t["translated"]);
                var local = t["translated"];
                if (t.Culture.IsReadOnly) local = "of a local";
                builder.AddContent(9, local);
            }
        }
        """";

    [Fact]
    public void Every_way_of_writing_a_text_is_found() => Assert.Equal(
        [
            "Named",
            "among {{braces}} {0:0.0} and “quotes” \"{1,5:N0}\"",
            "as a cast {0}", "as a return value {0}",
            "behind a question mark", "behind a question {0}",
            "behind an await {0} and {1}",
            "choice {0}: the first", "choice: the second",
            "constant",
            "each of {0}",
            "fixed",
            "for the {0}th time of {1}",
            "in a constructor {0}",
            "in a lambda",
            "in a local function {0}",
            "in an iterator",
            "in hole {0} and {1}",
            "of a static field",
            "one", "other", "other again",
            "over\nlines {0}",
            "raw {0} with {1:N0} {{}}",
            "within a hole {0}",
        ],
        Of(Found).Keys.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void What_is_not_said_to_a_person_is_no_text()
    {
        var texts = Of(NotSaid);

        Assert.Empty(texts.Keys);
        Assert.Empty(texts.NotConstant);
    }

    [Fact]
    public void A_text_that_is_put_together_or_comes_from_elsewhere_is_told() => Assert.Equal(
        ["$\"{number} of them\"", "\"of \" + word", "Word", "word", "fixedOne ? \"fixed\" : word"],
        Of(NotThere).NotConstant.Select(asked => asked.Code));

    [Fact]
    public void What_a_page_shows_as_it_stands_is_told() => Assert.Equal(
        ["a title", "a word", "for the ear", "of markup", "more of it", "of a component", "one of two", "of a local"],
        Of(Shown).Untranslated.Select(text => text.Text).Where(text => text.Any(char.IsLetter)));

    private static TextsInCode Of(string code) => new(ProductSource.Of(Usings + code));
}
