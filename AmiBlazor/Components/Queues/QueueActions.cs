using AmiBlazor.Board;
using AmiBlazor.Calls;
using AmiBlazor.Components.Calls;
using AmiBlazor.Components.Control;
using AmiBlazor.Components.Languages;
using AmiBlazor.Components.Shared;
using AmiBlazor.Control;
using AmiBlazor.Queues;
using MudBlazor;

namespace AmiBlazor.Components.Queues;

/// <summary>What can be done in one queue, as far as the configuration has it.</summary>
/// <param name="texts">The user's language.</param>
/// <param name="access">What the user may do.</param>
/// <param name="queue">The queue, as the user may see it.</param>
internal sealed class QueueActions(Localizer texts, ControlAccess access, QueueSnapshot queue)
{
    private string Server => queue.Server;

    private string QueueName => DisplayText.Show(queue.Name);

    /// <summary>An agent's name, or what the queue dials.</summary>
    public static string Name(QueueAgent agent) => DisplayText.Show(agent.Name.Length > 0 ? agent.Name : agent.Interface);

    /// <summary>What can be done with an agent, and with the call that the agent has now.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="callOf">The call of an extension at this moment; null for none.</param>
    public IReadOnlyList<ControlChoice> Of(QueueAgent agent, Func<ExtensionKey, (Call Call, CallParty Party)?> callOf)
    {
        if (agent.IsHidden) return [];
        List<ControlChoice?> choices = agent.IsPaused
            ?
            [
                Choice(ControlKind.Unpause, Icons.Material.Outlined.PlayArrow, texts.Format($"End the pause in {QueueName}"),
                    _ => new PauseRequest(Server, queue.Name, agent.Interface, Paused: false, Reason: null)),
                Choice(ControlKind.Unpause, Icons.Material.Outlined.PlayCircle, texts["End the pause in all queues"],
                    _ => new PauseRequest(Server, Queue: null, agent.Interface, Paused: false, Reason: null)),
            ]
            :
            [
                Pause(agent, texts.Format($"Pause in {QueueName}…"), Icons.Material.Outlined.Pause, queue.Name),
                Pause(agent, texts["Pause in all queues…"], Icons.Material.Outlined.PauseCircle, null),
            ];
        if (agent.IsDynamic)
        {
            choices.Add(Choice(ControlKind.RemoveFromQueue, Icons.Material.Outlined.PersonRemove, texts.Format($"Take out of {QueueName}…"),
                _ => new MembershipRequest(Server, queue.Name, agent.Interface, Add: false), new()
                {
                    Title = texts["Take the agent out of the queue?"],
                    Sentence = texts.Format($"{Name(agent)} gets no more calls from {QueueName}. A call that is under way goes on."),
                    Button = texts["Take out"],
                    IsDanger = true,
                }));
        }

        if (agent.Extensions is [var extension, ..])
        {
            choices.Add(DialActions.Extension(texts, access, extension));
            if (callOf(extension) is var (call, party)) choices.AddRange(CallActions.Of(texts, access, call, party));
        }

        return [.. choices.OfType<ControlChoice>()];
    }

    /// <summary>What can be done with a caller who waits.</summary>
    public IReadOnlyList<ControlChoice> Of(WaitingCaller waiting, string caller) => waiting.Caller is { IsHidden: false, ChannelId: { } channel }
        && Choice(ControlKind.HangUp, Icons.Material.Outlined.CallEnd, texts["Hang up…"], _ => new HangUpRequest(Server, channel), new()
        {
            Title = texts["Hang up?"],
            Sentence = texts.Format($"{caller} no longer waits in {QueueName}; the call ends."),
            Button = texts["Hang up"],
            IsDanger = true,
        }) is { } hangUp
        ? [hangUp]
        : [];

    /// <summary>Adds an extension to the queue; null where it is not configured.</summary>
    /// <param name="interfaceOf">What a queue dials for an extension of this number; null if it has no phone.</param>
    public ControlChoice? Add(Func<string, string?> interfaceOf) =>
        Choice(ControlKind.AddToQueue, Icons.Material.Outlined.PersonAdd, texts["Add agent…"],
            exten => interfaceOf(exten) is { } device ? new MembershipRequest(Server, queue.Name, device, Add: true) : null, new()
            {
                Title = texts["Add agent"],
                Sentence = texts.Format($"The extension gets calls from {QueueName} from now on."),
                Field = texts["Extension"],
                Button = texts["Add"],
                ExtensionsOf = Server,
            });

    private ControlChoice? Pause(QueueAgent agent, string label, string icon, string? inQueue)
    {
        var reasons = access.PauseReasons(Server);
        return Choice(ControlKind.Pause, icon, label,
            reason => new PauseRequest(Server, inQueue, agent.Interface, Paused: true, reason.Length == 0 ? null : reason), new()
            {
                Title = texts["Pause agent"],
                Sentence = inQueue is null
                    ? texts.Format($"{Name(agent)} gets no calls from any queue until the pause ends.")
                    : texts.Format($"{Name(agent)} gets no calls from {QueueName} until the pause ends."),
                Field = reasons.Count > 0 ? texts["Reason"] : texts["Reason (optional)"],
                IsNeeded = reasons.Count > 0,
                Answers = reasons,
                Button = texts["Pause"],
            });
    }

    private ControlChoice? Choice(
        ControlKind kind, string icon, string label, Func<string, ControlRequest?> request, ControlQuestion? question = null) => access.Has(Server, kind)
        ? new((_, entered) => request(entered)) { Kind = kind, Server = Server, Icon = icon, Label = label, Question = question }
        : null;
}
