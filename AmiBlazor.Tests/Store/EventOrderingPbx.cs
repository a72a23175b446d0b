using AmiBlazor.Store;

namespace AmiBlazor.Tests.Store;

/// <summary>
/// A PBX of a few hints in two contexts, as Asterisk behaves: it tells a state when it changes, all of them when its dialplan is reloaded, and of a
/// hint that a reload took away nothing. Two hints never change, as on any PBX some do not.
/// </summary>
internal sealed class EventOrderingPbx
{
    private static readonly int[] Codes = [0, 1, 2, 4, 8, 9, 16, 17, -1];

    private static readonly (string Context, string Exten)[] Movable =
        [.. from context in new[] { "internal", "queues" } from exten in new[] { "1", "2", "3" } select (context, exten)];

    public EventOrderingPbx()
    {
        Hints.Add(("internal", "0"), ("SIP/0", 0));
        Hints.Add(("queues", "0"), ("SIP/0", 4));
        foreach (var key in Movable.Where(key => key.Exten != "3")) Hints.Add(key, ("SIP/" + key.Exten, 0));
    }

    /// <summary>What it would tell whoever asks now.</summary>
    public Dictionary<(string Context, string Exten), (string Hint, int Code)> Hints { get; } = [];

    public IEnumerable<(string Context, string Exten)> Keys => Hints.Keys.Order();

    public IEnumerable<LiveEvent> Ring(int argument)
    {
        var key = Pick(ref argument);
        var code = Codes[argument % Codes.Length];
        if (!Hints.TryGetValue(key, out var hint) || (hint.Code == code && (code & 8) == 0)) return [];
        Hints[key] = (hint.Hint, code);
        return [new LiveStatus(key.Context, key.Exten, hint.Hint, code, default)];
    }

    public IEnumerable<LiveEvent> Say(int argument)
    {
        var key = Pick(ref argument);
        return Hints.ContainsKey(key)
            ? [new LivePresence(key.Context, key.Exten, argument % 3 == 0 ? null : "away", argument % 3 == 1 ? "lunch " + argument % 5 : null, default)]
            : [];
    }

    public IEnumerable<LiveEvent> Add(int argument)
    {
        var key = Pick(ref argument);
        var code = Codes[argument % Codes.Length];
        var isSilent = argument / Codes.Length % 2 == 0;
        var hint = "SIP/" + key.Exten + argument % 2;
        return Hints.TryAdd(key, (hint, code)) ? [new LiveStatus(key.Context, key.Exten, isSilent ? "" : hint, code, default)] : [];
    }

    public IEnumerable<LiveEvent> Remove(int argument)
    {
        var key = Pick(ref argument);
        return Hints.Remove(key, out var hint) ? [new LiveStatus(key.Context, key.Exten, hint.Hint, LiveStatus.Removed, default)] : [];
    }

    public IEnumerable<LiveEvent> Reload(int argument)
    {
        var fresh = new HashSet<(string, string)>();
        foreach (var key in Movable)
        {
            var choice = argument % 8;
            argument /= 8;
            switch (choice)
            {
                case 0:
                    Hints.Remove(key);
                    break;
                case 1 or 2 when Hints.TryAdd(key, ("SIP/" + key.Exten + "-" + choice, choice * 4)):
                    fresh.Add(key);
                    break;
                case 3 when Hints.TryGetValue(key, out var moved):
                    Hints[key] = ("SIP/moved-" + key.Exten, moved.Code);
                    fresh.Add(key);
                    break;
            }
        }

        var isSilent = argument % 2 == 0;
        return [.. Keys.Select(key => new LiveStatus(key.Context, key.Exten, isSilent && fresh.Contains(key) ? "" : Hints[key].Hint,
            Hints[key].Code, default))];
    }

    public static (string Context, string Exten) Pick(ref int argument)
    {
        var key = Movable[argument % Movable.Length];
        argument /= Movable.Length;
        return key;
    }
}
