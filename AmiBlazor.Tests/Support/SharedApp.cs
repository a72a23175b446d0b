namespace AmiBlazor.Tests.Support;

/// <summary>One application for all tests of a class that configure nothing and leave nothing behind.</summary>
public sealed class SharedApp : IAsyncLifetime
{
    internal AmiBlazorApp App { get; private set; } = null!;

    public async ValueTask InitializeAsync() => App = await AmiBlazorApp.StartAsync();

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
