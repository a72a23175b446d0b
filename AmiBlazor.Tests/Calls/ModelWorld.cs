using System.Text;
using AmiBlazor.Ami;
using AmiBlazor.Board;
using AmiBlazor.Calls;
using AmiBlazor.Tests.Ami;
using Microsoft.Extensions.Time.Testing;

namespace AmiBlazor.Tests.Calls;

/// <summary>
/// A <see cref="ModelPbx"/> with several calls at once and the product's own reading of it: the bytes of its connection, cut anywhere, go through the reader,
/// the dispatcher, the inbox, the tracker and the reader of calls. What is shown is compared with the truth whenever everything has arrived.
/// </summary>
internal sealed class ModelWorld : IAmiListener
{
    private readonly Random _random;
    private readonly ModelTroubles _troubles;
    private readonly ModelPbx _pbx;
    private readonly ModelScenarios _scenarios;
    private readonly List<IEnumerator<bool>> _running = [];
    private readonly FakeTimeProvider _time = new();
    private readonly CallTracker _tracker = new();
    private readonly PhoneIndex _phones = new();
    private readonly CallInbox _inbox;
    private readonly AmiFrame _frame = new(new AmiLimits());
    private readonly ModelFollower _follower;

    // What the PBX has sent and the connection has not brought yet, oldest first.
    private readonly List<string> _wire = [];
    private byte[] _kept = [];
    private CallSnapshot _shown = CallSnapshot.Empty("main");
    private PendingActions _pending = new(takesUnnamedErrors: false);
    private AmiEventDispatcher _dispatcher;
    private bool _isDamaged;
    private bool _isList;

    public ModelWorld(int seed, ModelTroubles troubles)
    {
        _random = new Random(seed);
        _troubles = troubles;
        _pbx = new ModelPbx(_random);
        _scenarios = new ModelScenarios(_pbx) { AreHostile = troubles.AreHostile };
        _inbox = new CallInbox(_time);
        _dispatcher = new AmiEventDispatcher(this);
        _follower = new ModelFollower(_inbox, _tracker, _time);
        _time.SetUtcNow(_pbx.Now);
        Connect();
    }

    public int Compared { get; private set; }

    public int Lists => _follower.Lists;

    public int Asked => _follower.Asked;

    public int Events => _pbx.Events;

    bool IAmiListener.FollowsCalls => true;

    /// <summary>Plays so many scenarios to their end, several at once.</summary>
    /// <returns>What was shown wrongly; null for nothing.</returns>
    public string? Run(int scenarios)
    {
        while (scenarios > 0 || _running.Count > 0)
        {
            if (scenarios > 0 && (_running.Count == 0 || (_running.Count < 8 && _random.Next(3) == 0)))
            {
                _running.Add(_scenarios.Any().GetEnumerator());
                scenarios--;
            }

            Step(_running[_random.Next(_running.Count)]);
            if (_troubles.AreLists && _random.Next(12) == 0) _inbox.RequestList();
            if (_troubles.AreCuts && _random.Next(40) == 0) Connect();
            for (var turns = _random.Next(6); turns > 0; turns--) Turn();
            if (!_troubles.AreTold && _random.Next(3) == 0) continue;
            Settle();
            if (Difference() is { } difference) return difference;
        }

        _inbox.RequestList();
        Settle();
        return Difference() ?? (_tracker.Channels.Count == 0 ? null : $"{_tracker.Channels.Count} channels are left.");
    }

    /// <summary>So many calls at once: all ring, then all talk, then all end.</summary>
    /// <returns>What was shown wrongly; null for nothing.</returns>
    public string? Crowd(int calls)
    {
        _running.AddRange(Enumerable.Range(0, calls).Select(_ => _scenarios.Plain().GetEnumerator()));
        while (_running.Count > 0)
        {
            foreach (var call in _running.ToList()) Step(call);
            Settle();
            if (Difference() is { } difference) return difference;
            Connect();
            Settle();
            if (Difference() is { } afterwards) return "After a cut: " + afterwards;
        }

        return _tracker.Channels.Count == 0 ? null : $"{_tracker.Channels.Count} channels are left.";
    }

    /// <summary>One call goes on by one step.</summary>
    private void Step(IEnumerator<bool> call)
    {
        _pbx.Now += TimeSpan.FromSeconds(1);
        _time.SetUtcNow(_pbx.Now);
        if (!call.MoveNext()) _running.Remove(call);
        _troubles.Apply(_pbx.Written, _random);
        foreach (var (text, _) in _pbx.Written)
        {
            if (_troubles.AreLosses && _random.Next(50) == 0)
            {
                _isDamaged = true;
                if (_random.Next(2) == 0) continue;
                _wire.Insert(_random.Next(_wire.Count + 1), text);
            }

            _wire.Add(text);
        }

        _pbx.Written.Clear();
    }

