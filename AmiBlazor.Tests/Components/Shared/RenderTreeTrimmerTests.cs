using AmiBlazor.Components.Shared;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.Configuration;

namespace AmiBlazor.Tests.Components.Shared;

public sealed class RenderTreeTrimmerTests
{
    [Fact]
    public void What_is_shown_stays_and_what_was_before_is_given_back()
    {
        using var first = new RenderTreeBuilder();
        using var second = new RenderTreeBuilder();
        var trees = new RenderTreeTrimmer();

        Draw(ref trees, first);
        trees.Forget();
        Assert.Equal(1, Held(first));
        Draw(ref trees, second);
        trees.Forget();

        Assert.Equal((0, 1), (Held(first), Held(second)));
        Draw(ref trees, first);
        trees.Forget();
        Assert.Equal((1, 0), (Held(first), Held(second)));
    }

    [Fact]
    public void The_setting_leaves_both_trees_to_the_framework()
    {
        using var first = new RenderTreeBuilder();
        using var second = new RenderTreeBuilder();
        var trees = new RenderTreeTrimmer();
        RenderTreeTrimmer.Configure(Configuration("false"));
        try
        {
            Draw(ref trees, first);
            Draw(ref trees, second);
            trees.Forget();

            Assert.Equal((1, 1), (Held(first), Held(second)));
        }
        finally
        {
            RenderTreeTrimmer.Configure(Configuration(null));
        }

        Assert.True(RenderTreeTrimmer.IsEnabled);
        trees.Forget();
        Assert.Equal((0, 1), (Held(first), Held(second)));
    }

    [Fact]
    public void Blazor_draws_a_component_into_two_trees_in_turn()
    {
        using var context = new BunitContext();
        var component = context.Render<Sketch>();

        component.Render();
        component.Render();
        component.Render();

        Assert.Equal([1, 2, 1, 2], component.Instance.Trees.Select(tree => component.Instance.Trees.Distinct().ToList().IndexOf(tree) + 1));
        Assert.Equal("drawing 4", component.Markup);
    }

#pragma warning disable BL0006 // Its frames are not looked at, only how many it holds.
    private static int Held(RenderTreeBuilder tree) => tree.GetFrames().Count;
#pragma warning restore BL0006

    private static IConfiguration Configuration(string? value) =>
        new ConfigurationBuilder().AddInMemoryCollection([new(RenderTreeTrimmer.Setting, value)]).Build();

    private static void Draw(ref RenderTreeTrimmer trees, RenderTreeBuilder tree)
    {
        trees.Draw(tree);
        tree.AddContent(0, "text");
    }

    /// <summary>Remembers what it was given to draw into, and gives back as the rows of the grid do.</summary>
    private sealed class Sketch : ComponentBase
    {
        private RenderTreeTrimmer _trees;

        public List<RenderTreeBuilder> Trees { get; } = [];

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            _trees.Draw(builder);
            Trees.Add(builder);
            builder.AddContent(0, $"drawing {Trees.Count}");
        }

        protected override void OnAfterRender(bool firstRender) => _trees.Forget();
    }
}
