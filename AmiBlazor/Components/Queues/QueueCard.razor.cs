using System.Globalization;
using AmiBlazor.Board;
using AmiBlazor.Calls;
using AmiBlazor.Components.Calls;
using AmiBlazor.Components.Control;
using AmiBlazor.Components.Grid;
using AmiBlazor.Components.Shared;
using AmiBlazor.Queues;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Queues;

/// <summary>A queue: who waits, its agents, and what came of today's calls. Rendered when the queue has changed, or the minute.</summary>
public sealed partial class QueueCard
{
    /// <summary>The most callers shown one by one.</summary>
    private const int MostShown = 10;

    private (QueueSnapshot? Queue, DateTime Now, string? Zone, ControlAccess? Access) _shown;
    private bool _isNews;

    /// <summary>The queue, as the viewer sees it.</summary>
    [Parameter, EditorRequired]
    public required QueueSnapshot Queue { get; set; }

    /// <summary>The time that ages are relative to, in UTC.</summary>
    [Parameter, EditorRequired]
    public DateTime Now { get; set; }

    /// <summary>Whether a heading with the PBX's name stands above.</summary>
    [Parameter]
    public bool IsBelowPbx { get; set; }

    /// <summary>What the user may do in the queue; null if nothing.</summary>
    [Parameter]
    public ControlAccess? Access { get; set; }

    [Inject]
    private CircuitCalls Calls { get; init; } = null!;

    [Inject]
    private CircuitControl Control { get; init; } = null!;

    private QueueActions? Acts => Access?.IsOn(Queue.Server) is true ? new(T, Access, Queue) : null;

    private ControlChoice? Adding => Acts?.Add(exten => Control.InterfaceOf(Queue.Server, exten));

    private int Available => Queue.Agents.Count(AgentStyle.IsAvailable);

    private DateTimeOffset At => new(Now);

    private string Counting => Queue.Today switch
    {
        { IsWholeDay: true, HasGap: false } => T["Today"],
        { IsWholeDay: true } => T["Today, without the calls of a gap"],
        { HasGap: false } today => T.Format($"Today since {RelativeTime.Minute(T, today.Since, At)}"),
        var today => T.Format($"Today since {RelativeTime.Minute(T, today.Since, At)}, without the calls of a gap"),
    };

    protected override void OnParametersSet()
    {
        // For viewers with limits the queue is another object each time.
        _isNews = _shown.Now != Now || _shown.Zone != T.Zone?.Id || _shown.Access != Access || _shown.Queue?.Equals(Queue) is not true;
        _shown = (Queue, Now, T.Zone?.Id, Access);
    }

    protected override bool ShouldRender() => _isNews;

    private static RenderFragment Heading(string level, string name) => tree =>
    {
        tree.OpenElement(0, level);
        tree.AddAttribute(1, "class", "name mud-typography mud-typography-h4 ma-0");
        tree.OpenElement(2, "bdi");
        tree.AddContent(3, name);
        tree.CloseElement();
        tree.CloseElement();
    };

    private string Number(int number) => number.ToString("N0", T.Culture);

    private string Wait(TimeSpan span) => span < TimeSpan.FromMinutes(1) ? RelativeTime.Lasted(T, span) : RelativeTime.Elapsed(T, span);

    private string Caller(CallPeer caller) => (caller.Name, caller.Number) switch
    {
        _ when caller.IsHidden => T["Hidden extension"],
        ("", "") => T["Unknown caller"],
        ("", var number) => DisplayText.Show(number),
        (var name, "") => DisplayText.Show(name),
        var (name, number) => $"{DisplayText.Show(name)} {DisplayText.Show(number)}",
    };

    private string Paused(QueueAgent agent) => agent.PausedReason.Length == 0 ? T["Paused"] : T.Format($"Paused: {DisplayText.Show(agent.PausedReason)}");

    private string Facts(QueueAgent agent)
    {
        var facts = new List<string> { agent.CallsTaken == 1 ? T["1 call taken"] : T.Format($"{agent.CallsTaken:N0} calls taken") };
        if (agent.LastCallAt is { } last) facts.Add(T.Format($"last call {RelativeTime.Ago(T, last, At)}"));
        if (agent.MissedToday > 0) facts.Add(T.Format($"{agent.MissedToday:N0} missed today"));
        if (agent.IsDynamic && agent.LoggedInSince is { } since) facts.Add(T.Format($"logged in since {RelativeTime.Minute(T, since, At)}"));
        if (agent.Penalty > 0) facts.Add(T.Format($"penalty {agent.Penalty.ToString(CultureInfo.InvariantCulture)}"));
        return string.Join(" · ", facts);
    }

    private static string Extension(ExtensionKey key) => "./" + ExtensionAddress.Link(key);
}
