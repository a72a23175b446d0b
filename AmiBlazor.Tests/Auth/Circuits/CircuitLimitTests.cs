using AmiBlazor.Auth;
using AmiBlazor.Auth.Circuits;
using AmiBlazor.Data;
using AmiBlazor.Tests.Support;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Tests.Auth.Circuits;

/// <summary>The configured limits reach the framework; the browser tests show their effect.</summary>
public sealed class CircuitLimitTests
{
    [Fact]
    public async Task Each_configured_limit_reaches_the_framework()
    {
        await using var app = await AmiBlazorApp.StartAsync(
            ("Limits:CircuitMessageBytes", "5001"), ("Limits:CircuitBufferedBatches", "3"), ("Limits:RetainedPages", "7"), ("Limits:RetainedTime", "00:00:11"),
            ("Limits:RequestBytes", "6001"));

        var circuits = app.Services.GetRequiredService<IOptions<CircuitOptions>>().Value;
        Assert.Equal(
            (3, 7, TimeSpan.FromSeconds(11)),
            (circuits.MaxBufferedUnacknowledgedRenderBatches, circuits.DisconnectedCircuitMaxRetained, circuits.DisconnectedCircuitRetentionPeriod));
        Assert.Equal(5001, app.Services.GetRequiredService<IOptions<HubOptions>>().Value.MaximumReceiveMessageSize);
        Assert.Equal(6001, app.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits.MaxRequestBodySize);
        Assert.Equal(6001, app.Services.GetRequiredService<IOptions<FormOptions>>().Value.MultipartBodyLengthLimit);
    }

    [Fact]
    public async Task Without_configuration_the_documented_limits_hold()
    {
        await using var app = await AmiBlazorApp.StartAsync();

        var circuits = app.Services.GetRequiredService<IOptions<CircuitOptions>>().Value;
        Assert.Equal(
            (10, 200, TimeSpan.FromSeconds(60)),
            (circuits.MaxBufferedUnacknowledgedRenderBatches, circuits.DisconnectedCircuitMaxRetained, circuits.DisconnectedCircuitRetentionPeriod));
        Assert.Equal(32768, app.Services.GetRequiredService<IOptions<HubOptions>>().Value.MaximumReceiveMessageSize);
        Assert.Equal(65536, app.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits.MaxRequestBodySize);
    }

    [Theory]
    [InlineData(false, 5, 15)]
    [InlineData(true, 1.5, 4.5)]
    public void A_page_regards_its_connection_as_lost_sooner_where_another_node_can_take_it_over(bool isCluster, double keepAlive, double silence)
    {
        var configuration = new ConfigurationBuilder().Build();
        using var services = new ServiceCollection()
            .AddAuth(configuration)
            .Configure<ClusterOptions>(cluster => cluster.Enabled = isCluster)
            .BuildServiceProvider();

        var timings = services.GetRequiredService<IOptions<CircuitTimings>>().Value;

        Assert.Equal((TimeSpan.FromSeconds(keepAlive), TimeSpan.FromSeconds(silence)), (timings.KeepAlive, timings.Silence));
    }
}
