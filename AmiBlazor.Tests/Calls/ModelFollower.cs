using AmiBlazor.Ami;
using AmiBlazor.Calls;
using AmiBlazor.Tests.Ami;

namespace AmiBlazor.Tests.Calls;

/// <summary>
/// The turns of the product's follower one by one, so that anything can come between: it requests lists, asks about channels, and loads answers.
/// </summary>
internal sealed class ModelFollower(CallInbox inbox, CallTracker tracker, TimeProvider time)
{
    private static readonly AmiLimits Limits = new();

    private readonly Queue<string> _names = new();
    private readonly List<string> _asked = [];
    private readonly List<ChannelRow> _answers = [];
    private PendingActions _pending = new(takesUnnamedErrors: false);
    private PendingChannelList? _channels;
    private PendingChannelList? _answer;
    private PendingBridgeList? _bridges;
    private PendingQueueList? _queues;
    private Func<ModelPbx, string>? _reply;
    private bool _isLoaded;

    public int Lists { get; private set; }

    public int Asked { get; private set; }

    /// <summary>Whether a list or an answer is on its way, or must be requested.</summary>
    public bool IsBusy => _channels is not null || _answer is not null || _names.Count > 0 || _reply is not null || inbox.IsListDue;

    public void Connect(PendingActions pending)
    {
        _pending = pending;
        _names.Clear();
        _asked.Clear();
        _answers.Clear();
        (_channels, _answer, _bridges, _queues, _reply, _isLoaded) = (null, null, null, null, null, false);
    }

    /// <summary>What the PBX answers to the request that waits; null when none does.</summary>
    public string? Reply(ModelPbx pbx)
    {
        var reply = _reply?.Invoke(pbx);
        _reply = null;
        return reply;
    }

    /// <summary>Whether a list was loaded since the last time.</summary>
    public bool TakeLoaded()
    {
        var isLoaded = _isLoaded;
        _isLoaded = false;
        return isLoaded;
    }

    public void Work()
    {
        inbox.ApplyTo(tracker);
        if (_channels is null && _answer is null && _names.Count == 0)
        {
            if (inbox.IsListDue)
                BeginList();
            else
                BeginAsking();
        }

        ContinueList();
        ContinueAsking();
    }

    private void BeginList()
    {
        inbox.BeginList();
        tracker.BeginList();
        var action = new AmiAction("Status");
        _channels = Add(new PendingChannelList(action, _pending, CollectorFeed.Errors, Limits));
        _reply = pbx => ModelWire.Status(pbx, action.Id);
    }

    private void ContinueList()
    {
        if (_channels is { IsOver: true } && _bridges is null)
        {
            var action = new AmiAction("BridgeList");
            _bridges = Add(new PendingBridgeList(action, _pending, CollectorFeed.Errors, Limits));
            _reply = pbx => ModelWire.Bridges(pbx, action.Id);
        }

        if (_bridges is { IsOver: true } && _queues is null)
        {
            var action = new AmiAction("QueueStatus");
            _queues = Add(new PendingQueueList(action, _pending, CollectorFeed.Errors, Limits));
            _reply = pbx => ModelWire.Queues(pbx, action.Id);
        }

        if (_queues is not { IsOver: true }) return;
        inbox.ApplyTo(tracker);
        tracker.Load(new CallLists(Rows(_channels!.End), Rows(_bridges!.End), Rows(_queues.End)), time.GetUtcNow());
        foreach (var list in new PendingAction[] { _channels, _bridges, _queues }) list.Dispose();
        (_channels, _bridges, _queues, _isLoaded) = (null, null, null, true);
        Lists++;
    }

    private void BeginAsking()
    {
        foreach (var name in inbox.TakeAsked())
        {
            if (_names.Count == 0) tracker.BeginList();
            _names.Enqueue(name);
        }

        _asked.Clear();
        _asked.AddRange(_names);
        _answers.Clear();
    }

    private void ContinueAsking()
    {
        if (_answer is { IsOver: true })
        {
            Asked++;
            if (_answer.End.IsCompletedSuccessfully) _answers.AddRange(Rows(_answer.End).Where(row => row.Channel.Name == _names.Peek()));
            _answer.Dispose();
            _answer = null;
            _names.Dequeue();
            if (_names.Count == 0)
            {
                inbox.ApplyTo(tracker);
                if (!tracker.Load(_asked, _answers, time.GetUtcNow())) inbox.RequestList();
                _isLoaded = true;
            }
        }

        if (_answer is not null || !_names.TryPeek(out var name)) return;
        var action = new AmiAction("Status");
        _answer = Add(new PendingChannelList(action, _pending, CollectorFeed.Errors, Limits));
        _reply = pbx => ModelWire.Status(pbx, action.Id, name);
    }

    private T Add<T>(T list)
        where T : PendingAction
    {
        _pending.Add(list);
        return list;
    }

    private static List<T> Rows<T>(Task<List<T>> list)
    {
        Assert.True(list.IsCompletedSuccessfully, list.Exception?.Message);
        return list.Result;
    }
}
