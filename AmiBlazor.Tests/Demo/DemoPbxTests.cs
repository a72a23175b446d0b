using AmiBlazor.Ami;
using AmiBlazor.Board;
using AmiBlazor.Demo;
using AmiBlazor.Testing.Asterisk;
using AmiBlazor.Tests.Browser;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Tests.Demo;

public sealed class DemoPbxTests : IAsyncDisposable
{
    private readonly FakeLogCollector _logs = new();
    private readonly List<ServiceProvider> _providers = [];

    public async ValueTask DisposeAsync()
    {
        foreach (var provider in _providers) await provider.DisposeAsync();
    }

    [Fact]
    public void It_is_the_only_server_where_none_is_configured()
    {
        var server = Assert.Single(Servers(Provider()));

        Assert.Equal("demo", server.Name);
        Assert.Equal("127.0.0.1", server.Host);
        Assert.InRange(server.EffectivePort, 1, 65535);
    }

    [Fact]
    public void It_is_not_there_where_a_server_is_configured() =>
        Assert.Equal(["main"], Servers(Provider(("Ami:Servers:0:Name", "main"))).Select(server => server.Name));

    [Fact]
    public void It_is_one_more_server_where_the_configuration_asks_for_it() =>
        Assert.Equal(["main", "demo"], Servers(Provider(("Ami:Servers:0:Name", "main"), ("Demo:Enabled", "true"))).Select(server => server.Name));

    [Fact]
    public void It_is_not_there_where_the_configuration_forbids_it() => Assert.Empty(Servers(Provider(("Demo:Enabled", "false"))));

    [Theory, InlineData("0"), InlineData("20001"), InlineData("-3")]
    public void A_number_of_extensions_outside_its_range_is_refused(string extensions)
    {
        var provider = Provider(("Demo:Extensions", extensions));

        var refusal = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IOptions<DemoOptions>>().Value);

