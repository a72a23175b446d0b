using AmiBlazor.Audit;
using AmiBlazor.Board;
using AmiBlazor.Calls;
using AmiBlazor.Control;
using AmiBlazor.Demo;
using AmiBlazor.Queues;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace AmiBlazor.Tests.Demo;

/// <summary>Without any configuration, everything that can be done to calls and agents can be tried on the demo PBX.</summary>
public sealed class DemoControlTests : IAsyncLifetime
{
    private static readonly Actor Supervisor = new("ada", Actor.Account, null);

    // The channels that were acted on: what is shown of one that has just ended may still be there for a moment.
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    private AmiBlazorApp _app = null!;

    private static string Server => DemoPbx.ServerName;

    private CallSnapshot Calls => _app.Services.GetRequiredService<CallBoard>().For(Server);

    private PbxQueues Queues => _app.Services.GetRequiredService<QueueBoard>().For(Server);

    private ICallControl Control => _app.Services.GetRequiredService<ICallControl>();

    // Five times as fast as life, so that phones are answered within the second.
    public async ValueTask InitializeAsync() =>
        _app = await AmiBlazorApp.StartAsync(("Demo:Enabled", "true"), ("Demo:Extensions", "300"), ("Demo:Pace", "5"));

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Everything_that_can_be_done_works_on_the_demo()
    {
        await UntilAsync(() => Calls.Calls.Count > 5 && Queues.Queues.Count > 2);
        Assert.Equal(Enum.GetValues<ControlKind>().Order(), Control.Kinds(Server).Order());

        await DoneAsync(() => new CallRequest(Server, Own(), "0301234567"));
        await DoneAsync(() => Talking() is { } party ? new ListenRequest(Server, Own(), party.ChannelId, ListenMode.Listen) : null);
        await UntilAsync(() => Parties().Any(party => party.State == PartyState.Listening && party.Peers.Count > 0));
        await DoneAsync(() => Talking() is { } party ? new ListenRequest(Server, Own(), party.ChannelId, ListenMode.Whisper) : null);
        await DoneAsync(() => Talking() is { } party ? new ParkRequest(Server, party.ChannelId) : null);
        await DoneAsync(() => Find(PartyState.Parked) is { } party ? new FetchRequest(Server, Own(), party.ChannelId) : null);
        await DoneAsync(() => Find(PartyState.Ringing) is { } party ? new PickUpRequest(Server, Own(), party.ChannelId) : null);
        await DoneAsync(() => Talking() is { } party ? new TransferRequest(Server, party.ChannelId, Own().Exten) : null);
        await DoneAsync(() => Talking() is { } party ? new RecordRequest(Server, party.ChannelId, Start: true) : null);
        await DoneAsync(() => Talking() is { } party ? new HangUpRequest(Server, party.ChannelId) : null);

        var agent = Queues.Queues[0].Agents.First(one => !one.IsPaused && !one.IsDynamic).Interface;
        await DoneAsync(() => new PauseRequest(Server, null, agent, Paused: true, "Lunch"));
        await UntilAsync(() => Agent(agent) is { IsPaused: true, PausedReason: "Lunch" });
        await DoneAsync(() => new PauseRequest(Server, null, agent, Paused: false, null));
        await UntilAsync(() => Agent(agent) is { IsPaused: false });

        var helper = "PJSIP/" + Own().Exten;
        await DoneAsync(() => new MembershipRequest(Server, Queues.Queues[0].Name, helper, Add: true));
        await UntilAsync(() => Agent(helper) is { IsDynamic: true });
        await DoneAsync(() => new MembershipRequest(Server, Queues.Queues[0].Name, helper, Add: false));
        await UntilAsync(() => Agent(helper) is null);
    }

    /// <summary>Does something. The floor lives on meanwhile: who was to be acted on may be gone, so that another one is tried.</summary>
    private async Task DoneAsync(Func<ControlRequest?> next)
    {
        var results = new List<string>();
        while (results.Count < 4)
        {
            ControlRequest? request = null;
            await UntilAsync(() => (request ??= next()) is not null);
            var result = await Control.DoAsync(request!, Supervisor, ExtensionScope.All, TestContext.Current.CancellationToken).InTime();
            if (result.Outcome == ControlOutcome.Done) return;
            results.Add($"{request}: {result.Outcome} {result.Message} {result.PbxWords}");
        }

        Assert.Fail(string.Join('\n', results));
    }

    private IEnumerable<CallParty> Parties() => Calls.Calls.SelectMany(call => call.Parties);

    private CallParty? Find(PartyState state) => Use(Parties().LastOrDefault(party => party.State == state && !_used.Contains(party.ChannelId)));

    /// <summary>A phone that talks to another one, since not long.</summary>
    private CallParty? Talking() => Use(Parties().LastOrDefault(party =>
        party is { State: PartyState.Talking, IsOutside: false } && party.Peers is [{ Extensions.Count: > 0 }] && !_used.Contains(party.ChannelId)));

    private CallParty? Use(CallParty? party)
    {
        if (party is not null) _used.Add(party.ChannelId);
        return party;
    }

    private QueueAgent? Agent(string device) => Queues.Queues[0].Agents.FirstOrDefault(agent => agent.Interface == device);

    /// <summary>An extension whose phone is in no call.</summary>
    private ExtensionKey Own()
    {
        var agents = Queues.Queues.SelectMany(queue => queue.Agents).SelectMany(agent => agent.Extensions).ToHashSet();
        return _app.Services.GetRequiredService<LiveBoard>().Rows(Server)
            .Where(row => row.Status == ExtensionStatus.Online && row.Key.Context == DemoFloor.MainContext && !agents.Contains(row.Key))
            .Select(row => row.Key).Last(key => Calls.PartiesOf(key).Count == 0);
    }

    private async Task UntilAsync(Func<bool> isSo)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look()
        {
            if (isSo()) seen.TrySetResult();
        }

        using var calls = _app.Services.GetRequiredService<CallBoard>().Subscribe(Look);
        using var queues = _app.Services.GetRequiredService<QueueBoard>().Subscribe(Look);
        Look();
        await seen.Task.InTime();
    }
}
