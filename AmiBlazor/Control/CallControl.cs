using System.Collections.Frozen;
using AmiBlazor.Ami;
using AmiBlazor.Audit;
using AmiBlazor.Board;
using AmiBlazor.Calls;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Control;

/// <summary>
/// Acts on calls, agents and recordings: checks a request against the boards and the configuration, does it over a connection of its own, and records what
/// came of it.
/// </summary>
internal sealed class CallControl(
    IOptions<AmiOptions> options, AmiConnector connector, ControlBoards boards, CallBoard calls, AuditLog audit, ControlMetrics metrics, TimeProvider time,
    IHostApplicationLifetime lifetime) : ICallControl
{
    /// <summary>How long the board may take to show what was done to a conversation before the next thing is done to it.</summary>
    private static readonly TimeSpan Showing = TimeSpan.FromSeconds(1);

    private static readonly FrozenSet<ControlKind> Nothing = [];

    // Options do not change while the program runs.
    private readonly FrozenDictionary<string, FrozenSet<ControlKind>> _kinds = options.Value.Servers.ToFrozenDictionary(
        server => server.Name, server => ControlOptionsValidator.Kinds(server.Control).ToFrozenSet(), StringComparer.Ordinal);
    private readonly ControlPlaces _places = new();
    private readonly ControlTurns _turns = new();
    private readonly ControlPlanner _planner = new(boards);

    public IReadOnlySet<ControlKind> Kinds(string server) => _kinds.GetValueOrDefault(server, Nothing);

    public IReadOnlyList<string> PauseReasons(string server) => Server(server)?.Control.PauseReasons ?? [];

    public bool TellsListening(string server) => Server(server)?.Control is { IsOn: true, TellListening: true };

    public Task<ControlResult> DoAsync(ControlRequest request, Actor who, ExtensionScope scope, CancellationToken cancellationToken)
    {
        var (about, with) = (ControlRecord.About(request, calls), ControlRecord.With(request, calls));
        return audit.RecordAsync(
            who, ControlRecord.Action(request.Kind), about, DoAsync(request, scope), result => ControlRecord.Result(request, with, result), cancellationToken);
    }

    private async Task<ControlResult> DoAsync(ControlRequest request, ExtensionScope scope)
    {
        ControlResult result;
        try
        {
            var server = Allowing(request, scope);
            var deed = _planner.Plan(server, request, scope);
            using var turn = await TurnAsync(request);
            if (turn is not null) deed = PlanAnew(server, request, scope, turn);
            using var place = _places.Take(server.Name, deed.Phone?.Key);
            result = await RunAsync(server, deed);
            turn?.HasChanged = request is not RecordRequest && result.Outcome is ControlOutcome.Done or ControlOutcome.Unknown;
        }
        catch (ControlException ended)
        {
            result = ended.Result;
        }

        metrics.Ended(request.Kind, result.Outcome);
        return result;
    }

    private ControlDeed PlanAnew(AmiServerOptions server, ControlRequest request, ExtensionScope scope, ControlTurns.Turn turn)
    {
        try
        {
            return _planner.Plan(server, request, scope);
        }
        catch (ControlException refused) when (turn.IsAfterChange && refused.Result.Outcome is (ControlOutcome.Invalid or ControlOutcome.Gone))
        {
            throw new ControlException(ControlOutcome.Gone, ControlMessages.ChangedMeanwhile);
        }
    }

    /// <summary>Waits until nothing else is done to the conversation, and until the board shows what was done to it; null for what needs no turn.</summary>
    private async Task<ControlTurns.Turn?> TurnAsync(ControlRequest request)
    {
        if (request.TurnOf is not { } channelId) return null;
        var stopping = lifetime.ApplicationStopping;
        try
        {
            var before = boards.Conversation(request.Server, channelId);
            var turn = await _turns.TakeAsync(request.Server, () => boards.Conversation(request.Server, channelId), stopping);
            try
            {
                if (turn.IsAfterChange) await boards.ChangedAsync(request.Server, channelId, before, Showing, time, stopping);
                return turn;
            }
            catch
            {
                turn.Dispose();
                throw;
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            throw new ControlException(ControlOutcome.Unreachable, ControlMessages.Stopping);
        }
    }

    /// <summary>The PBX of a request, whose configuration allows it.</summary>
    private AmiServerOptions Allowing(ControlRequest request, ExtensionScope scope)
    {
        if (Server(request.Server) is not { Control.IsOn: true } server || !scope.Includes(server.Name))
            throw new ControlException(ControlOutcome.NotAllowed, ControlMessages.Off(ControlText.Shown(request.Server)));
        return Kinds(server.Name).Contains(request.Kind)
            ? server
            : throw new ControlException(ControlOutcome.NotAllowed, ControlMessages.NotInAllow(server.Name, request.Kind));
    }

    private async Task<ControlResult> RunAsync(AmiServerOptions server, ControlDeed deed)
    {
        // Whoever stops waiting does not stop what is done; the end of the program does.
        var stopping = lifetime.ApplicationStopping;
        ControlSession? session = null;
        try
        {
            await using var opened = await connector.ControlAsync(server.ForControl(), deed.Listener, stopping);
            session = new ControlSession(opened, time);
            try
            {
                return await deed.RunAsync(session, stopping);
            }
            finally
            {
                await opened.LogoffAsync(AmiActionId.New("control"));
            }
        }
        catch (AmiException failure)
        {
            return ControlFailures.Of(failure, server.Name, session is { HasSent: true });
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return session is { HasSent: true }
                ? new ControlResult(ControlOutcome.Unknown, ControlMessages.Lost(server.Name))
                : new ControlResult(ControlOutcome.Unreachable, ControlMessages.Stopping);
        }
    }

    private AmiServerOptions? Server(string name) => options.Value.Servers.Find(server => string.Equals(server.Name, name, StringComparison.Ordinal));
}
