using System.Buffers;
using System.Globalization;

namespace AmiBlazor.Demo;

/// <summary>The messages about queues, header for header as Asterisk 22 writes them.</summary>
internal static class DemoQueueWire
{
    /// <summary>A caller comes into a queue, or leaves it.</summary>
    public static byte[] OfCaller(string name, DemoQueueCall call, int position, int count) =>
        Begin(name).Channel(call.Caller).Header("Queue", call.Queue.Name).Header("Position", Number(position)).Header("Count", Number(count)).Bytes();

    /// <summary>A caller leaves without an agent.</summary>
    public static byte[] Abandoned(DemoQueueCall call, int position, TimeSpan waited) => Begin("QueueCallerAbandon").Channel(call.Caller)
        .Header("Queue", call.Queue.Name).Header("Position", Number(position)).Header("OriginalPosition", Number(call.OriginalPosition))
        .Header("HoldTime", Seconds(waited)).Bytes();

    /// <summary>An event about a caller and an agent.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="call">The call.</param>
    /// <param name="agent">The agent.</param>
    /// <param name="channel">The agent's channel.</param>
    /// <param name="more">The headers at its end.</param>
    public static byte[] OfBoth(string name, DemoQueueCall call, DemoAgent agent, DemoChannel channel, params ReadOnlySpan<(string Name, string Value)> more)
    {
        var output = Begin(name).Channel(call.Caller).Channel(channel, "Dest").Header("Queue", call.Queue.Name)
            .Header("Interface", agent.Interface).Header("MemberName", agent.Name);
        foreach (var (header, value) in more) output.Header(header, value);
        return output.Bytes();
    }

    /// <summary>An event about an agent.</summary>
    public static byte[] OfAgent(string name, DemoQueue queue, DemoAgent agent, DemoSwitch pbx) =>
        Begin(name).Header("Queue", queue.Name).Header("MemberName", agent.Name).Header("Interface", agent.Interface)
            .Figures(agent, pbx).Header("Ringinuse", "0").Header("Wrapuptime", "0").Bytes();

    /// <summary>The complete response to <c>QueueStatus</c>.</summary>
    public static void Queues(this IBufferWriter<byte> output, DemoAction action, IEnumerable<DemoQueue> queues, DemoSwitch pbx)
    {
        output.Response("Success", action).Header("EventList", "start").Header("Message", "Queue status will follow").EndOfMessage();
        var rows = 0;
        foreach (var queue in queues)
        {
            output.Header("Event", "QueueParams").Header("Queue", queue.Name).Header("Max", "0").Header("Strategy", queue.Strategy)
                .Header("Calls", Number(queue.Waiting.Count)).Header("Holdtime", Number(queue.HoldTime)).Header("TalkTime", Number(queue.TalkTime))
                .Header("Completed", Number(queue.Completed)).Header("Abandoned", Number(queue.Abandoned))
                .Header("ServiceLevel", Number(DemoQueue.ServiceLevel)).Header("ServicelevelPerf", Percent(queue.InTime))
                .Header("ServicelevelPerf2", Percent(queue.InTimeOfAll)).Header("Weight", "0").Id(action).EndOfMessage();
            foreach (var agent in queue.Agents)
            {
                output.Header("Event", "QueueMember").Header("Queue", queue.Name).Header("Name", agent.Name).Header("Location", agent.Interface)
                    .Figures(agent, pbx).Header("Wrapuptime", "0").Id(action).EndOfMessage();
            }

            foreach (var (index, call) in queue.Waiting.Index())
            {
                var caller = call.Caller;
                output.Header("Event", "QueueEntry").Header("Queue", queue.Name).Header("Position", Number(index + 1)).Header("Channel", caller.Name)
                    .Header("Uniqueid", caller.Id).Header("CallerIDNum", Known(caller.Number)).Header("CallerIDName", Known(caller.PartyName))
                    .Header("ConnectedLineNum", Known(caller.ConnectedNumber)).Header("ConnectedLineName", Known(caller.ConnectedName))
                    .Header("Wait", Seconds(pbx.Now - call.JoinedAt)).Header("Priority", "0").Id(action).EndOfMessage();
            }

            rows += 1 + queue.Agents.Count + queue.Waiting.Count;
        }

        output.Complete("QueueStatusComplete", action, rows);
    }

    public static string Seconds(TimeSpan span) => Number((long)span.TotalSeconds);

    private static IBufferWriter<byte> Figures(this IBufferWriter<byte> output, DemoAgent agent, DemoSwitch pbx) => output
        .Header("StateInterface", agent.StateInterface).Header("Membership", agent.IsDynamic ? "dynamic" : "static")
        .Header("Penalty", Number(agent.Penalty)).Header("CallsTaken", Number(agent.CallsTaken)).Header("LastCall", Number(pbx.Unix(agent.LastCall)))
        .Header("LastPause", Number(pbx.Unix(agent.LastPause))).Header("LoginTime", Number(pbx.Unix(agent.AddedAt)))
        .Header("InCall", agent.IsInCall ? "1" : "0").Header("Status", Number(agent.DeviceState))
        .Header("Paused", agent.IsPaused ? "1" : "0").Header("PausedReason", agent.PausedReason);

    private static IBufferWriter<byte> Begin(string name) => new ArrayBufferWriter<byte>(1024).Header("Event", name).Header("Privilege", "agent,all");

    private static string Known(string text) => text.Length == 0 ? "unknown" : text;

    private static string Percent(double percent) => percent.ToString("F1", CultureInfo.InvariantCulture);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
