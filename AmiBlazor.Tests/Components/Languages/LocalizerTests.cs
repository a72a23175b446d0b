using System.Globalization;
using AmiBlazor.Components.Languages;
using AmiBlazor.Components.Layout;
using AmiBlazor.Demo;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Components.Languages;

public sealed class LocalizerTests
{
    private static readonly Lazy<TextsInCode> Code = new(() => new(ProductSource.Read()));

    // Names and what is typed into files are the same in every language.
    private static readonly string[] Untranslatable = ["AmiBlazor", "Ami:Servers", "exten => 1001,hint,PJSIP/1001"];

    private readonly Localizer _texts = new();

    private static IEnumerable<string> Keys => Code.Value.Keys.Keys.Union(MudBlazorTexts.Shown);

    public static TheoryData<string> Files => [.. ResourceFile.Names];

    public static TheoryData<string> Translations => [.. ResourceFile.Names.Where(name => name != ResourceFile.English)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_text_of_the_product_stands_in_every_file(string file)
    {
        var there = ResourceFile.Read(file);

        Fail(
            $"missing in {file}, each as English and a tab behind which its translation belongs",
            Keys.Where(key => string.IsNullOrEmpty(there.GetValueOrDefault(key))).Select(key => key + "\t"));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void No_file_has_a_text_that_the_product_does_not_show(string file) =>
        Fail($"left over in {file}, each as the line that takes it out", ResourceFile.Read(file).Keys.Except(Keys).Select(key => "-\t" + key));

    /// <summary>What a further language needs: one file beside the German one, named after it, with the texts that the tests above name.</summary>
    [Fact]
    public void A_language_is_one_file_and_nothing_else_names_it()
    {
        var files = ResourceFile.Names.Select(name => Path.GetFileNameWithoutExtension(name).Split('.').ElementAtOrDefault(1) ?? "en");
        var sources = Directory.EnumerateFiles(SourceFolder.Product, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".cs" or ".razor" or ".csproj" or ".js")
            .Where(file => Path.GetRelativePath(SourceFolder.Product, file).Split(Path.DirectorySeparatorChar)[0] is not ("bin" or "obj"));

        Assert.Equal(files.Order(StringComparer.Ordinal), Localizer.Languages.Select(language => language.Name).Order(StringComparer.Ordinal));
        var naming =
            from file in sources
            let code = File.ReadAllText(file)
            where Localizer.Languages.Skip(1).Any(language => code.Contains($"\"{language.Name}\"", StringComparison.Ordinal))
            select file;
        Assert.Empty(naming);
    }

    [Fact]
    public void The_English_of_a_text_is_its_key() =>
        Fail("that are not their key", ResourceFile.Read(ResourceFile.English).Where(text => text.Key != text.Value).Select(text => text.Key));

    [Theory]
    [MemberData(nameof(Translations))]
    public void A_translation_has_the_places_of_its_English(string file) => Fail(
        $"with other places for values in {file}",
        ResourceFile.Read(file)
            .Where(text => text.Key.Contains('{', StringComparison.Ordinal) || text.Value.Contains('{', StringComparison.Ordinal))
            .Where(text => PlacesOrError(text.Key) != PlacesOrError(text.Value))
            .Select(text => $"{text.Key}\t{text.Value}"));

    [Fact]
    public void What_is_asked_for_is_a_text_and_not_put_together() => Fail(
        "that T[…] is asked for and that do not stand there: use T.Format for values, and a switch of T[…] for a choice, instead of",
        Code.Value.NotConstant.Select(asked => $"{asked.Code}\t(in {asked.Place})"));

    [Fact]
    public void No_page_shows_a_text_as_it_stands() => Fail(
        "shown without T",
        Code.Value.Untranslated
            .Where(text => Untranslatable.Aggregate(text.Text, (rest, name) => rest.Replace(name, "", StringComparison.Ordinal)).Any(char.IsLetter))
            .Select(text => $"{text.Text.Trim()}\t(in {text.Place})")
            .Distinct());

    [Fact]
    public void The_product_has_the_texts_that_it_is_known_to_have()
    {
        Assert.Contains("{0} did not finish its list within {1:0.###} s ({2:N0} rows received); nothing was changed. Check the PBX's load and the network, or increase Refresh:Timeout.", Code.Value.Keys);
        Assert.Contains("PBX “{0}” ({1}:{2}) dropped the connection. Check whether Asterisk or its manager was restarted, then try again.", Code.Value.Keys);
        Assert.Contains("Extension, name, context, status", Code.Value.Keys);
        Assert.Contains("Nothing was saved: the database cannot grow because its disk is full. Free up space, then try again.", Code.Value.Keys);
        Assert.DoesNotContain("{0} refreshes were stopped; nothing was changed by them.", Code.Value.Keys);
    }

    [Fact]
    public void English_is_first_among_the_languages_and_German_is_one() => Assert.Equal(["en", "de"], Localizer.Languages.Select(language => language.Name));

    [Theory]
    [InlineData("de", "de")]
    [InlineData("de-AT", "de")]
    [InlineData("DE-ch", "de")]
    [InlineData("en-GB", "en")]
    [InlineData("xx", null)]
    [InlineData("deutsch", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_language_is_found_by_its_name_and_that_of_its_countries(string? name, string? found) => Assert.Equal(found, Localizer.Language(name)?.Name);

    [Fact]
    public void Texts_are_English_until_a_language_is_chosen()
    {
        Assert.Equal("en", _texts.Culture.Name);
        Assert.Equal("The refresh of main was stopped; nothing was changed.", _texts.Format($"The refresh of {"main"} was stopped; nothing was changed."));
    }

    [Fact]
    public void German_has_its_own_words_and_its_own_numbers()
    {
        _texts.Use(Localizer.Language("de-AT")!);

        Assert.Equal(
            "1.204 Nebenstellen auf main in 0,30 s: nichts geändert.",
            _texts.Format($"{1204:N0} extensions on {"main"} in {0.30m} s: nothing changed."));
    }

    [Fact]
    public void One_and_many_are_two_texts()
    {
        _texts.Use(Localizer.Language("de")!);

        Assert.Equal("1 Nebenstelle auf main in 0,004 s: 1 neu.", _texts.Format($"1 extension on {"main"} in {0.004m} s: 1 new."));
        Assert.Equal("2 Nebenstellen auf main in 0,004 s: 2 neu.", _texts.Format($"{2:N0} extensions on {"main"} in {0.004m} s: {2:N0} new."));
    }

    [Fact]
    public void The_language_of_the_thread_does_not_matter()
    {
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("de");

            Assert.Equal("1,204 extensions on main in 0.30 s: nothing changed.", _texts.Format($"{1204:N0} extensions on {"main"} in {0.30m} s: nothing changed."));
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        }
    }

    [Fact]
    public void A_text_without_a_translation_is_shown_in_English()
    {
        _texts.Use(Localizer.Language("de")!);

        Assert.Equal("Nobody translated this.", _texts["Nobody translated this."]);
        Assert.Equal("1.204 of nobody's texts", _texts.Format($"{1204:N0} of nobody's texts"));
    }

    [Fact]
    public void A_value_is_shown_as_it_is_whatever_it_holds() =>
        Assert.Equal("The refresh of {0} {1:N0} was stopped; nothing was changed.", _texts.Format($"The refresh of {"{0} {1:N0}"} was stopped; nothing was changed."));

    private static string PlacesOrError(string template)
    {
        try
        {
            return ResourceFile.Places(template);
        }
        catch (FormatException none)
        {
            return none.Message;
        }
    }

    private static void Fail(string what, IEnumerable<string> texts)
    {
        var list = texts.ToList();
        if (list.Count > 0) Assert.Fail($"{list.Count} texts {what}:\n{string.Join('\n', list)}");
    }
}
