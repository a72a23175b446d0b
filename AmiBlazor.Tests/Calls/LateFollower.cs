using AmiBlazor.Ami;
using AmiBlazor.Board;
using AmiBlazor.Calls;
using AmiBlazor.Queues;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Tests.Calls;

/// <summary>A second one that follows the calls of a PBX, over a session of its own and from the middle of calls on.</summary>
internal sealed class LateFollower : IAmiListener, IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly CallFollower _calls;
    private AmiSession? _session;
    private Task _following = Task.CompletedTask;

    private LateFollower(string name, AmiBlazorApp app, AmiServerOptions server)
    {
        var options = new AmiOptions();
        options.Servers.Add(server);
        var board = new CallBoard(Options.Create(options), NullLogger<CallBoard>.Instance);
        _calls = new CallFollower(
            server, board, app.Services.GetRequiredService<LiveBoard>(),
            new QueueFollower(server, new QueueBoard(Options.Create(options), NullLogger<QueueBoard>.Instance), new TestAgentLog(), TimeProvider.System), new TestCallHistory(),
            TimeProvider.System, NullLogger<CallFollower>.Instance)
        {
            // Without patience, what the PBX answers alone decides what is a contradiction.
            Patience = TimeSpan.FromMilliseconds(100),
        };
        Board = board;
        View = new CallView(name, board, server.Name, isWhole: false);
    }

    public CallBoard Board { get; }

    public CallView View { get; }

    public bool FollowsCalls => true;

    /// <summary>Logs in, and returns when it knows the calls.</summary>
    /// <param name="name">Its name, for messages.</param>
    /// <param name="app">An application that follows the same PBX under the same name, and knows its extensions.</param>
    /// <param name="server">The PBX.</param>
    public static async Task<LateFollower> JoinAsync(string name, AmiBlazorApp app, AmiServerOptions server)
    {
        var follower = new LateFollower(name, app, server);
        var isLive = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look()
        {
            if (follower.Board.HealthOf(server.Name) is { State: CallsState.Live or CallsState.Unavailable }) isLive.TrySetResult();
        }

        using var subscription = follower.Board.Subscribe(Look);
        follower._calls.Begin();
        follower._session = await app.Services.GetRequiredService<AmiConnector>().FollowAsync(server, follower, follower._end.Token).InTime();
        follower._following = follower._calls.RunAsync(follower._session, _ => { }, follower._end.Token);
        await isLive.Task.InTime();
        return follower;
    }

    public void ExtensionChanged(ExtensionState state, bool isProven)
    {
    }

    public void DeviceChanged(string device, string state, bool isProven)
    {
    }

    public void PresenceChanged(ExtensionPresence presence, bool isProven)
    {
    }

    public void ChannelChanged(ChannelEvent received, bool isProven) => _calls.Receive(received, isProven);

    public void ChannelDoubted(string words) => _calls.Doubt();

    public void Doubted(string words)
    {
    }

    public void Skipped(string? name, bool isOfCalls)
    {
    }

    public void Reloaded(string module)
    {
    }

    public void ShuttingDown(bool restarting)
    {
    }

    public void FullyBooted()
    {
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _following;
        if (_session is not null) await _session.DisposeAsync();
        View.Dispose();
        _end.Dispose();
    }
}
