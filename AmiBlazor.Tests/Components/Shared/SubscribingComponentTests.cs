using AmiBlazor.Components.Shared;
using AmiBlazor.Tests.Support;
using Bunit;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;

namespace AmiBlazor.Tests.Components.Shared;

public sealed class SubscribingComponentTests
{
    [Fact]
    public async Task A_call_from_another_thread_comes_into_the_circuit()
    {
        await using var context = new BunitContext();
        var component = context.Render<Called>();

        await Task.Run(() => component.Instance.CallAsync(() => component.Instance.Say("called")), Xunit.TestContext.Current.CancellationToken).InTime();

        Assert.Equal("called", component.Markup);
    }

    [Fact]
    public async Task A_call_that_comes_too_late_does_nothing()
    {
        await using var context = new BunitContext();
        var component = context.Render<Called>().Instance;
        var isCalled = false;
        await context.DisposeComponentsAsync();

        await component.CallAsync(() => isCalled = true).InTime();

        Assert.False(isCalled);
        Assert.True(component.HasReleased);
    }

    [Fact]
    public async Task What_it_waits_for_is_canceled_when_it_goes()
    {
        await using var context = new BunitContext();
        var component = context.Render<Called>().Instance;
        var before = component.Token;
        Assert.False(before.IsCancellationRequested);

        await context.DisposeComponentsAsync();

        Assert.True(before.IsCancellationRequested);
        Assert.True(component.Token.IsCancellationRequested);
    }

    [Fact]
    public async Task A_fault_is_the_pages_to_be_seen()
    {
        await using var context = new BunitContext();
        var page = context.Render<ErrorBoundary>(parameters => parameters
            .AddChildContent<Called>()
            .Add(boundary => boundary.ErrorContent, fault => builder => builder.AddContent(0, fault.Message)));

        await page.FindComponent<Called>().Instance.CallAsync(() => throw new InvalidOperationException("It broke.")).InTime();

        page.WaitForAssertion(() => Assert.Equal("It broke.", page.Markup), Timeouts.Default);
    }

    private sealed class Called : SubscribingComponent
    {
        private string _text = "";

        public bool HasReleased { get; private set; }

        public CancellationToken Token => Gone;

        public Task CallAsync(Action action) => InvokeSafelyAsync(action);

        public void Say(string text)
        {
            _text = text;
            StateHasChanged();
        }

        protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, _text);

        protected override void Unsubscribe() => HasReleased = true;
    }
}
