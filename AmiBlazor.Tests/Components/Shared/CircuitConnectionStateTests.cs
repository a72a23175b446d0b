using AmiBlazor.Components.Shared;

namespace AmiBlazor.Tests.Components.Shared;

public sealed class CircuitConnectionStateTests
{
    [Fact]
    public async Task It_tells_when_the_browser_goes_and_when_it_is_back()
    {
        var connection = new CircuitConnectionState();
        var told = new List<bool>();
        connection.Changed += (_, _) => told.Add(connection.IsUp);

        await connection.OnConnectionUpAsync(null!, TestContext.Current.CancellationToken);
        await connection.OnConnectionDownAsync(null!, TestContext.Current.CancellationToken);
        await connection.OnConnectionDownAsync(null!, TestContext.Current.CancellationToken);
        await connection.OnConnectionUpAsync(null!, TestContext.Current.CancellationToken);

        Assert.Equal([false, true], told);
    }
}