    /// <summary>A new connection: what the one before has not brought is lost.</summary>
    private void Connect()
    {
        _wire.Clear();
        _kept = [];
        _frame.Reset();
        _frame.Scanned = 0;
        _pending = new PendingActions(takesUnnamedErrors: false);
        _dispatcher = new AmiEventDispatcher(this);
        _inbox.Begin();
        _tracker.Clear();
        _follower.Connect(_pending);
        _shown = CallSnapshot.Empty("main");
        foreach (var parked in _pbx.Channels.Where(channel => channel.Space is not null)) parked.Space = "";
    }

    private void Turn()
    {
        switch (_random.Next(3))
        {
            case 0:
                // A list is ahead of events that are on their way, never behind those that have come.
                if (_follower.Reply(_pbx) is { } reply) _wire.Insert(_random.Next(_wire.Count + 1), reply);
                break;
            case 1:
                _follower.Work();
                break;
            default:
                for (var count = Math.Min(_random.Next(8), _wire.Count); count > 0; count--)
                {
                    Bring(_wire[0]);
                    _wire.RemoveAt(0);
                }

                break;
        }
    }

    /// <summary>Everything arrives.</summary>
    private void Settle()
    {
        if (_isDamaged && _running.Count == 0) _inbox.RequestList();
        if (_isDamaged && _random.Next(4) == 0) _inbox.RequestList();
        var isChecked = _inbox.IsListDue;
        for (var turns = 0; turns < 2000; turns++)
        {
            foreach (var text in _wire) Bring(text);
            _wire.Clear();
            _follower.Work();
            if (_follower.Reply(_pbx) is { } reply) _wire.Add(reply);
            if (_wire.Count > 0 || _follower.IsBusy) continue;

            // What came while it asked may be another question.
            _follower.Work();
            if (_follower.IsBusy) continue;
            if (isChecked) _isDamaged = false;
            return;
        }

        throw new InvalidOperationException("The follower asks for ever.");
    }

    private string? Difference()
    {
        var before = _shown;
        _shown = CallReader.Read("main", _tracker, _phones, before, _pbx.Now, _follower.TakeLoaded());
        if (_isDamaged) return null;
        Compared++;
        var areSpacesTold = _troubles is { AreLosses: false, AreOthers: false, AreHostile: false };
        string[] truth = ModelTruth.Of(_pbx, areSpacesTold), shown = ModelTruth.Shown(_shown, areSpacesTold);
        if (!truth.SequenceEqual(shown, StringComparer.Ordinal))
            return $"Truth but not shown:\n  {string.Join("\n  ", truth.Except(shown))}\nshown but not true:\n  {string.Join("\n  ", shown.Except(truth))}";
        return ModelTruth.WrongCalls(_pbx, before, _shown) ?? (_troubles.AreTold ? ModelTruth.WrongTimes(_pbx, _shown) : null);
    }

    /// <summary>The next message, or the next list, arrives in pieces.</summary>
    private void Bring(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        _isList = text.StartsWith("Response: ", StringComparison.Ordinal);
        var rest = bytes.AsMemory();
        while (rest.Length > 0)
        {
            var cut = _troubles.AreTold ? rest.Length : Math.Min(rest.Length, _random.Next(1, 4000));
            _kept = [.. _kept, .. rest.Span[..cut]];
            rest = rest[cut..];
            var consumed = 0;
            while (AmiMessageReader.Read(_kept.AsSpan(consumed), _frame, out var message, out var length) == AmiReadResult.Message)
            {
                consumed += length;
                if (_pending.Receive(message, out var isPlain))
                    _dispatcher.Answered(isPlain);
                else
                    _dispatcher.Dispatch(message);
            }

            _kept = _kept[consumed..];
        }
    }

    void IAmiListener.ChannelChanged(ChannelEvent received, bool isProven) => _inbox.Receive(received, isProven);

    // A part of a hostile row is a reason for the next list: while its call lasts, there would be no end to them.
    void IAmiListener.ChannelDoubted(string words)
    {
        if (!_isList) _inbox.Doubt();
    }

    void IAmiListener.ExtensionChanged(ExtensionState state, bool isProven) => Assert.False(isProven && _troubles.AreHostile, "A forged state is believed.");

    void IAmiListener.DeviceChanged(string device, string state, bool isProven) => Assert.False(isProven && _troubles.AreHostile, "A forged state is believed.");

    void IAmiListener.PresenceChanged(ExtensionPresence presence, bool isProven)
    {
    }

    void IAmiListener.Doubted(string words)
    {
    }

    void IAmiListener.Skipped(string? name, bool isOfCalls)
    {
    }

    void IAmiListener.Reloaded(string module)
    {
    }

    void IAmiListener.ShuttingDown(bool restarting)
    {
    }

    void IAmiListener.FullyBooted()
    {
    }
}
