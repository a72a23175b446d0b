using System.Globalization;
using AmiBlazor.Components;
using AmiBlazor.Components.Languages;
using AmiBlazor.Components.Shared;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace AmiBlazor.Tests.Components.Languages;

/// <summary>The texts that MudBlazor's components show and read aloud by themselves.</summary>
public sealed class MudTextsTests : BunitContext
{
    private readonly Localizer _texts;

    public MudTextsTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudBlazor();
        Services.AddScoped<Localizer>();
        _texts = Services.GetRequiredService<Localizer>();
    }

    private ILocalizationInterceptor Mud => Services.GetRequiredService<ILocalizationInterceptor>();

    [Fact]
    public void Every_text_of_a_component_that_pages_use_has_a_German_one()
    {
        _texts.Use(Localizer.Language("de")!);

        // Spelled alike in both languages.
        string[] same = ["Operator"];
        var english = MudBlazorTexts.All
            .Where(text => MudBlazorTexts.Shown.Contains(text.Value) && !same.Contains(text.Value))
            .Where(text => Mud.Handle(text.Key).Value == text.Value);

        Assert.True(MudBlazorTexts.Shown.Count > 80, "MudBlazor keeps its texts elsewhere now.");
        Assert.Empty(english);
    }

    [Fact]
    public void A_component_whose_texts_are_not_translated_is_on_no_page()
    {
        var pages = Directory.EnumerateFiles(Path.Combine(SourceFolder.Product, "Components"), "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".razor" or ".cs");

        Assert.Empty(
            from page in pages
            let code = File.ReadAllText(page)
            from component in MudBlazorTexts.UnusedComponents
            where code.Contains(component, StringComparison.Ordinal)
            select $"{Path.GetFileName(page)} uses {component}: translate its texts, and take it out of the list");
    }

    [Fact]
    public void Values_stand_where_the_translation_has_them()
    {
        _texts.Use(Localizer.Language("de")!);

        Assert.Equal("Voriger Monat Mai", Mud.Handle("MudBaseDatePicker_PrevMonth", "Mai").Value);
        Assert.Equal("1–15 von 240", Mud.Handle("MudDataGridPager_InfoFormat", 1, 15, 240).Value);
    }

    [Fact]
    public void The_language_of_the_thread_does_not_matter()
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("de");
            Assert.Equal("Close", Mud.Handle("MudAlert_Close").Value);

            _texts.Use(Localizer.Language("de")!);
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en-US");
            Assert.Equal("Schließen", Mud.Handle("MudAlert_Close").Value);
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    [Fact]
    public void A_name_that_MudBlazor_does_not_have_is_given_back_and_said_to_be_none()
    {
        var none = Mud.Handle("MudNothing_AtAll");

        Assert.Equal(("MudNothing_AtAll", true), (none.Value, none.ResourceNotFound));
    }

    [Fact]
    public void The_way_to_a_page_and_the_buttons_of_components_are_named_in_German()
    {
        _texts.Use(Localizer.Language("de")!);

        var head = Render<PageHead>(parameters => parameters.Add(page => page.Title, "x").Add(page => page.Above, [("y", "/y")]));
        var alert = Render<MudAlert>(parameters => parameters.Add(box => box.ShowCloseIcon, true));
        var chip = Render<MudChip<string>>(parameters => parameters.Add(one => one.OnClose, () => { }));
        var field = Render<MudTextField<string>>(parameters => parameters.Add(box => box.Clearable, true).Add(box => box.Value, "x"));

        Assert.Equal("Navigationspfad", head.Find("nav").GetAttribute("aria-label"));
        Assert.Equal("Schließen", alert.Find("button").GetAttribute("aria-label"));
        Assert.Equal("Schließen", chip.Find("button").GetAttribute("aria-label"));
        Assert.Equal("Leeren", field.Find("button").GetAttribute("aria-label"));
        foreach (var markup in (string[])[head.Markup, alert.Markup, chip.Markup, field.Markup]) Assert.Empty(EnglishLeft.In(markup));
    }
}
