using AmiBlazor.Components.Languages;
using AmiBlazor.Components.Shared;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace AmiBlazor.Tests.Components.Shared;

public sealed class FilterSelectTests : BunitContext
{
    private static readonly string[] Sites = ["north", "south"];

    public FilterSelectTests()
    {
        Services.AddScoped<Localizer>();
        Renderer.SetRendererInfo(new RendererInfo("Server", true));
    }

    [Fact]
    public void It_follows_what_is_chosen_elsewhere()
    {
        var choice = Open(Sites, chosen: null);

        choice.Render(parameters => parameters.Add(shown => shown.Chosen, "south"));

        Assert.Equal("south", choice.Find("select").GetAttribute("value"));
    }

    [Fact]
    public void It_offers_what_comes()
    {
        var choice = Open(Sites, chosen: null);

        choice.Render(parameters => parameters.Add(shown => shown.Values, [.. Sites, "west"]));

        Assert.Equal(["All", "north", "south", "west"], choice.FindAll("option").Select(option => option.TextContent));
    }

    [Fact]
    public void It_is_not_drawn_again_when_nothing_of_it_changed()
    {
        var choice = Open(Sites, chosen: "north");
        var drawn = choice.RenderCount;

        choice.Render(parameters => parameters.Add(shown => shown.Values, Sites));

        Assert.Equal(drawn, choice.RenderCount);
    }

    private IRenderedComponent<FilterSelect> Open(string[] values, string? chosen)
    {
        var choice = Render<FilterSelect>(parameters => parameters
            .Add(shown => shown.Label, "Site")
            .Add(shown => shown.All, "All")
            .Add(shown => shown.Values, values)
            .Add(shown => shown.Chosen, chosen));

        // The first drawing asks nobody whether it is needed; from the second on it compares.
        choice.Render(parameters => parameters.Add(shown => shown.Values, values));
        return choice;
    }
}
