using AmiBlazor.Calls;
using AmiBlazor.Devices;
using AmiBlazor.Live;
using AmiBlazor.Queues;

namespace AmiBlazor.Cluster;

/// <summary>What is new on the boards of a PBX that this node follows, since the other nodes were told last.</summary>
internal sealed class PbxTeller(
    string server, MainConnections connections, CallBoard calls, QueueBoard queues, DeviceBoard devices, TimeProvider time, TimeSpan figuresInterval)
{
    private readonly TableChanges<Call> _calls = new(call => call.Id);
    private readonly TableChanges<QueueSnapshot> _queues = new(queue => queue.Name);
    private readonly TableChanges<Phone> _phones = new(phone => phone.Device);
    private readonly TableChanges<Mailbox> _mailboxes = new(mailbox => mailbox.Name);
    private MainConnectionHealth? _health;
    private CallsHealth? _callsHealth;
    private DevicesHealth? _devicesHealth;
    private CallSnapshot? _callsTold;
    private PbxQueues? _queuesTold;
    private PbxDevices? _devicesTold;
    private long? _figuresAt;

    /// <summary>The messages to send; none when nothing is new.</summary>
    /// <param name="isWhole">Whether to tell everything.</param>
    public IEnumerable<(string Kind, byte[] Json)> News(bool isWhole)
    {
        var isTime = isWhole || _figuresAt is not { } last || time.GetElapsedTime(last) >= figuresInterval;
        if (isTime) _figuresAt = time.GetTimestamp();
        if (connections.Find(server) is { } health && (isTime || _health is null || health.IsNewsAfter(_health)))
        {
            _health = health;
            yield return (TidingsKind.Health, MessageJson.Write(ToldHealth.Of(health, time)));
        }

        if (calls.HealthOf(server) is { } ofCalls && ofCalls != _callsHealth && (isTime || ofCalls.State != _callsHealth?.State))
        {
            _callsHealth = ofCalls;
            yield return (TidingsKind.CallsHealth, MessageJson.Write(ofCalls));
        }

        if (calls.For(server) is var snapshot && (isWhole || snapshot != _callsTold))
        {
            _callsTold = snapshot;
            if (_calls.Next(snapshot.Calls, isWhole) is { } changed) yield return (TidingsKind.Calls, MessageJson.Write(changed));
        }

        if (queues.For(server) is var ofQueues && (isWhole || ofQueues != _queuesTold))
        {
            _queuesTold = ofQueues;
            if (_queues.Next(ofQueues.Queues, isWhole) is { } changed) yield return (TidingsKind.Queues, MessageJson.Write(changed));
        }

        if (devices.HealthOf(server) is { } ofDevices && (isWhole || ofDevices != _devicesHealth))
        {
            _devicesHealth = ofDevices;
            yield return (TidingsKind.DevicesHealth, MessageJson.Write(ofDevices));
        }

        if (devices.For(server) is var phones && (isWhole || phones != _devicesTold))
        {
            _devicesTold = phones;
            if (_phones.Next(phones.Phones.Values, isWhole) is { } changed) yield return (TidingsKind.Phones, MessageJson.Write(changed));
            if (_mailboxes.Next(phones.Mailboxes.Values, isWhole) is { } boxes) yield return (TidingsKind.Mailboxes, MessageJson.Write(boxes));
        }
    }
}
