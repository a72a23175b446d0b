using AmiBlazor.Components;

namespace AmiBlazor.Tests.Support;

/// <summary>One application for all tests of a class that configure nothing and leave nothing behind.</summary>
public sealed class SharedApp : IAsyncLifetime
{
    private AmiBlazorApp? _app;

    internal AmiBlazorApp App => _app ?? throw new InvalidOperationException("The application did not start.");

    public async ValueTask InitializeAsync() => _app = await AmiBlazorApp.StartAsync();

    public ValueTask DisposeAsync() => _app?.DisposeAsync() ?? default;
}
