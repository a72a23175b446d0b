using System.Diagnostics;
using AmiBlazor.Testing.Asterisk;

namespace AmiBlazor.Tests.Support;

[Needs(Need.Asterisk)]
public sealed class RealAsteriskTests(ITestOutputHelper output)
{
    [Theory, InlineData(16), InlineData(22)]
    public async Task Two_of_one_version_run_side_by_side_and_leave_nothing_behind(int version)
    {
        var clock = Stopwatch.StartNew();
        var first = await Requirements.StartAsteriskAsync(version, new() { Hints = RealAsteriskSettings.Numbered(2000) });
        output.WriteLine($"Asterisk {version} with 2,000 hints was ready after {clock.ElapsedMilliseconds} ms.");
        var second = await Requirements.StartAsteriskAsync(version);

        await first.SetStateAsync("Custom:1001", "INUSE");

        Assert.Contains("State:InUse", Assert.Single(await first.CommandAsync("core show hint 1001"), line => line.StartsWith("1001@", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("State:Idle", Assert.Single(await second.CommandAsync("core show hint 1001"), line => line.StartsWith("1001@", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("- 2000 hints registered", await first.CommandAsync("core show hints"), StringComparer.Ordinal);
        await first.DisposeAsync();
        await second.DisposeAsync();
        await Assert.ThrowsAnyAsync<System.Net.Sockets.SocketException>(() => RawAmi.ConnectAsync(first.Port));
        Assert.False(Directory.Exists(first.FolderPath));
        Assert.False(Directory.Exists(second.FolderPath));
    }

    [Theory, InlineData(16), InlineData(22)]
    public async Task Killed_and_restarted_it_answers_on_its_port_again(int version)
    {
        await using var asterisk = await Requirements.StartAsteriskAsync(version);

        await asterisk.KillAsync();
        await asterisk.RestartAsync();

        Assert.Contains("- 3 hints registered", await asterisk.CommandAsync("core show hints"), StringComparer.Ordinal);
    }

    [Theory, InlineData(16), InlineData(22)]
    public async Task A_reload_takes_hints_away_and_brings_others(int version)
    {
        await using var asterisk = await Requirements.StartAsteriskAsync(version);

        await asterisk.ReloadAsync([("from-internal", "1001", "Custom:1001"), ("reception", "1001", "Custom:1001")]);

        var hints = await asterisk.CommandAsync("core show hints");
        Assert.Contains("- 2 hints registered", hints, StringComparer.Ordinal);
        Assert.Contains(hints, line => line.StartsWith("1001@reception", StringComparison.Ordinal));
    }
}
