using System.Diagnostics.Metrics;
using System.Net;
using AmiBlazor.Ami;
using AmiBlazor.Data.Rows;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace AmiBlazor.Tests.Ami;

/// <summary>The product's side of a test: a connector with what it needs.</summary>
internal sealed class AmiClient : IDisposable
{
    private readonly ServiceProvider _services;
    private readonly AmiConnector _connector;
    private readonly MetricCollector<long> _received;

    public AmiClient(TimeProvider? time = null, AmiLimits? limits = null, AmiResolver? resolve = null)
    {
        _services = new ServiceCollection()
            .AddMetrics()
            .AddLogging(logging => logging.AddFakeLogging().SetMinimumLevel(LogLevel.Trace))
            .BuildServiceProvider();
        var meters = _services.GetRequiredService<IMeterFactory>();
        _received = new(meters, AmiMetrics.MeterName, "amiblazor.ami.bytes.received");
        var metrics = new AmiMetrics(meters);
        limits ??= new AmiLimits();
        time ??= TimeProvider.System;
        _connector = new(limits, new AmiDialer(limits, time, resolve ?? Dns.GetHostAddressesAsync), new AmiLogins(), time, metrics, _services.GetRequiredService<ILogger<AmiConnector>>());
    }

    public AmiConnector Connector => _connector;

    public FakeLogCollector Logs => _services.GetFakeLogCollector();

    public AmiProgress Progress { get; } = new();

    /// <summary>How often bytes were taken from the socket.</summary>
    public int Reads => _received.GetMeasurementSnapshot().Count;

    public AmiTranscript Transcript { get; } = new();

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public Task<AmiSession> ConnectAsync(AmiServerOptions server, CancellationToken? token = null) =>
        _connector.ConnectAsync(server, "off", Progress, Transcript, token ?? Token).InTime();

    /// <summary>Both sides of a session that is logged in.</summary>
    public async Task<(AmiSession Session, FakeAmiSession Pbx)> LogInAsync(FakeAmiServer server)
    {
        var connecting = ConnectAsync(server.Options());
        var pbx = await server.AcceptAsync();
        await pbx.LoginAsync();
        return (await connecting, pbx);
    }

    public void Dispose()
    {
        _received.Dispose();
        Transcript.Dispose();
        _services.Dispose();
    }
}
