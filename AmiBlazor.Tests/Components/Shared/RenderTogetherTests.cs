#pragma warning disable BL0006 // Batches can be counted by a renderer of one's own alone.
using AmiBlazor.Components.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.RenderTree;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace AmiBlazor.Tests.Components.Shared;

public sealed class RenderTogetherTests
{
    [Fact]
    public async Task Components_that_are_told_together_are_drawn_in_one_batch()
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new CountingRenderer(services);
        var (together, first, second) = (new RenderTogether(), new Drawn(), new Drawn());
        await renderer.Dispatcher.InvokeAsync(async () =>
        {
            await renderer.AddAsync(together);
            await renderer.AddAsync(first);
            await renderer.AddAsync(second);
        });
        var before = renderer.Batches;

        await renderer.Dispatcher.InvokeAsync(() => together.Render(() =>
        {
            first.Render();
            second.Render();
        }));

        Assert.Equal((before + 1, 2, 2), (renderer.Batches, first.Times, second.Times));

        await renderer.Dispatcher.InvokeAsync(() =>
        {
            first.Render();
            second.Render();
        });
        Assert.Equal(before + 3, renderer.Batches);
    }

    private sealed class Drawn : ComponentBase
    {
        public int Times { get; private set; }

        public void Render() => StateHasChanged();

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            Times++;
            builder.AddContent(0, Times);
        }
    }

    /// <summary>Counts batches: in a circuit, each is one message to the browser.</summary>
    private sealed class CountingRenderer(IServiceProvider services) : Renderer(services, NullLoggerFactory.Instance)
    {
        public int Batches { get; private set; }

        public override Dispatcher Dispatcher { get; } = Dispatcher.CreateDefault();

        public Task AddAsync(IComponent component) => RenderRootComponentAsync(AssignRootComponentId(component));

        protected override Task UpdateDisplayAsync(in RenderBatch renderBatch)
        {
            Batches++;
            return Task.CompletedTask;
        }

        protected override void HandleException(Exception exception) => throw exception;
    }
}