        Assert.Equal([$"Demo:Extensions is {extensions}; allowed is 1 to 20000."], refusal.Failures);
    }

    [Theory, InlineData("0"), InlineData("0.09"), InlineData("1001"), InlineData("-1"), InlineData("NaN")]
    public void A_pace_outside_its_range_is_refused(string pace)
    {
        var provider = Provider(("Demo:Pace", pace));

        var refusal = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IOptions<DemoOptions>>().Value);

        Assert.Equal([$"Demo:Pace is {pace}; allowed is 0.1 to 1000."], refusal.Failures);
    }

    [Theory, InlineData("0.1", 0, 20), InlineData("1", 0, 60), InlineData("100", 150, 1_500)]
    public async Task The_floor_lives_at_its_pace(string pace, int least, int most)
    {
        var clock = new FakeClock();
        var server = Assert.Single(Servers(Provider(clock, ("Demo:Pace", pace))));
        await using var ami = await LogInAsync(server, "Events: call");
        var changes = 0;

        // Five seconds, in steps that leave the floor and the line their time.
        for (var step = 0; step < 250; step++)
        {
            clock.Advance(TimeSpan.FromMilliseconds(20));
            await ami.SendAsync("Action: Ping", "ActionID: p");
            await ami.ReadUntilAsync(message =>
            {
                if (message["Event"] == "ExtensionStatus") changes++;
                return message["Ping"] == "Pong";
            });
        }

        Assert.InRange(changes, least, most);
    }

    [Fact]
    public async Task Its_secret_is_new_at_each_start_and_in_no_log()
    {
        var first = Assert.Single(Servers(Provider()));
        var second = Assert.Single(Servers(Provider()));

        await using var ami = await LogInAsync(first);

        Assert.NotEqual(first.Secret, second.Secret);
        Assert.NotEmpty(_logs.GetSnapshot());
        Assert.DoesNotContain(_logs.GetSnapshot(), line => line.Message.Contains(first.Secret!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Twenty_thousand_extensions_are_listed_whole()
    {
        await using var ami = await LogInAsync(Assert.Single(Servers(Provider(("Demo:Extensions", "20000")))));

        await ami.SendAsync("Action: ExtensionStateList", "ActionID: bulk");

        var rows = new HashSet<(string?, string?)>();
        var complete = await ami.ReadUntilAsync(message =>
        {
            if (message["Event"] == "ExtensionStatus") rows.Add((message["Context"], message["Exten"]));

            return message["Event"] == "ExtensionStateListComplete";
        });
        Assert.Equal(20_000, rows.Count);
        Assert.Equal("20000", complete["ListItems"]);
        Assert.Equal("bulk", complete["ActionID"]);
    }

    [Fact]
    public async Task A_session_with_events_hears_the_extensions_live_and_one_without_hears_nothing()
    {
        var server = Assert.Single(Servers(Provider(("Demo:Extensions", "5000"))));
        await using var follower = await LogInAsync(server, "Events: call");
        await using var silent = await LogInAsync(server, "Events: off");

        var status = await follower.ReadUntilAsync(message => message["Event"] == "ExtensionStatus");
        var device = await follower.ReadUntilAsync(message => message["Event"] == "DeviceStateChange");
        await silent.SendAsync("Action: Ping", "ActionID: p");

        Assert.Equal("ExtensionStatus", status!["Event"]);
        Assert.Equal("DeviceStateChange", device!["Event"]);
        Assert.Equal(status["Hint"], device["Device"]);
        Assert.Equal("p", (await silent.ReadAsync())!["ActionID"]);
    }

    [Fact]
    public async Task Its_end_closes_its_sessions_and_its_port()
    {
        var provider = Provider();
        var server = Assert.Single(Servers(provider));
        await using var ami = await LogInAsync(server);

        await provider.GetRequiredService<DemoPbx>().StopAsync(TestContext.Current.CancellationToken).InTime();
        await provider.DisposeAsync().AsTask().InTime();

        Assert.Null(await ami.ReadAsync());
        await Assert.ThrowsAnyAsync<System.Net.Sockets.SocketException>(() => RawAmi.ConnectAsync(server.EffectivePort));
    }

    [Fact]
    public async Task A_client_that_leaves_in_mid_list_troubles_nobody()
    {
        var server = Assert.Single(Servers(Provider(("Demo:Extensions", "20000"))));
        for (var client = 0; client < 5; client++)
        {
            var leaving = await LogInAsync(server);
            await leaving.SendAsync("Action: ExtensionStateList", "ActionID: bulk");
            await leaving.ReadAsync();
            await leaving.DisposeAsync();
        }

        await using var ami = await LogInAsync(server);
        await ami.SendAsync("Action: Ping", "ActionID: p");

        Assert.Equal("p", (await ami.ReadAsync())!["ActionID"]);
        Assert.DoesNotContain(_logs.GetSnapshot(), line => line.Level >= LogLevel.Warning);
    }

    private static List<AmiServerOptions> Servers(ServiceProvider provider) => provider.GetRequiredService<IOptions<AmiOptions>>().Value.Servers;

    private static async Task<RawAmi> LogInAsync(AmiServerOptions server, string events = "Events: off")
    {
        var ami = await RawAmi.ConnectAsync(server.EffectivePort);
        await ami.SendAsync("Action: Login", "Username: " + server.Username, "Secret: " + server.Secret, events);
        Assert.Equal("Authentication accepted", (await ami.ReadAsync())?["Message"]);
        return ami;
    }

    private ServiceProvider Provider(params (string Key, string Value)[] settings) => Provider(TimeProvider.System, settings);

    private ServiceProvider Provider(TimeProvider time, params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
            .Build();
        var provider = new ServiceCollection()
            .AddSingleton(time)
            .AddLogging(logging => logging.AddProvider(new FakeLoggerProvider(_logs)))
            .AddDemo(configuration)
            .Configure<AmiOptions>(configuration.GetSection(AmiOptions.Section))
            .BuildServiceProvider();
        _providers.Add(provider);
        return provider;
    }
}
