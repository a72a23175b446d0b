using AmiBlazor.Calls;
using AmiBlazor.Devices;
using AmiBlazor.Live;
using AmiBlazor.Queues;

namespace AmiBlazor.Cluster;

/// <summary>Puts on this node's boards what the owner of one PBX tells. Not thread-safe: the caller takes one message at a time.</summary>
internal sealed class PbxListener(
    string server, MainConnections connections, CallBoard callBoard, QueueBoard queueBoard, DeviceBoard deviceBoard, TimeProvider time)
{
    private readonly ToldTable<Call> _calls = new(call => call.Id);
    private readonly ToldTable<QueueSnapshot> _queues = new(queue => queue.Name);
    private readonly ToldTable<Phone> _phones = new(phone => phone.Device);
    private readonly ToldTable<Mailbox> _mailboxes = new(mailbox => mailbox.Name);
    private long _epoch;

    /// <summary>Takes a message.</summary>
    /// <returns>False if something before it is missing.</returns>
    public bool Take(TidingsMessage told)
    {
        // Before its first write an owner has no epoch: it is newer than whoever has one.
        if (told.Epoch != 0 && told.Epoch < _epoch) return true;
        if (told.Epoch != _epoch && told.Epoch != 0)
        {
            if (_epoch != 0) Forget();
            _epoch = told.Epoch;
        }

        switch (told.Kind)
        {
            case TidingsKind.Health:
                var health = MessageJson.Read<ToldHealth>(told.Json).Here(time);
                connections.Update(server, _ => health, isNews: health.IsNewsAfter(connections.Find(server)!));
                return true;
            case TidingsKind.CallsHealth:
                var ofCalls = MessageJson.Read<CallsHealth>(told.Json);
                callBoard.Update(server, _ => ofCalls);
                return true;
            case TidingsKind.DevicesHealth:
                var ofDevices = MessageJson.Read<DevicesHealth>(told.Json);
                deviceBoard.Update(server, _ => ofDevices);
                return true;
            case TidingsKind.Calls:
                return Take(_calls, told, ShowCalls);
            case TidingsKind.Queues:
                return Take(_queues, told, ShowQueues);
            case TidingsKind.Phones:
                return Take(_phones, told, ShowDevices);
            case TidingsKind.Mailboxes:
                return Take(_mailboxes, told, ShowDevices);
            default:
                // A newer node tells more.
                return true;
        }
    }

    /// <summary>The owner is gone: nobody knows how the PBX is, until another one follows it.</summary>
    public void OwnerGone()
    {
        var now = time.GetUtcNow();
        connections.Update(server, health => health.State == MainConnectionState.Off ? health : health with { State = MainConnectionState.Connecting, Since = now });
        callBoard.Update(server, health => health.State == CallsState.Live ? health with { State = CallsState.Waiting } : health);
        deviceBoard.Update(server, health => health.State == DevicesState.Live ? health with { State = DevicesState.Waiting } : health);
    }

    private static bool Take<T>(ToldTable<T> table, TidingsMessage told, Action show)
    {
        if (!table.Take(MessageJson.Read<TableMessage<T>>(told.Json))) return false;
        show();
        return true;
    }

    private void Forget()
    {
        _calls.Forget();
        _queues.Forget();
        _phones.Forget();
        _mailboxes.Forget();
    }

    private void ShowCalls() => callBoard.Publish(new CallSnapshot(
        server, [.. _calls.All.OrderBy(call => call.StartedAt).ThenBy(call => call.Id, StringComparer.Ordinal)]));

    private void ShowQueues() => queueBoard.Publish(new PbxQueues(server, [.. _queues.All.OrderBy(queue => queue.Name, StringComparer.Ordinal)]));

    private void ShowDevices() => deviceBoard.Publish(new PbxDevices(
        server,
        _phones.All.ToDictionary(phone => phone.Device, StringComparer.OrdinalIgnoreCase),
        _mailboxes.All.ToDictionary(mailbox => mailbox.Name, StringComparer.Ordinal)));
}
