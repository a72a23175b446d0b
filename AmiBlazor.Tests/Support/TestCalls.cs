using AmiBlazor.Ami;
using AmiBlazor.Board;
using AmiBlazor.Calls;
using AmiBlazor.Queues;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Tests.Support;

/// <summary>Following calls, for tests of something else.</summary>
internal static class TestCalls
{
    /// <summary>A follower that follows none.</summary>
    public static CallFollower Off()
    {
        var server = new AmiServerOptions { Name = "main", Calls = false };
        var options = new AmiOptions();
        options.Servers.Add(server);
        return new CallFollower(
            server, new CallBoard(Options.Create(options), NullLogger<CallBoard>.Instance), new LiveBoard(TimeProvider.System, NullLogger<LiveBoard>.Instance),
            new QueueFollower(server, new QueueBoard(Options.Create(options), NullLogger<QueueBoard>.Instance), new TestAgentLog(), TimeProvider.System),
            new TestCallHistory(), TimeProvider.System, NullLogger<CallFollower>.Instance);
    }
}
