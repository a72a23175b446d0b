using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AmiBlazor.Tests.Support;

/// <summary>
/// Holds the start of the program until the factory has given it its port. The program runs on a thread of its own and goes on once its host is built;
/// without the gate it now and then starts first, on the port that all of them would have.
/// </summary>
internal sealed class StartGate : IHostedLifecycleService
{
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Open() => _opened.TrySetResult();

    public Task StartingAsync(CancellationToken cancellationToken) => _opened.Task.WaitAsync(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>Builds a host whose start opens a <see cref="StartGate"/>.</summary>
internal sealed class GatedHostBuilder(IHostBuilder builder, StartGate gate) : IHostBuilder
{
    public IDictionary<object, object> Properties => builder.Properties;

    public IHost Build() => new GatedHost(builder.Build(), gate);

    public IHostBuilder ConfigureHostConfiguration(Action<IConfigurationBuilder> configureDelegate) => Then(builder.ConfigureHostConfiguration(configureDelegate));

    public IHostBuilder ConfigureAppConfiguration(Action<HostBuilderContext, IConfigurationBuilder> configureDelegate) =>
        Then(builder.ConfigureAppConfiguration(configureDelegate));

    public IHostBuilder ConfigureServices(Action<HostBuilderContext, IServiceCollection> configureDelegate) => Then(builder.ConfigureServices(configureDelegate));

    public IHostBuilder ConfigureContainer<TContainerBuilder>(Action<HostBuilderContext, TContainerBuilder> configureDelegate) =>
        Then(builder.ConfigureContainer(configureDelegate));

    public IHostBuilder UseServiceProviderFactory<TContainerBuilder>(IServiceProviderFactory<TContainerBuilder> factory)
        where TContainerBuilder : notnull => Then(builder.UseServiceProviderFactory(factory));

    public IHostBuilder UseServiceProviderFactory<TContainerBuilder>(Func<HostBuilderContext, IServiceProviderFactory<TContainerBuilder>> factory)
        where TContainerBuilder : notnull => Then(builder.UseServiceProviderFactory(factory));

    private GatedHostBuilder Then(IHostBuilder configured) => new(configured, gate);

    private sealed class GatedHost(IHost host, StartGate gate) : IHost, IAsyncDisposable
    {
        public IServiceProvider Services => host.Services;

        public Task StartAsync(CancellationToken cancellationToken = default)
        {
            gate.Open();
            return host.StartAsync(cancellationToken);
        }

        public Task StopAsync(CancellationToken cancellationToken = default) => host.StopAsync(cancellationToken);

        public void Dispose() => host.Dispose();

        public ValueTask DisposeAsync()
        {
            if (host is IAsyncDisposable disposable) return disposable.DisposeAsync();
            host.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
